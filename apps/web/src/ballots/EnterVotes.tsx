import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { ActForm } from '../ui/ActForm.tsx'
import { FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { Positions } from './Positions.tsx'
import { isOnFloor } from './use-comings.ts'
import { useRoll } from './use-roll.ts'
import { sendVoteDocument } from './vote-document.ts'
import type { Ballot } from './ballots.queries.ts'
import { enterVote } from './ballots.queries.ts'
import styles from './ballots.module.css'

/** Votes that officers enter by the name of the seat: from the floor of the meeting, or as they came on paper. */
export function EnterVotes({ ballot }: { readonly ballot: Ballot }) {
  const { t } = useLingui()
  const entering = useAct(enterVote)
  const onFloor = isOnFloor(ballot)
  const roll = useRoll(ballot, { first: 200, start: 'silent' })
  const [seatId, setSeatId] = useState('')
  const [choice, setChoice] = useState('')
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const permission = permitted(ballot.acts, 'ballot.enter')
  if (ballot.state !== 'open' || ballot.kind !== 'recorded' || !permission.allowed) return null
  const waiting = roll.entries.filter(seat => !seat.hasVoted && (seat.presence ?? 'present') === 'present')
  const chosen = roll.entries.find(seat => seat.seatId === seatId)
  const enter = async (): Promise<unknown> => {
    setSaid(null)
    const input = { ballotId: ballot.id, seatId, choice, reason: reason === '' ? null : reason }
    if (onFloor) return entering.act({ input: { ...input, entered: 'floor' } })
    const sent = file === null ? null : await sendVoteDocument(ballot.id, file)
    if (sent !== null && !sent.ok) {
      setSaid(sent.message)
      return null
    }
    return entering.act({ input: { ...input, entered: 'paper', documentId: sent?.documentId ?? null } })
  }
  const done = (): void => {
    setSaid(t`The vote of ${chosen?.name ?? ''} is recorded.`)
    setSeatId('')
    setReason('')
    setFile(null)
  }
  return (
    <section className={styles.part} aria-labelledby="enter">
      <h2 className="h3" id="enter">
        {onFloor ? <Trans>Votes from the floor</Trans> : <Trans>Votes on paper</Trans>}
      </h2>
      <div>
        {/* On the floor it is what one is there for; a paper comes now and then. */}
        <FoldedAct permission={permission} begin={<Trans>Enter a vote received on paper</Trans>} unfolded={onFloor}>
          {end => (
            <ActForm
              className={styles.position}
              act={enter}
              onDone={done}
              refusal={entering.refusal}
              busy={entering.busy}
              submit={<Trans>Enter this vote</Trans>}
              beside={
                !onFloor && (
                  <button type="button" className="link" onClick={end}>
                    <Trans>Leave it</Trans>
                  </button>
                )
              }
            >
              {!roll.whole && <TextField label={t`Find a seat by a part of its name`} value={roll.search} onChange={event => roll.find(event.target.value)} />}
              <SelectField label={t`Seat`} required value={seatId} onChange={event => setSeatId(event.target.value)}>
                <option value="">{t`Choose a seat that has not voted`}</option>
                {waiting.map(seat => (
                  <option key={seat.seatId} value={seat.seatId}>
                    {seat.name}
                  </option>
                ))}
              </SelectField>
              <Positions
                choices={ballot.choices.filter(one => one.code !== 'withdraw')}
                group="entered-choice"
                chosen={choice}
                onChoose={setChoice}
              />
              <AreaField label={t`Reason, as it was given`} value={reason} onChange={event => setReason(event.target.value)} />
              {!onFloor && (
                <div className="labelled">
                  <label className="meta" htmlFor="vote-document">
                    <Trans>The paper itself, at most 10 MB</Trans>
                  </label>
                  <input key={said} id="vote-document" type="file" required onChange={event => setFile(event.target.files?.[0] ?? null)} />
                </div>
              )}
              <p className="meta">
                <Trans>The seat is told at once, and may contest the vote until the close. A contested vote does not count unless the seat confirms it.</Trans>
              </p>
            </ActForm>
          )}
        </FoldedAct>
        <p role="status" className={said === null ? undefined : 'b'}>
          {said}
        </p>
      </div>
    </section>
  )
}
