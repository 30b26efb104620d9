import { Trans } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Says that there is no connection, and what that means; gone as soon as there is one. */
export function Banner() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
  return (
    <div role="alert">
      {!online && (
        <p className="banner">
          <b>
            <Trans>You are offline.</Trans>
          </b>{' '}
          <Trans>What is on the screen stays readable. Ballots and decisions wait: for them the server's clock counts.</Trans>
        </p>
      )}
    </div>
  )
}
