import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { Day, Moment, useTimeLeft } from '../ui/Due.tsx'
import { AreaField } from '../ui/Field.tsx'
import { daysAhead, moment } from '../ui/moment.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { cancelPoll, type Poll } from './polls.queries.ts'
import { Runoff } from './Runoff.tsx'
import { Heard, Tally } from './Tally.tsx'
import styles from './polls.module.css'

interface PollEntryProps {
  readonly poll: Poll
  readonly mayAnswer: boolean
  readonly cancel: Permission
}

/** One instrument: what is asked, until when, how it stands or what came out, and what one can do. */
export function PollEntry({ poll, mayAnswer, cancel }: PollEntryProps) {
  const isOpen = poll.state === 'open'
  return (
    <li id={`poll-${poll.id}`}>
      <div className="entry-head">
        <h3 className="h3">
          {poll.title} {poll.number}
        </h3>
        <State poll={poll} />
      </div>
      <p className="entry-words" dir="auto">
        {poll.question}
      </p>
      <p className="meta">
        {poll.bindsInWords} {poll.silence}{' '}
        <Trans>
          Opened by <bdi>{poll.openedBy.name}</bdi>, <Day at={poll.opensAt} zone={poll.zone} />.
        </Trans>
        {poll.reviewOn !== null && (
          <>
            {' '}
            <Trans>
              Looked at again on <Day at={poll.reviewOn} zone={poll.zone} />.
            </Trans>
          </>
        )}
      </p>
      {isOpen && poll.workingHours !== null && <Clock hours={poll.workingHours} closesAt={poll.closesAt} zone={poll.zone} />}
      {poll.state === 'cancelled' && (
        <p>
          <Trans>Cancelled: {poll.cancelReason}</Trans>
        </p>
      )}
      {poll.hidden && <Heard poll={poll} />}
      {poll.result !== null && (
        <>
          <Tally result={poll.result} />
          <p className={isOpen ? undefined : 'lede'}>
            {isOpen && <Trans>If it closed now:</Trans>} {poll.result.sentence}
          </p>
          {poll.result.rounds.length > 0 && <Runoff result={poll.result} />}
        </>
      )}
      <Reasons poll={poll} />
      {isOpen && mayAnswer && poll.mySeats.map(my => <AnswerForm key={my.seat.id} poll={poll} my={my} />)}
      {isOpen && cancel.allowed && <Cancel pollId={poll.id} permission={cancel} />}
    </li>
  )
}

function State({ poll }: { readonly poll: Poll }) {
  const timeLeft = useTimeLeft()
  if (poll.state === 'cancelled') return <p className="q"><Trans>cancelled</Trans></p>
  if (poll.state === 'closed') {
    const look = poll.result?.carries === true ? 'c-ins b' : poll.result?.carries === false ? 'c-del b' : 'q'
    return (
      <p className={look}>
        <Trans>
          closed <Day at={poll.closedAt ?? poll.closesAt} zone={poll.zone} />
        </Trans>
      </p>
    )
  }
  return (
    <p className={daysAhead(poll.closesAt) <= 3 ? 'late' : 'num'}>
      <Trans>
        closes {moment(poll.closesAt, poll.zone)}, {timeLeft(poll.closesAt)}
      </Trans>
    </p>
  )
}

/** The clock of a silence procedure: the deadline, and how many working hours are left. */
function Clock({ hours, closesAt, zone }: { readonly hours: NonNullable<Poll['workingHours']>; readonly closesAt: string; readonly zone: string }) {
  return (
    <p>
      <b>
        <Trans>
          Adopted on <Moment at={closesAt} zone={zone} /> unless a seat breaks the silence.
        </Trans>
      </b>{' '}
      <Trans>
        {hours.left} left, of {hours.whole}.
      </Trans>
    </p>
  )
}

function Reasons({ poll }: { readonly poll: Poll }) {
  const said = poll.answers.filter(answer => answer.reason !== '')
  if (said.length === 0) return null
  return (
    <ul className={styles.reasons}>
      {said.map((answer, index) => (
        <li key={index}>
          {answer.seatName !== null && (
            <>
              <b>
                <bdi>{answer.seatName}</bdi>
              </b>
              ,{' '}
            </>
          )}
          {poll.instrument !== 'ranked-choice' && <span className="q">{answer.name}: </span>}
          <span className="serif" dir="auto">
            “{answer.reason}”
          </span>{' '}
          <span className="meta">
            <Day at={answer.at} zone={poll.zone} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Cancel({ pollId, permission }: { readonly pollId: string; readonly permission: Permission }) {
  const { t } = useLingui()
  const cancelling = useAct(cancelPoll)
  const [reason, setReason] = useState('')
  return (
    <FoldedAct permission={permission} begin={<Trans>Cancel it</Trans>} small>
      {end => (
        <ActSheet
          plain
          act={() => cancelling.act({ input: { pollId, reason } })}
          refusal={cancelling.refusal}
          busy={cancelling.busy}
          submit={<Trans>Cancel it</Trans>}
          onEnd={end}
        >
          <AreaField label={t`Why it is cancelled`} required value={reason} onChange={event => setReason(event.target.value)} />
        </ActSheet>
      )}
    </FoldedAct>
  )
}
