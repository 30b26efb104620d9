import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import type { ObjectionsQuery } from '../api/generated.ts'
import { usePresent } from '../api/viewer.ts'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { raiseObjection } from './objections.queries.ts'
import styles from './objections.module.css'

interface RaiseObjectionProps {
  readonly draftId: string
  readonly outline: NonNullable<ObjectionsQuery['draft']>['text']['outline']
  readonly permission: Permission
}

// Stands for the draft as a whole in the choice of places; no clause is called so.
const WHOLE = '*'

/** Raises an objection for a seat: where, why, and what would clear it. */
export function RaiseObjection({ draftId, outline, permission }: RaiseObjectionProps) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const raising = useAct(raiseObjection)
  const [open, setOpen] = useState(false)
  const [seatId, setSeatId] = useState(viewer.seats[0]?.id ?? '')
  const [clauseId, setClauseId] = useState('')
  const [quote, setQuote] = useState('')
  const [reason, setReason] = useState('')
  const [wouldClear, setWouldClear] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const place = clauseId === WHOLE ? { wholeDraft: true } : { clauseId, quote }
    const input = { draftId, seatId, ...place, reason, wouldClear }
    if ((await raising.act({ input })) !== null) setOpen(false)
  }
  if (!open)
    return (
      <p className="after">
        <ActButton permission={permission} onAct={() => setOpen(true)}>
          <Trans>Raise an objection</Trans>
        </ActButton>
      </p>
    )
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <h2 className="h2">
        <Trans>Raise an objection</Trans>
      </h2>
      <SelectField label={t`For the seat of`} required value={seatId} onChange={event => setSeatId(event.target.value)}>
        {viewer.seats.map(seat => (
          <option key={seat.id} value={seat.id}>
            {seat.body.name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t`On`} required value={clauseId} onChange={event => setClauseId(event.target.value)}>
        <option value="">{t`Choose a clause`}</option>
        <option value={WHOLE}>{t`the whole draft`}</option>
        {outline.map(entry => (
          <option key={entry.clauseId} value={entry.clauseId}>
            {entry.number} {entry.title}
          </option>
        ))}
      </SelectField>
      {clauseId !== '' && clauseId !== WHOLE && (
        <TextField
          label={t`The words it is about, if not the whole clause`}
          value={quote}
          onChange={event => setQuote(event.target.value)}
        />
      )}
      <AreaField label={t`Reason`} required value={reason} onChange={event => setReason(event.target.value)} />
      <AreaField
        label={t`What would clear it`}
        required
        hint={t`The words or the act with which you could live.`}
        value={wouldClear}
        onChange={event => setWouldClear(event.target.value)}
      />
      <RefusalNote refusal={raising.refusal} />
      <div className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={raising.busy}>
          <Trans>Raise it</Trans>
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </div>
    </form>
  )
}
