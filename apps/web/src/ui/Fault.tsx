import { Trans } from '@lingui/react/macro'

// What browsers and the bundler say when a part of the application could not be fetched.
const notFetched = /preload|dynamically imported module|importing a module script/i

/** A screen that broke or could not be fetched: says which, what is safe, and offers to load it again. */
export function Fault({ error }: { readonly error: unknown }) {
  const words = error instanceof Error ? error.message : String(error)
  return (
    <section className="page lone" role="alert">
      {notFetched.test(words) ? (
        <>
          <h1 className="h1">
            <Trans>This screen is not on this device yet</Trans>
          </h1>
          <p className="lede">
            <Trans>It could not be fetched. When the connection is back, load the page again; what was saved is on the server.</Trans>
          </p>
        </>
      ) : (
        <>
          <h1 className="h1">
            <Trans>This screen could not be shown</Trans>
          </h1>
          <p className="lede">
            <Trans>What was saved is on the server. Load the page again; if it happens again, tell your secretary this sentence:</Trans>
          </p>
          <p className="mono">{words}</p>
        </>
      )}
      <p>
        <button type="button" className="btn first" onClick={() => location.reload()}>
          <Trans>Load the page again</Trans>
        </button>
      </p>
    </section>
  )
}
