import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { TextField } from '../ui/Field.tsx'
import { Failed } from '../ui/Screen.tsx'
import { Gate } from './Gate.tsx'
import { acceptInvitation, linkQuery } from './people.queries.ts'
import styles from './people.module.css'

/** Where a one-time link leads: accept an invitation, set a first password, or a new one. */
export function OneTimeLink() {
  const { t } = useLingui()
  const { token } = useParams({ from: '/link/$token' })
  const answer = useAnswer(linkQuery, { token })
  if (answer.state === 'waiting')
    return (
      <Gate title={t`A link for you`}>
        <p role="status">
          <Trans>Asking the server…</Trans>
        </p>
      </Gate>
    )
  if (answer.state === 'failed')
    return (
      <Gate title={t`A link for you`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Gate>
    )
  const facts = answer.data.link
  if (facts === null) {
    return (
      <Gate title={t`This link no longer works`}>
        <section>
          <h2 className="h2s">
            <Trans>This link no longer works</Trans>
          </h2>
          <p className="lede">
            <Trans>It was used already, it is too old, or it is not complete.</Trans>
          </p>
          <ul className={styles.form}>
            <li>
              <Trans>
                If you wanted a new password: <Link to="/forgot">ask for another link</Link>.
              </Trans>
            </li>
            <li>
              <Trans>If you were invited: ask who invited you to send the invitation again.</Trans>
            </li>
            <li>
              <Trans>
                If you have a password: <Link to="/sign-in">sign in</Link>.
              </Trans>
            </li>
          </ul>
        </section>
      </Gate>
    )
  }
  return <SetPassword token={token} name={facts.name} email={facts.email} purpose={facts.purpose} committee={facts.committee} />
}

interface SetPasswordProps {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly purpose: string
  readonly committee: string | null
}

function SetPassword({ token, name: known, email, purpose, committee }: SetPasswordProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const accepting = useAct(acceptInvitation)
  const [name, setName] = useState(known)
  const [password, setPassword] = useState('')
  const invited = /invit/i.test(purpose)
  const title = invited ? (committee === null ? t`You are invited to Plenary` : t`You are invited to ${committee}`) : t`Set your password`
  return (
    <Gate title={title}>
      <ActForm
        className={styles.form}
        act={() => accepting.act({ input: { token, password, name } })}
        onDone={() => void navigate({ to: '/sign-in', search: {} })}
        refusal={accepting.refusal}
        busy={accepting.busy}
        submit={invited ? <Trans>Accept and set the password</Trans> : <Trans>Set the password</Trans>}
      >
        <h2 className="h2s">{title}</h2>
        <p className="q">
          <Trans>For {email}. The link works once.</Trans>
        </p>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {invited && (
          <TextField
            label={t`Your name, as others will read it`}
            name="name"
            autoComplete="name"
            required
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
        <TextField
          label={t`Password`}
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={10}
          value={password}
          hint={t`At least 10 characters. A sentence is easier to keep in mind than signs.`}
          onChange={event => setPassword(event.target.value)}
        />
      </ActForm>
    </Gate>
  )
}
