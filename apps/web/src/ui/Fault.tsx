import { Trans } from '@lingui/react/macro'

/** A screen that broke: says so, says what is safe, and offers to load it again. */
export function Fault({ error }: { readonly error: unknown }) {
  return (
    <section className="page lone" role="alert">
      <h1 className="h1"><Trans>This screen could not be shown</Trans></h1>
      <p className="lede"><Trans>What was saved is on the server. Load the page again; if it happens again, tell your secretary this sentence:</Trans></p>
      <p className="mono">{error instanceof Error ? error.message : String(error)}</p>
      <p><button type="button" className="btn first" onClick={() => location.reload()}><Trans>Load the page again</Trans></button></p>
    </section>
  )
}
