import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { TextField } from '../ui/Field.tsx'
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
  return (
    <Gate title={t`Open an account`}>
      {sent ? (
        <ActForm
          key="code"
          className={styles.form}
          actsClassName={styles.acts}
          act={() => opening.act({ input: { email, code: code.trim(), password } })}
          onDone={() => void navigate({ to: '/sign-in', search: {} })}
          refusal={opening.refusal}
          busy={opening.busy}
          submit={<Trans>Open the account</Trans>}
          beside={
            <button type="button" className="link" onClick={() => setSent(false)}>
              <Trans>Send another code</Trans>
            </button>
          }
        >
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
        </ActForm>
      ) : (
        <ActForm
          key="address"
          className={styles.form}
          act={() => asking.act({ input: { email, name } })}
          onDone={() => setSent(true)}
          refusal={asking.refusal}
          busy={asking.busy}
          submit={<Trans>Send me a code</Trans>}
        >
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
        </ActForm>
      )}
      <p>
        <Link to="/sign-in">
          <Trans>Back to signing in</Trans>
        </Link>
      </p>
    </Gate>
  )
}
