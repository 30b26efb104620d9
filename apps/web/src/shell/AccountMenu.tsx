import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { post } from '../api/client.ts'
import { forgetSession } from '../api/session.ts'
import { usePresent } from '../api/viewer.ts'
import { run } from '../ui/language.ts'
import { draftsWithUnsent } from '../editor/unsent.ts'
import { hasUnsentWords } from '../ui/save-state.ts'
import { useTheme, type Theme } from '../ui/theme.ts'

/** The person's own corner: seat, theme, direction, account, keyboard help, signing out. */
export function AccountMenu({ onHelp, onFind }: { readonly onHelp: () => void; readonly onFind: () => void }) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const [theme, setTheme] = useTheme()
  const [direction, setDirection] = useState(document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr')
  const [failed, setFailed] = useState(false)
  const menu = useRef<HTMLDetailsElement>(null)
  const navigate = useNavigate()
  const close = (): void => {
    if (menu.current !== null) menu.current.open = false
  }

  useEffect(() => {
    const leave = (event: Event): void => {
      const inside = event.target instanceof Node && menu.current?.contains(event.target)
      if (!inside) close()
    }
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || menu.current?.open !== true) return
      close()
      menu.current.querySelector('summary')?.focus()
    }
    addEventListener('pointerdown', leave)
    addEventListener('keydown', escape)
    return () => {
      removeEventListener('pointerdown', leave)
      removeEventListener('keydown', escape)
    }
  }, [])

  const signOut = async (): Promise<void> => {
    if (
      (hasUnsentWords() || draftsWithUnsent(localStorage, viewer.id).length > 0) &&
      !confirm(t`Some of your words are only on this device. Sign out all the same? They stay on this device until you come back.`)
    )
      return
    const done = await post('/auth/sign-out').then(
      response => response.ok,
      () => false,
    )
    if (!done) {
      setFailed(true)
      return
    }
    forgetSession()
    location.assign('/sign-in')
  }
  const choose = (next: 'ltr' | 'rtl'): void => {
    run(next)
    setDirection(next)
  }
  const seat = viewer.seats[0]?.body.name
  return (
    <details className="menu" ref={menu}>
      <summary>
        <span className="menu-name">{seat === undefined ? viewer.name : t`${viewer.name}, ${seat}`}</span>
        <span className="menu-short">
          <Trans>Menu</Trans>
        </span>
      </summary>
      <div className="menu-sheet">
        <p className="b">{viewer.name}</p>
        <p className="meta">{viewer.email}</p>
        <button
          type="button"
          className="btn small only-narrow"
          onClick={() => {
            close()
            onFind()
          }}
        >
          <Trans>Search or command</Trans>
        </button>
        <fieldset>
          <legend className="meta">
            <Trans>Look</Trans>
          </legend>
          <div className="seg">
            {(['system', 'light', 'dark'] satisfies Theme[]).map(one => (
              <button key={one} type="button" aria-pressed={theme === one} onClick={() => setTheme(one)}>
                {one === 'system' ? t`as the device` : one === 'light' ? t`light` : t`dark`}
              </button>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend className="meta">
            <Trans>Language: English; run of the page</Trans>
          </legend>
          <div className="seg">
            <button type="button" aria-pressed={direction === 'ltr'} onClick={() => choose('ltr')}>
              <Trans>left to right</Trans>
            </button>
            <button type="button" aria-pressed={direction === 'rtl'} onClick={() => choose('rtl')}>
              <Trans>right to left</Trans>
            </button>
          </div>
        </fieldset>
        <ul>
          <li>
            <Link to="/account" onClick={close}>
              <Trans>Account and sessions</Trans>
            </Link>
          </li>
          <li>
            <button
              type="button"
              className="link"
              onClick={() => {
                close()
                onHelp()
              }}
            >
              <Trans>Keyboard</Trans>
            </button>{' '}
            <kbd className="meta">?</kbd>
          </li>
          <li>
            <button type="button" className="link" onClick={() => void signOut()}>
              <Trans>Sign out</Trans>
            </button>
          </li>
        </ul>
        {failed && (
          <p className="refusal" role="alert">
            <Trans>You are still signed in: the server cannot be reached. Try again when the connection is back.</Trans>
          </p>
        )}
        {viewer.isAdministrator && (
          <p className="meta">
            <button
              type="button"
              className="link"
              onClick={() => {
                close()
                void navigate({ to: '/people' })
              }}
            >
              <Trans>People and bodies</Trans>
            </button>
          </p>
        )}
      </div>
    </details>
  )
}
