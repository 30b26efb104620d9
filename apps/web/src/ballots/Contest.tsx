import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { AreaField } from '../ui/Field.tsx'
import type { Ballot } from './ballots.queries.ts'
import { contestVote } from './ballots.queries.ts'
import { ownHistory, useComings } from './use-comings.ts'
import styles from './ballots.module.css'

interface ContestProps {
  readonly ballot: Ballot
  readonly my: Ballot['mySeats'][number]
}

/** What a seat sees of a vote that was entered for it: how it came, its paper, and how to contest it. */
export function Contest({ ballot, my }: ContestProps) {
  const { t } = useLingui()
  const contesting = useAct(contestVote)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const comings = useComings(ballot)
  const contested = comings?.contested.find(one => one.seatId === my.seat.id)
  if (contested !== undefined)
    return (
      <p className="c-due">
        <Trans>
          The vote that was entered for you is contested (“{contested.reason}”) and does not count. Cast your vote below: the same position confirms what was
          entered.
        </Trans>
      </p>
    )
  const entered = my.vote?.entered ?? null
  if (entered === null) return null
  const paper = ownHistory(comings, my.seat.id).at(-1)?.documentId ?? null
  return (
    <div>
      <p>
        {entered === 'paper' ? <Trans>This vote was entered for you from a paper.</Trans> : <Trans>This vote was entered for you from the floor.</Trans>}{' '}
        {paper !== null && (
          <a href={`/vote-documents/${paper}`} download>
            <Trans>Read the paper</Trans>
          </a>
        )}
      </p>
      {!my.mayVote ? null : asking ? (
        <ActForm
          plain
          className={styles.position}
          act={() => contesting.act({ input: { ballotId: ballot.id, seatId: my.seat.id, reason } })}
          onDone={() => setAsking(false)}
          refusal={contesting.refusal}
          busy={contesting.busy}
          submit={<Trans>Contest this vote</Trans>}
          beside={
            <button type="button" className="link" onClick={() => setAsking(false)}>
              <Trans>Leave it</Trans>
            </button>
          }
        >
          <AreaField label={t`What is wrong with it`} required value={reason} onChange={event => setReason(event.target.value)} />
        </ActForm>
      ) : (
        <button type="button" className="btn small" onClick={() => setAsking(true)}>
          <Trans>This is not our vote</Trans>
        </button>
      )}
    </div>
  )
}
