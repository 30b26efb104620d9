import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import type { AccountQuery } from '../api/generated.ts'
import { usePresent } from '../api/viewer.ts'
import { Day, Moment } from '../ui/Due.tsx'
import { TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { accountQuery, changePassword, createAccessToken, endSession } from './people.queries.ts'
import styles from './people.module.css'

type Me = NonNullable<AccountQuery['me']>

/** The person's seats and roles, password, sessions and access tokens. */
export function Account() {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const answer = useAnswer(accountQuery, {})
  if (answer.state === 'waiting') return <Waiting title={t`Your account`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Your account`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const me = answer.data.me
  if (me === null) return null
  return (
    <Screen title={t`You are ${viewer.name}`} over={viewer.email}>
      <Standing me={me} />
      <Sessions sessions={me.sessions} />
      <Password />
      <Tokens />
    </Screen>
  )
}

function Standing({ me }: { readonly me: Me }) {
  const say = useSay()
  const lines = [
    ...me.seats.map(seat => ({
      id: seat.id,
      committee: seat.committee,
      as: `${seat.body.name}, ${say(seat.kind)}`,
      what: seat.delegates.some(one => one.head && one.person.id === me.id) ? say('head') : say('delegate'),
    })),
    ...me.roles.map(role => ({ id: role.id, committee: role.committee, as: '', what: say(role.role) })),
  ]
  return (
    <section className={styles.part} aria-labelledby="standing">
      <h2 className="h2" id="standing">
        <Trans>Where you sit and what you do there</Trans>
      </h2>
      {lines.length === 0 ? (
        <Empty>
          <Trans>You have no seat and no role. You can comment in public calls; a committee's secretary can invite you to more.</Trans>
        </Empty>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-labelledby="standing">
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Committee</Trans>
                </th>
                <th scope="col">
                  <Trans>As</Trans>
                </th>
                <th scope="col">
                  <Trans>For the seat of</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map(line => (
                <tr key={line.id}>
                  <th scope="row">
                    <Where to={`/c/${line.committee.id}`}>
                      <bdi>{line.committee.code}</bdi> {line.committee.name}
                    </Where>
                  </th>
                  <td>{line.what}</td>
                  <td>{line.as === '' ? '–' : line.as}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Sessions({ sessions }: { readonly sessions: Me['sessions'] }) {
  const ending = useAct(endSession)
  return (
    <section className={styles.part} aria-labelledby="sessions">
      <h2 className="h2" id="sessions">
        <Trans>Where you are signed in</Trans>
      </h2>
      <RefusalNote refusal={ending.refusal} />
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="sessions">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Program</Trans>
              </th>
              <th scope="col">
                <Trans>Address</Trans>
              </th>
              <th scope="col">
                <Trans>Since</Trans>
              </th>
              <th scope="col">
                <Trans>Last seen</Trans>
              </th>
              <th scope="col">
                <Trans>Act</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(session => (
              <tr key={session.id}>
                <td>{session.agent === '' ? <Trans>unnamed program</Trans> : session.agent}</td>
                <td className="mono">{session.address}</td>
                <td>
                  <Day at={session.startedAt} />
                </td>
                <td>
                  <Moment at={session.lastSeenAt} />
                </td>
                <td>
                  {session.current ? (
                    <Trans>this one</Trans>
                  ) : (
                    <button type="button" className="link" onClick={() => void ending.act({ sessionId: session.id })}>
                      <Trans>End this session</Trans>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Password() {
  const { t } = useLingui()
  const changing = useAct(changePassword)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [done, setDone] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setDone(false)
    if ((await changing.act({ input: { current, next } })) === null) return
    setCurrent('')
    setNext('')
    setDone(true)
  }
  return (
    <section className={styles.part} aria-labelledby="password">
      <h2 className="h2" id="password">
        <Trans>Password</Trans>
      </h2>
      <form className={styles.stack} onSubmit={event => void submit(event)}>
        <TextField
          label={t`Present password`}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={event => setCurrent(event.target.value)}
        />
        <TextField
          label={t`New password`}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          value={next}
          hint={t`At least 10 characters. Your other sessions end.`}
          onChange={event => setNext(event.target.value)}
        />
        <RefusalNote refusal={changing.refusal} />
        <p role="status">{done && <Trans>The new password holds from now on.</Trans>}</p>
        <p>
          <button type="submit" className="btn" aria-disabled={changing.busy}>
            <Trans>Change the password</Trans>
          </button>
        </p>
      </form>
    </section>
  )
}

function Tokens() {
  const { t } = useLingui()
  const making = useAct(createAccessToken)
  const [name, setName] = useState('')
  const [token, setToken] = useState<string | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const made = await making.act({ name })
    if (made !== null) setToken(made.token)
  }
  return (
    <section className={styles.part} aria-labelledby="tokens">
      <h2 className="h2" id="tokens">
        <Trans>A token for a program</Trans>
      </h2>
      <p className="q">
        <Trans>A program with this token may do what you may do. It is shown once.</Trans>
      </p>
      <form className={styles.stack} onSubmit={event => void submit(event)}>
        <TextField label={t`What is it for?`} required maxLength={100} value={name} onChange={event => setName(event.target.value)} />
        <RefusalNote refusal={making.refusal} />
        {token !== null && (
          <p className={`mono ${styles.token}`} role="status">
            {token}
          </p>
        )}
        <p>
          <button type="submit" className="btn" aria-disabled={making.busy}>
            <Trans>Make a token</Trans>
          </button>
        </p>
      </form>
    </section>
  )
}
