import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { usePresent } from '../api/viewer.ts'
import { permitted } from '../ui/ActButton.tsx'

/** The names of the places, beside every page. */
export function Places({ count }: { readonly count: number | null }) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const secretariat = permitted(viewer.acts, 'outbox.read').allowed
  return (
    <nav className="nav" aria-label={t`Main`}>
      <Link to="/inbox">
        <Trans>Inbox</Trans>
        {count !== null && <span className="num">{count}</span>}
      </Link>
      <Link to="/committees">
        <Trans>My committees</Trans>
      </Link>
      <Link to="/drafts">
        <Trans>Drafts</Trans>
      </Link>
      <Link to="/ballots">
        <Trans>Ballots</Trans>
      </Link>
      <Link to="/calendar">
        <Trans>Calendar</Trans>
      </Link>
      <div className="gap" />
      <Link to="/process">
        <Trans>Process</Trans>
      </Link>
      <Link to="/people">
        <Trans>People</Trans>
      </Link>
      {secretariat && (
        <>
          <div className="gap" />
          <Link to="/s">
            <Trans>Secretariat</Trans>
          </Link>
        </>
      )}
    </nav>
  )
}

/** The four places under the thumb on a narrow screen. */
export function Tabs({ count }: { readonly count: number | null }) {
  const { t } = useLingui()
  return (
    <nav className="tabs shell-tabs" aria-label={t`Places`}>
      <Link to="/inbox">
        <Trans>Inbox</Trans>
        {count !== null && count > 0 ? <span className="num"> {count}</span> : null}
      </Link>
      <Link to="/drafts">
        <Trans>Drafts</Trans>
      </Link>
      <Link to="/ballots">
        <Trans>Ballots</Trans>
      </Link>
      <Link to="/committees">
        <Trans>Committees</Trans>
      </Link>
    </nav>
  )
}
