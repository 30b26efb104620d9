import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePresent } from '../api/viewer.ts'
import { permitted } from '../ui/ActButton.tsx'

interface PlaceProps {
  readonly to: '/drafts' | '/ballots' | '/committees'
  /** How the addresses begin of what this place lists: who reads one of them is still here. */
  readonly holds: '/d/' | '/b/' | '/c/'
  readonly children: ReactNode
}

function Place({ to, holds, children }: PlaceProps) {
  const within = useRouterState({ select: state => state.location.pathname.startsWith(holds) })
  return (
    <Link to={to} aria-current={within ? 'true' : undefined}>
      {children}
    </Link>
  )
}

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
      <Place to="/committees" holds="/c/">
        <Trans>My committees</Trans>
      </Place>
      <Place to="/drafts" holds="/d/">
        <Trans>Drafts</Trans>
      </Place>
      <Place to="/ballots" holds="/b/">
        <Trans>Ballots</Trans>
      </Place>
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
      <Place to="/drafts" holds="/d/">
        <Trans>Drafts</Trans>
      </Place>
      <Place to="/ballots" holds="/b/">
        <Trans>Ballots</Trans>
      </Place>
      <Place to="/committees" holds="/c/">
        <Trans>Committees</Trans>
      </Place>
    </nav>
  )
}
