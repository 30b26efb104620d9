import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

/** The address leads nowhere: says so and offers a way back. */
export function NotFound() {
  return (
    <main id="main" className="page lone">
      <h1 className="h1">
        <Trans>There is nothing at this address</Trans>
      </h1>
      <p className="lede">
        <Trans>The link may be cut or old. What you may see is listed in your inbox and under drafts.</Trans>
      </p>
      <p>
        <Link to="/inbox" className="btn">
          <Trans>Open the inbox</Trans>
        </Link>
      </p>
    </main>
  )
}
