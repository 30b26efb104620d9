import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { AreaField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Ballot } from './ballots.queries.ts'
import { castSealedVote, castVote } from './ballots.queries.ts'
import { HonestLimits } from './HonestLimits.tsx'
import { Positions } from './Positions.tsx'
import { Receipt, type HeldReceipt } from './Receipt.tsx'
import styles from './ballots.module.css'

interface SealedFormProps {
  readonly ballot: Ballot
  readonly my: Ballot['mySeats'][number]
}

/** The paper of one seat in a secret ballot: chosen, sealed in this browser, put into the box, and answered with a receipt that is shown once. */
export function SealedForm({ ballot, my }: SealedFormProps) {
  const { t } = useLingui()
  const casting = useAct(castSealedVote)
  const taking = useAct(castVote)
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const [receipt, setReceipt] = useState<HeldReceipt | null>(null)
  const choices = ballot.choices.filter(choice => choice.code !== 'withdraw')
  const chosen = choices.find(choice => choice.code === code)
  const name = my.seat.body.name
  const cast = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (chosen === undefined) return setSaid(t`Choose a position first.`)
    if (chosen.reasonRequired && reason.trim() === '') return setSaid(t`“${chosen.name}” needs a reason. Write it in the field above.`)
    const { sealPaper, receiptHolds } = await import('./sealing.ts')
    const keys = { id: ballot.id, sealKey: ballot.sealKey ?? '', receiptKey: ballot.receiptKey ?? '' }
    const sealed = await sealPaper(keys, my.seat.id, { choice: code, reason: reason.trim() || null })
    if (!sealed.ok) return setSaid(t`The reason is too long for the paper. Shorten it.`)
    const own = sealed.value
    const given = await casting.act({ input: { ballotId: ballot.id, seatId: my.seat.id, sealed: own.sealed, paper: own.paper } })
    setSaid(null)
    if (given === null) return
    setReceipt({ ...given, tracker: own.tracker, choice: code, choiceName: chosen.name, holds: await receiptHolds(given, keys, own) })
    setCode('')
    setReason('')
  }
  const takeOut = async (): Promise<void> => {
    const done = await taking.act({ input: { ballotId: ballot.id, seatId: my.seat.id, choice: 'withdraw' } })
    if (done === null) return
    setReceipt(null)
    setSaid(t`The paper of ${name} was taken out of the box.`)
  }
  return (
    <section className={styles.part} aria-labelledby={`paper-${my.seat.id}`}>
      <h2 className="h3" id={`paper-${my.seat.id}`}>
        <Trans>Your paper, for {name}</Trans>
      </h2>
      {!my.mayVote ? (
        <p className="q">{my.why}</p>
      ) : (
        <form className={styles.position} onSubmit={event => void cast(event)} noValidate>
          {receipt !== null && <Receipt ballot={ballot} receipt={receipt} />}
          {my.hasVoted && (
            <p className="banner">
              <Trans>
                A sealed paper of this seat lies in the box. Nobody can read it there, you neither; a new one takes its place.
              </Trans>
            </p>
          )}
          <Positions choices={choices} group={`paper-${my.seat.id}`} chosen={code} onChoose={setCode} />
          <AreaField
            label={chosen?.reasonRequired === true ? t`Reason, required, published without your name` : t`Reason, published without your name`}
            hint={t`Your way of writing may tell who you are. Write it plainly.`}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          <RefusalNote refusal={casting.refusal ?? taking.refusal} />
          <p role="status" className={said === null ? undefined : 'b'}>
            {said}
          </p>
          <div className={styles.acts}>
            <button type="submit" className="btn first" aria-disabled={casting.busy}>
              <Trans>Seal and cast</Trans>
            </button>
            {my.hasVoted && (
              <button type="button" className="link" aria-disabled={taking.busy} onClick={() => void takeOut()}>
                <Trans>Take my paper out</Trans>
              </button>
            )}
            <p className="meta">
              <Trans>You can change it until closing. Your choice is sealed before it leaves this browser.</Trans>
            </p>
          </div>
          <HonestLimits />
        </form>
      )}
    </section>
  )
}
