import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { useAct, useAnswer } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Moment } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { Attendance, presentAt } from './Attendance.tsx'
import { FloorVote } from './FloorVote.tsx'
import { NextItem } from './NextItem.tsx'
import { closeMeeting, meetingQuery, type Item, type Meeting } from './meetings.queries.ts'
import styles from './meetings.module.css'

/** One meeting: the item it is at, who is there, what is voted on, and the items before. */
export function MeetingScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(meetingQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Meeting`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Meeting`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { meeting } = answer.data
  if (meeting === null) return <Screen title={t`There is no such meeting for you`} lede={<Trans>It does not exist, or its committee is not open to you.</Trans>} />
  return <Conducted meeting={meeting} />
}

function Conducted({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useLingui()
  const { committee, items } = meeting
  const now = items.at(-1)
  const conducts = permitted(meeting.acts, 'meeting.manage').allowed && meeting.closedAt === null
  const [there, all] = now === undefined ? [0, 0] : [presentAt(now).length, now.attendance.length]
  const title = meeting.closedAt !== null ? t`Meeting ${meeting.number} is closed` : now === undefined ? t`No item is taken up yet` : t`Item ${now.number}: ${there} of ${all} present`
  return (
    <Screen
      title={title}
      over={
        <>
          <Where to={`/c/${committee.id}`}>
            <bdi>{committee.code}</bdi> {committee.name}
          </Where>{' '}
          /{' '}
          <Where to={`/c/${committee.id}/meetings`}>
            <Trans>Meetings</Trans>
          </Where>
        </>
      }
      beside={conducts && <Close meeting={meeting} />}
      lede={
        <>
          <bdi>{meeting.title}</bdi>
          {meeting.place !== '' && <>, {meeting.place}</>}
        </>
      }
    >
      {now !== undefined && meeting.closedAt === null && (
        <section className={styles.part} aria-labelledby="item">
          <h2 className="h2" id="item">
            <bdi>{now.title}</bdi>
          </h2>
          <div className={styles.columns}>
            <Attendance item={now} conducts={conducts} />
            <div>
              <Votes item={now} />
              {conducts && <FloorVote key={now.id} item={now} present={there} />}
            </div>
          </div>
        </section>
      )}
      {conducts && <NextItem key={items.length} meeting={meeting} />}
      <Before items={meeting.closedAt === null ? items.slice(0, -1) : items} />
    </Screen>
  )
}

function Close({ meeting }: { readonly meeting: Meeting }) {
  const closing = useAct(closeMeeting)
  return (
    <div>
      <button type="button" className="btn" aria-disabled={closing.busy} onClick={() => void closing.act({ input: { meetingId: meeting.id } })}>
        <Trans>Close the meeting</Trans>
      </button>
      <RefusalNote refusal={closing.refusal} />
    </div>
  )
}

function Votes({ item }: { readonly item: Item }) {
  if (item.ballots.length === 0) return null
  return (
    <section>
      <h3 className="h3">
        <Trans>Votes at this item</Trans>
      </h3>
      <ul>
        {item.ballots.map(ballot => (
          <li key={ballot.id}>
            <Where to={`/b/${ballot.id}`}>{ballot.question}</Where>{' '}
            {ballot.result === null ? (
              <b className="c-due">{ballot.state === 'open' ? <Trans>open: enter the votes there</Trans> : <Trans>annulled</Trans>}</b>
            ) : (
              <span className="q">{ballot.result.sentence}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Before({ items }: { readonly items: readonly Item[] }) {
  if (items.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="before">
      <h2 className="h2" id="before">
        <Trans>Items before</Trans>
      </h2>
      {items.toReversed().map(item => (
        <details key={item.id} className={styles.before}>
          <summary>
            <b>
              {item.number} <bdi>{item.title}</bdi>
            </b>{' '}
            <span className="q">
              <Trans>
                {presentAt(item).length} of {item.attendance.length} present, taken up <Moment at={item.takenUpAt} />
              </Trans>
            </span>
          </summary>
          <Votes item={item} />
          <p>{presentAt(item).map(seat => seat.name).join(', ')}</p>
        </details>
      ))}
    </section>
  )
}
