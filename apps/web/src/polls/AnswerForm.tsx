import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { moment } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { answerPoll, takeBackAnswer, type Poll } from './polls.queries.ts'
import { rankingOf, ranksOf } from './ranking.ts'
import styles from './polls.module.css'

interface AnswerFormProps {
  readonly poll: Poll
  readonly my: Poll['mySeats'][number]
}

/** The answer of one seat: one of the options with its reason, a ranking, or the one button that breaks a silence. */
export function AnswerForm({ poll, my }: AnswerFormProps) {
  const { t } = useLingui()
  const answering = useAct(answerPoll)
  const takingBack = useAct(takeBackAnswer)
  const isSilence = poll.instrument === 'silence-procedure'
  const isRanking = poll.instrument === 'ranked-choice'
  const [choice, setChoice] = useState(my.answer?.choice ?? (isSilence ? 'break' : ''))
  const [reason, setReason] = useState(my.answer?.reason ?? '')
  const [ranks, setRanks] = useState(ranksOf(my.answer?.ranking ?? []))
  const body = my.seat.body.name
  const ids = { pollId: poll.id, seatId: my.seat.id }
  const needed = poll.options.find(option => option.code === choice)?.reasonRequired === true
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    await answering.act({ input: isRanking ? { ...ids, reason, ranking: rankingOf(ranks) } : { ...ids, choice, reason } })
  }
  const rank = (code: string, value: string): void => {
    const next = new Map(ranks)
    if (value === '') next.delete(code)
    else next.set(code, Number(value))
    setRanks(next)
  }
  return (
    <form className="act-sheet" onSubmit={event => void submit(event)}>
      <h4 className="h3">
        <Trans>
          Your answer, for <bdi>{body}</bdi>
        </Trans>
      </h4>
      {my.answer !== null && (
        <p className="banner">
          {isSilence ? (
            <Trans>You broke the silence on {moment(my.answer.at, poll.zone)}. You may take that back until the deadline.</Trans>
          ) : (
            <Trans>
              Given on {moment(my.answer.at, poll.zone)}: {isRanking ? t`your ranking` : my.answer.name}. You may change it.
            </Trans>
          )}
        </p>
      )}
      {isRanking && (
        <div className={styles.ranks}>
          {poll.options.map(option => (
            <RankRow key={option.code} name={option.name} count={poll.options.length} rank={ranks.get(option.code)} onRank={value => rank(option.code, value)} />
          ))}
        </div>
      )}
      {!isRanking && !isSilence && (
        <fieldset>
          <legend className="vh">
            <Trans>Answer</Trans>
          </legend>
          <div className={styles.choices}>
            {poll.options.map(option => (
              <label className="pick" key={option.code}>
                <input
                  type="radio"
                  name={`answer-${poll.id}-${my.seat.id}`}
                  value={option.code}
                  checked={choice === option.code}
                  onChange={() => setChoice(option.code)}
                />
                <span>{option.name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {(!isSilence || my.answer === null) && (
        <AreaField
          label={needed ? t`Reason, required` : t`Reason, if you want`}
          required={needed}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      )}
      <RefusalNote refusal={answering.refusal ?? takingBack.refusal} />
      <div className="acts">
        {(!isSilence || my.answer === null) && (
          <button type="submit" className={my.answer === null ? 'btn first' : 'btn'} aria-disabled={answering.busy}>
            {isSilence ? <Trans>Break the silence</Trans> : my.answer === null ? <Trans>Answer</Trans> : <Trans>Change the answer</Trans>}
          </button>
        )}
        {my.answer !== null && (
          <button type="button" className="btn" aria-disabled={takingBack.busy} onClick={() => void takingBack.act({ input: ids })}>
            {isSilence ? <Trans>Take the break back</Trans> : <Trans>Take it back</Trans>}
          </button>
        )}
      </div>
    </form>
  )
}

interface RankRowProps {
  readonly name: string
  readonly count: number
  readonly rank: number | undefined
  readonly onRank: (value: string) => void
}

function RankRow({ name, count, rank, onRank }: RankRowProps) {
  const { t } = useLingui()
  return (
    <>
      <span className="serif" dir="auto">
        {name}
      </span>
      <SelectField label={<span className="vh">{t`Rank of ${name}`}</span>} value={rank ?? ''} onChange={event => onRank(event.target.value)}>
        <option value="">{t`no rank`}</option>
        {Array.from({ length: count }, (_, index) => (
          <option key={index} value={index + 1}>
            {index + 1}
          </option>
        ))}
      </SelectField>
    </>
  )
}
