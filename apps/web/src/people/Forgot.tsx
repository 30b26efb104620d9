import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Gate } from './Gate.tsx'
import { requestPasswordReset } from './people.queries.ts'
import styles from './people.module.css'

/** Asks for a link to set a new password. The answer never tells whether an account exists. */
export function Forgot() {
  const { t } = useLingui()
  const asking = useAct(requestPasswordReset)
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await asking.act({ input: { email } })) !== null) setSent(true)
  }
  return (
    <Gate title={t`A new password`}>
      <form className={styles.form} onSubmit={event => void submit(event)}>
        <h2 className="h2s">
          <Trans>A new password</Trans>
        </h2>
        {sent ? (
          <p className="lede" role="status">
            <Trans>If {email} has an account, a link is on its way. It works once, for one hour.</Trans>
          </p>
        ) : (
          <>
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
                <Trans>Send me a link</Trans>
              </button>
            </p>
          </>
        )}
        <p>
          <Link to="/sign-in">
            <Trans>Back to signing in</Trans>
          </Link>
        </p>
      </form>
    </Gate>
  )
}
