import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { AreaField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Modal } from '../ui/Modal.tsx'
import { moment } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Carried } from './Carried.tsx'
import { Contest } from './Contest.tsx'
import type { Ballot } from './ballots.queries.ts'
import { castVote } from './ballots.queries.ts'
import { OutOfScope, PartsField } from './PartsField.tsx'
import { Positions } from './Positions.tsx'
import { isOutOfScope } from './scope.ts'
import { ownHistory, useComings } from './use-comings.ts'
import styles from './ballots.module.css'

interface PositionFormProps {
  readonly ballot: Ballot
  readonly my: Ballot['mySeats'][number]
}

/** The position of one seat, or of one that is voted for by proxy, with its reason: chosen, read once more, cast; it can be changed until closing. */
export function PositionForm({ ballot, my }: PositionFormProps) {
  const { t } = useLingui()
  const casting = useAct(castVote)
  const [code, setCode] = useState(my.vote?.choice ?? '')
  const [reason, setReason] = useState(my.vote?.reason ?? '')
  const [parts, setParts] = useState<readonly string[]>(my.vote?.parts ?? [])
  const [changing, setChanging] = useState(my.vote?.carried !== true)
  const [checking, setChecking] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const chosen = ballot.choices.find(choice => choice.code === code)
  // Who has no vote that stands has none to take out.
  const isVoteStanding = my.vote !== null && my.vote.choice !== 'withdraw'
  const choices = ballot.choices.filter(choice => choice.code !== 'withdraw' || isVoteStanding)
  const name = my.seat.body.name
  const lacksReason = chosen?.reasonRequired === true && reason.trim() === ''

  const review = (event: FormEvent): void => {
    event.preventDefault()
    setSaid(
      chosen === undefined
        ? t`Choose a position first.`
        : lacksReason
          ? t`“${chosen.name}” needs a reason. Write it in the field above.`
          : null,
    )
    if (chosen !== undefined && !lacksReason) setChecking(true)
  }
  const cast = async (): Promise<void> => {
    const done = await casting.act({
      input: { ballotId: ballot.id, seatId: my.seat.id, choice: code, reason, parts: reason.trim() === '' ? [] : parts, proxyHolderId: my.holderId },
    })
    setChecking(false)
    if (done !== null) setSaid(t`The vote of ${name} is recorded.`)
  }
  return (
    <section className={styles.part} aria-labelledby={`position-${my.seat.id}`}>
      <h2 className="h3" id={`position-${my.seat.id}`}>
        {my.holderId === null ? <Trans>Your position, for {name}</Trans> : <Trans>By proxy, for {name}</Trans>}
      </h2>
      {!my.mayVote ? (
        <div>
          <p className="q">{my.why}</p>
          <OwnVotes ballot={ballot} my={my} />
        </div>
      ) : (
        <div className={styles.position}>
        <Instructed my={my} />
        <Contest ballot={ballot} my={my} />
        <OwnVotes ballot={ballot} my={my} />
        {my.vote?.carried === true && !changing ? (
          <Carried ballot={ballot} vote={my.vote} onChange={() => setChanging(true)} />
        ) : (
        <form className={styles.position} onSubmit={review} noValidate>
          {my.vote !== null && (
            <p className={styles.mine}>
              <Icon name="ok" />
              <Cast ballot={ballot} my={my} vote={my.vote} />
            </p>
          )}
          <Positions choices={choices} group={`choice-${my.seat.id}`} chosen={code} onChoose={setCode} />
          <AreaField
            label={
              chosen?.reasonRequired === true ? t`Reason, required, shown beside your position` : t`Reason, shown beside your position`
            }
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          {ballot.takesParts && reason.trim() !== '' && <PartsField ballot={ballot} parts={parts} onParts={setParts} />}
          <RefusalNote refusal={casting.refusal} />
          <p role="status" className={said === null ? undefined : 'b'}>
            {said}
          </p>
          <div className={styles.acts}>
            <button type="submit" className="btn first">
              <Trans>Review and cast</Trans>
            </button>
            <p className="meta">
              <Trans>You can change it until closing. Every change stays on record, with its time and its reason.</Trans>
            </p>
          </div>
        </form>
        )}
        </div>
      )}
      {checking && chosen !== undefined && (
        <Modal title={t`Cast the vote of ${name}?`} onClose={() => setChecking(false)}>
          <dl className="facts">
            {my.holderId !== null && (
              <>
                <dt>
                  <Trans>By proxy</Trans>
                </dt>
                <dd>
                  <Trans>
                    {my.holderName} votes for {name}
                  </Trans>
                </dd>
              </>
            )}
            <dt>
              <Trans>Question</Trans>
            </dt>
            <dd>{ballot.question}</dd>
            <dt>
              <Trans>Position</Trans>
            </dt>
            <dd>
              <b>{chosen.name}</b>
            </dd>
            <dt>
              <Trans>Reason</Trans>
            </dt>
            <dd className="serif">{reason === '' ? '–' : reason}</dd>
            {isOutOfScope(ballot, parts) && reason.trim() !== '' && (
              <>
                <dt>
                  <Trans>It does not count</Trans>
                </dt>
                <dd>
                  <OutOfScope ballot={ballot} parts={parts} />
                </dd>
              </>
            )}
            <dt>
              <Trans>Text</Trans>
            </dt>
            <dd className="mono">
              {ballot.edition.name}, sha256 {ballot.edition.hash.slice(0, 16)}…
            </dd>
          </dl>
          <p className={styles.acts}>
            <button type="button" className="btn first" aria-disabled={casting.busy} onClick={() => void cast()}>
              <Trans>Cast this vote</Trans>
            </button>
            <button type="button" className="link" onClick={() => setChecking(false)}>
              <Trans>Not yet</Trans>
            </button>
          </p>
        </Modal>
      )}
    </section>
  )
}

/** For whom a vote is cast by proxy, and how that seat wants it cast. */
function Instructed({ my }: Pick<PositionFormProps, 'my'>) {
  if (my.holderId === null) return null
  return (
    <div>
      <p>
        <Trans>
          {my.seat.body.name} gave its vote to {my.holderName}. You cast it beside your own.
        </Trans>
      </p>
      {my.instruction !== null && (
        <p>
          <Trans>
            How it wants to vote: <bdi className="serif">“{my.instruction}”</bdi>
          </Trans>
        </p>
      )}
    </div>
  )
}

/** The vote as it stands, and by whom where that was another seat. */
function Cast({ ballot, my, vote }: PositionFormProps & { readonly vote: NonNullable<PositionFormProps['my']['vote']> }) {
  const at = moment(vote.at, ballot.zone)
  const position = ballot.choices.find(choice => choice.code === vote.choice)?.name ?? vote.choice
  if (vote.proxyHolder === null || my.holderId !== null)
    return (
      <Trans>
        Cast on {at}: {position}. You may change it.
      </Trans>
    )
  return (
    <Trans>
      Cast by proxy on {at}, by {vote.proxyHolder}: {position}. Your own vote stands in its place.
    </Trans>
  )
}

/** Who of the seat voted what and when, where more than one vote was cast: the last counts, and everybody of the seat sees it. */
function OwnVotes({ ballot, my }: PositionFormProps) {
  const own = ownHistory(useComings(ballot), my.seat.id)
  const named = (code: string): string => ballot.choices.find(choice => choice.code === code)?.name ?? code
  if (own.length < 2) return null
  return (
    <ul className="meta">
      {own.map(change => (
        <li key={change.at}>
          {change.proxyHolder === null ? (
            <Trans>
              {moment(change.at, ballot.zone)}, {change.by.name}: {named(change.to)}
            </Trans>
          ) : (
            <Trans>
              {moment(change.at, ballot.zone)}, {change.by.name}, by proxy for {change.proxyHolder}: {named(change.to)}
            </Trans>
          )}
        </li>
      ))}
    </ul>
  )
}
