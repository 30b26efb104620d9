import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { TextField } from '../ui/Field.tsx'
import { Gate } from './Gate.tsx'
import { requestPasswordReset } from './people.queries.ts'
import styles from './people.module.css'

/** Asks for a link to set a new password. The answer never tells whether an account exists. */
export function Forgot() {
  const { t } = useLingui()
  const asking = useAct(requestPasswordReset)
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  return (
    <Gate title={t`A new password`}>
      <div className={styles.form}>
        <h2 className="h2s">
          <Trans>A new password</Trans>
        </h2>
        {sent ? (
          <p className="lede" role="status">
            <Trans>If {email} has an account, a link is on its way. It works once, for one hour.</Trans>
          </p>
        ) : (
          <ActForm
            className={styles.form}
            act={() => asking.act({ input: { email } })}
            onDone={() => setSent(true)}
            refusal={asking.refusal}
            busy={asking.busy}
            submit={<Trans>Send me a link</Trans>}
          >
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
      </div>
    </Gate>
  )
}
