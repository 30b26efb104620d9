import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import type { MeetingsQuery } from '../api/generated.ts'
import { NoCommittee } from '../ui/NoCommittee.tsx'
import { permitted } from '../ui/ActButton.tsx'
import { ActForm } from '../ui/ActForm.tsx'
import { Day } from '../ui/Due.tsx'
import { TextField } from '../ui/Field.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { meetingsQuery, openMeeting } from './meetings.queries.ts'
import styles from './meetings.module.css'

type Meetings = NonNullable<MeetingsQuery['committee']>

/** The meetings of a committee, the open one first. */
export function MeetingsScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(meetingsQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Meetings`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Meetings`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { committee } = answer.data
  if (committee === null) return <NoCommittee />
  const open = committee.meetings.find(meeting => meeting.closedAt === null)
  return (
    <Screen
      title={open === undefined ? t`No meeting is open` : t`Meeting ${open.number} is open`}
      over={
        <Where to={`/c/${committee.id}`}>
          <bdi>{committee.code}</bdi> {committee.name}
        </Where>
      }
    >
      {open !== undefined && (
        <p className="after">
          <Where to={`/m/${open.id}`} className="btn first">
            <Trans>Go to the meeting</Trans>
          </Where>
        </p>
      )}
      {open === undefined && permitted(committee.acts, 'meeting.manage').allowed && <Opening committee={committee} />}
      <Held meetings={committee.meetings} />
    </Screen>
  )
}

function Opening({ committee }: { readonly committee: Meetings }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const opening = useAct(openMeeting)
  const [title, setTitle] = useState('')
  const [place, setPlace] = useState('')
  const open = async () => {
    const done = await opening.act({ input: { committeeId: committee.id, title, place } })
    if (done !== null) await navigate({ to: `/m/${done.id}` })
    return done
  }
  return (
    <ActForm
      className={styles.form}
      act={open}
      onDone={() => undefined}
      refusal={opening.refusal}
      busy={opening.busy}
      submit={<Trans>Open a meeting</Trans>}
    >
      <TextField label={t`What it is called, such as Forty-seventh session`} required value={title} onChange={event => setTitle(event.target.value)} />
      <TextField label={t`Where (may stay empty)`} value={place} onChange={event => setPlace(event.target.value)} />
    </ActForm>
  )
}

function Held({ meetings }: { readonly meetings: Meetings['meetings'] }) {
  const { t } = useLingui()
  if (meetings.length === 0)
    return (
      <Empty>
        <Trans>No meeting has been held yet. One is opened to take votes from the floor, by those present.</Trans>
      </Empty>
    )
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t`Meetings`}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">
              <Trans>No</Trans>
            </th>
            <th scope="col">
              <Trans>Meeting</Trans>
            </th>
            <th scope="col">
              <Trans>Items</Trans>
            </th>
            <th scope="col" className="r">
              <Trans>Opened</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {meetings.map(meeting => (
            <tr key={meeting.id}>
              <th scope="row">{meeting.number}</th>
              <td>
                <Where to={`/m/${meeting.id}`}>
                  <bdi>{meeting.title}</bdi>
                </Where>
                {meeting.place !== '' && <span className="q">, {meeting.place}</span>}
                {meeting.closedAt === null && (
                  <b className="c-due">
                    {' '}
                    <Trans>open</Trans>
                  </b>
                )}
              </td>
              <td>
                <Plural value={meeting.items.length} one="# item" other="# items" />
              </td>
              <td className="r num">
                <Day at={meeting.openedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
