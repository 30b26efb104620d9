import { useLingui } from '@lingui/react/macro'
import { useNavigate, useRouterState, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useSubscription } from 'urql'
import { useAnswer } from '../api/answer.ts'
import { hadSession, onSessionEnded, rememberSession } from '../api/session.ts'
import { PresentContext } from '../api/viewer.ts'
import { inboxChanged, inboxCountQuery, viewerQuery } from '../api/viewer.queries.ts'
import { setServerTime } from '../ui/moment.ts'
import { Failed, Screen } from '../ui/Screen.tsx'
import { Banner } from './Banner.tsx'
import { Bar } from './Bar.tsx'
import { Places, Tabs } from './Places.tsx'
import { useGlobalKeys } from './global-keys.ts'

// Only a demonstration has it.
const DemoBar = lazy(() => import('./DemoBar.tsx').then(({ DemoBar: component }) => ({ default: component })))
const Palette = lazy(() => import('./Palette.tsx').then(({ Palette: component }) => ({ default: component })))
const KeyboardHelp = lazy(() => import('./KeyboardHelp.tsx').then(({ KeyboardHelp: component }) => ({ default: component })))

type Open = 'palette' | 'help' | null

/** The frame of every signed-in screen: who and where, the places, the state of the connection, and the keys that work everywhere. */
export function Shell() {
  const { t } = useLingui()
  const answer = useAnswer(viewerQuery, {})
  const viewer = answer.state === 'here' ? answer.data.me : null
  const inbox = useAnswer(inboxCountQuery, {}, viewer === null)
  const [open, setOpen] = useState<Open>(null)
  const path = useRouterState({ select: state => state.location.pathname })
  const navigate = useNavigate()
  useSubscription({ query: inboxChanged, variables: {}, pause: viewer === null }, () => {
    if (inbox.state === 'here') inbox.retry()
    return null
  })
  useGlobalKeys({ palette: () => setOpen('palette'), help: () => setOpen('help') })

  useEffect(
    () => onSessionEnded(() => void navigate({ to: '/sign-in', search: { return: location.pathname + location.search + location.hash, ended: true } })),
    [navigate],
  )
  useEffect(() => {
    if (answer.state !== 'here') return
    if (answer.data.me !== null) {
      rememberSession()
      return
    }
    // To a reload the server only says that nobody is signed in; whether somebody was, this device knows.
    const ended = hadSession() ? true : undefined
    void navigate({ to: '/sign-in', search: { return: location.pathname + location.search + location.hash, ended }, replace: true })
  }, [answer, navigate])
  const clock = answer.state === 'here' ? answer.data.clock : null
  useMemo(() => {
    if (clock !== null) setServerTime(clock.now)
  }, [clock])

  if (answer.state === 'failed') {
    return (
      <main className="page lone" id="main">
        <Screen title={t`The server does not answer`}>
          <Failed cause={answer.cause} retry={answer.retry} />
        </Screen>
      </main>
    )
  }
  if (viewer === null || clock === null) return <main className="page lone" id="main" aria-busy="true" />

  const count = inbox.state === 'here' ? inbox.data.inbox.needsYou.length : null
  const close = (): void => setOpen(null)
  // The text brings its own frame: outline, sheet and margin need the whole width.
  const wide = /^\/d\/[^/]+$/.test(path)
  return (
    <PresentContext value={{ viewer, clock }}>
      <Bar count={count} onFind={() => setOpen('palette')} onHelp={() => setOpen('help')} />
      {clock.demo && <Suspense fallback={null}><DemoBar clock={clock} /></Suspense>}
      <Banner />
      {wide ? (
        <Outlet />
      ) : (
        <div className="frame">
          <Places count={count} />
          <main className="page" id="main" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      )}
      {!wide && <Tabs count={count} />}
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'help' && <KeyboardHelp onClose={close} />}
      </Suspense>
    </PresentContext>
  )
}
