import { Trans } from '@lingui/react/macro'
import { useEffect, type ReactNode } from 'react'

interface ScreenProps {
  /** Says the state, not the place. */
  readonly title: string
  /** Shown over the title: what this belongs to. */
  readonly over?: ReactNode
  readonly beside?: ReactNode
  readonly lede?: ReactNode
  readonly children?: ReactNode
}

/** The working page of a screen, with the one heading of level one and the title of the window. */
export function Screen({ title, over, beside, lede, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · Plenary`
  }, [title])
  return (
    <div className="screen">
      {over !== undefined && <p className="q over-title">{over}</p>}
      <div className="head">
        <h1 className="h1">{title}</h1>
        {beside}
      </div>
      {lede !== undefined && <p className="lede">{lede}</p>}
      {children}
    </div>
  )
}

/** What a screen shows while it waits: its own outline, and after a second the words. */
export function Waiting({ title }: { readonly title: string }) {
  return (
    <Screen title={title}>
      <div className="skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
      <p className="q late-words" role="status">
        <Trans>Asking the server…</Trans>
      </p>
    </Screen>
  )
}

interface FailedProps {
  readonly cause: 'offline' | 'fault'
  readonly retry: () => void
}

/** What a screen shows when the answer did not come: what happened, what is safe, and a way on. */
export function Failed({ cause, retry }: FailedProps) {
  const offline = cause === 'offline'
  return (
    <section className="refusal" role="alert">
      <p className="b">{offline ? <Trans>The server cannot be reached.</Trans> : <Trans>The server could not answer this.</Trans>}</p>
      <p>
        {offline ? (
          <Trans>Check your connection. Everything the server has acknowledged is safe there.</Trans>
        ) : (
          <Trans>The fault is on the server's side and has been noted there. Nothing was changed.</Trans>
        )}
      </p>
      <p>
        <button type="button" className="btn" onClick={retry}>
          <Trans>Try again</Trans>
        </button>
      </p>
    </section>
  )
}

/** What stands where a list would be: why it is empty, and what to do about it. */
export function Empty({ children, act }: { readonly children: ReactNode; readonly act?: ReactNode }) {
  return (
    <div className="empty">
      <p className="lede q">{children}</p>
      {act}
    </div>
  )
}
