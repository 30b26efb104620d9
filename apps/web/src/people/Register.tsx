import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Gate } from './Gate.tsx'
import { register, requestRegistration } from './people.queries.ts'
import styles from './people.module.css'

/** Opens an account for the public: first a code by e-mail, then the code with a password. */
export function Register() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const asking = useAct(requestRegistration)
  const opening = useAct(register)
  const [sent, setSent] = useState(false)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await asking.act({ input: { email, name } })) !== null) setSent(true)
  }
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await opening.act({ input: { email, code: code.trim(), password } })) !== null) await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <Gate title={t`Open an account`}>
      {sent ? (
        <form className={styles.form} onSubmit={event => void open(event)}>
          <h2 className="h2s">
            <Trans>Enter the code</Trans>
          </h2>
          <p className="q">
            <Trans>We sent a code to {email}. It works for 15 minutes.</Trans>
          </p>
          <TextField
            label={t`Code from the e-mail`}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            value={code}
            onChange={event => setCode(event.target.value)}
          />
          <TextField
            label={t`Password`}
            type="password"
            name="password"
            autoComplete="new-password"
            required
            minLength={10}
            value={password}
            hint={t`At least 10 characters.`}
            onChange={event => setPassword(event.target.value)}
          />
          <RefusalNote refusal={opening.refusal} />
          <p className={styles.acts}>
            <button type="submit" className="btn first" aria-disabled={opening.busy}>
              <Trans>Open the account</Trans>
            </button>
            <button type="button" className="link" onClick={() => setSent(false)}>
              <Trans>Send another code</Trans>
            </button>
          </p>
        </form>
      ) : (
        <form className={styles.form} onSubmit={event => void ask(event)}>
          <h2 className="h2s">
            <Trans>Open an account</Trans>
          </h2>
          <p className="q">
            <Trans>With it you comment in public calls, under your name. Reading adopted texts needs no account.</Trans>
          </p>
          <TextField
            label={t`Your name, as others will read it`}
            name="name"
            autoComplete="name"
            required
            value={name}
            onChange={event => setName(event.target.value)}
          />
          <TextField
            label={t`E-mail`}
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={event => setEmail(event.target.value)}
          />
          <RefusalNote refusal={asking.refusal} />
          <p>
            <button type="submit" className="btn first" aria-disabled={asking.busy}>
              <Trans>Send me a code</Trans>
            </button>
          </p>
        </form>
      )}
      <p>
        <Link to="/sign-in">
          <Trans>Back to signing in</Trans>
        </Link>
      </p>
    </Gate>
  )
}
