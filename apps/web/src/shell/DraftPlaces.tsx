import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

/** The screens of one draft. */
export function DraftPlaces({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const params = { id }
  return (
    <nav className="places" aria-label={t`This draft`}>
      <Link to="/d/$id" params={params} activeOptions={{ exact: true }}>
        <Trans>Text</Trans>
      </Link>
      <Link to="/d/$id/past" params={params}>
        <Trans>History</Trans>
      </Link>
      <Link to="/d/$id/comments" params={params}>
        <Trans>Comments</Trans>
      </Link>
      <Link to="/d/$id/objections" params={params}>
        <Trans>Objections</Trans>
      </Link>
      <Link to="/d/$id/polls" params={params}>
        <Trans>Polls</Trans>
      </Link>
      <Link to="/d/$id/appeals" params={params}>
        <Trans>Appeals</Trans>
      </Link>
      <Link to="/d/$id/decide" params={params}>
        <Trans>Decide</Trans>
      </Link>
      <Link to="/d/$id/stage" params={params}>
        <Trans>Stage</Trans>
      </Link>
      <Link to="/d/$id/review" params={params}>
        <Trans>Review</Trans>
      </Link>
      <Link to="/d/$id/record" params={params}>
        <Trans>Record</Trans>
      </Link>
    </nav>
  )
}
