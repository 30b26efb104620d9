import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { proposeRollChange, type Prepared, type RollDraft } from './rolls.queries.ts'
import styles from './rolls.module.css'

const wholeOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** Proposes a change of the roll: another seat, one seat less, or other figures of a seat. */
export function ChangeForm({ draft, roll }: { readonly draft: RollDraft; readonly roll: Prepared }) {
  const { t } = useLingui()
  const proposing = useAct(proposeRollChange)
  const [kind, setKind] = useState('amend')
  const [seatId, setSeatId] = useState('')
  const [weight, setWeight] = useState('')
  const [population, setPopulation] = useState('')
  const [affiliation, setAffiliation] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const known = new Set(roll.seats.map(seat => seat.seat))
  const others = draft.committee.seats.filter(seat => seat.kind === 'participating' && !known.has(seat.id))
  const seats = kind === 'enter' ? others.map(seat => ({ id: seat.id, name: seat.body.name })) : roll.seats.map(seat => ({ id: seat.seat, name: seat.name }))
  const current = roll.seats.find(seat => seat.seat === seatId)
  const choose = (next: string): void => {
    setKind(next)
    setSeatId('')
  }
  const figures = kind === 'amend' ? { weight: wholeOrNull(weight), population: wholeOrNull(population), affiliation } : {}
  return (
    <section className={styles.part} aria-labelledby="propose">
      <h2 className="h2" id="propose">
        <Trans>Propose a change</Trans>
      </h2>
      <ActForm
        plain
        className={styles.form}
        act={() => proposing.act({ input: { rollId: roll.id, kind, seatId, reason, ...figures } })}
        onDone={() => setReason('')}
        refusal={proposing.refusal}
        busy={proposing.busy}
        submit={<Trans>Propose it</Trans>}
      >
        <SelectField label={t`What changes`} value={kind} onChange={event => choose(event.target.value)}>
          <option value="amend">{t`The figures of a seat`}</option>
          <option value="strike">{t`A seat is struck`}</option>
          <option value="enter">{t`A seat is entered`}</option>
        </SelectField>
        <SelectField label={t`Seat`} required value={seatId} onChange={event => setSeatId(event.target.value)}>
          <option value="">{seats.length === 0 ? t`Every participating seat is on the roll` : t`Choose a seat`}</option>
          {seats.map(seat => (
            <option key={seat.id} value={seat.id}>
              {seat.name}
            </option>
          ))}
        </SelectField>
        {kind === 'amend' && (
          <>
            <TextField
              label={t`Weight (empty: as it is)`}
              inputMode="numeric"
              pattern="[0-9]*"
              placeholder={current === undefined ? '' : String(current.weight)}
              value={weight}
              onChange={event => setWeight(event.target.value)}
            />
            <TextField
              label={t`Inhabitants (empty: as it is)`}
              inputMode="numeric"
              pattern="[0-9]*"
              value={population}
              onChange={event => setPopulation(event.target.value)}
            />
            <TextField
              label={t`Affiliation: equal votes of one affiliation count once where the rule says so`}
              value={affiliation ?? current?.affiliation ?? ''}
              onChange={event => setAffiliation(event.target.value)}
            />
          </>
        )}
        <AreaField label={t`Reason, on record`} required value={reason} onChange={event => setReason(event.target.value)} />
        <p className="meta">
          <Trans>Nothing changes until the chair, another secretary or oversight confirms it. Both names stand in the record, with the hash before and after.</Trans>
        </p>
      </ActForm>
    </section>
  )
}
