import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useAnswer } from '../api/answer.ts'
import { post, sentenceIn } from '../api/client.ts'
import { TextField } from '../ui/Field.tsx'
import { RefusalNote, type Refusal } from '../ui/RefusalNote.tsx'
import { DemoSeats } from './DemoSeats.tsx'
import { Gate } from './Gate.tsx'
import { demoQuery } from './people.queries.ts'
import styles from './people.module.css'

const inside = (path: string | undefined): string => (path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/inbox')

/** The door: e-mail and password, or, in a demonstration, a person to be. */
export function SignIn() {
  const { t } = useLingui()
  const search = useSearch({ from: '/sign-in' })
  const answer = useAnswer(demoQuery, {})
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const demo = answer.state === 'here' && answer.data.clock.demo

  const enter = async (as: { readonly email: string; readonly password: string }): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    const refused = await post('/auth/sign-in', JSON.stringify(as), 'application/json').then(
      async response =>
        response.ok
          ? null
          : (sentenceIn(await response.json().catch(() => null)) ??
            t`The server did not let you in (${response.status}). Try again in a moment.`),
      () => t`The server cannot be reached. Check your connection and try again.`,
    )
    setBusy(false)
    if (refused === null) location.assign(inside(search.return))
    else setRefusal({ code: 'SIGN_IN', message: refused, missing: [] })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy) void enter({ email, password })
  }
  const form = (
    <form onSubmit={submit} className={styles.form}>
      <h2 className="h2">{demo ? <Trans>Or with your own account</Trans> : <Trans>Sign in</Trans>}</h2>
      <TextField
        label={t`E-mail`}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={event => setEmail(event.target.value)}
      />
      <TextField
        label={t`Password`}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={event => setPassword(event.target.value)}
      />
      <RefusalNote refusal={refusal} />
      <p className={styles.acts}>
        <button type="submit" className={demo ? 'btn' : 'btn first'} aria-disabled={busy}>
          {busy ? <Trans>Signing in…</Trans> : <Trans>Sign in</Trans>}
        </button>
        <Link to="/forgot">
          <Trans>I forgot my password</Trans>
        </Link>
      </p>
      <p className="meta">
        <Trans>
          No account? <Link to="/register">Open one to comment in a public call.</Link> Members of a committee come by invitation.
        </Trans>
      </p>
    </form>
  )
  return (
    <Gate
      title={t`Sign in`}
      notice={
        search.ended === true ? (
          <p className="banner" role="status">
            <Trans>Your session has ended. Sign in again and you are back where you were; what was saved is on the server.</Trans>
          </p>
        ) : null
      }
      demo={demo}
    >
      {demo && <DemoSeats enter={enter} busy={busy} />}
      {form}
    </Gate>
  )
}
