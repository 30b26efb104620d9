import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { ObjectionsQuery } from '../api/generated.ts'
import { usePresent } from '../api/viewer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { SeatField } from '../ui/SeatField.tsx'
import { raiseObjection } from './objections.queries.ts'

interface RaiseObjectionProps {
  readonly draftId: string
  readonly outline: NonNullable<ObjectionsQuery['draft']>['text']['outline']
  readonly permission: Permission
}

// Stands for the draft as a whole in the choice of places; no clause is called so.
const WHOLE = '*'

/** Raises an objection for a seat: where, why, and what would clear it. */
export function RaiseObjection({ permission, ...what }: RaiseObjectionProps) {
  return (
    <FoldedAct permission={permission} begin={<Trans>Raise an objection</Trans>}>
      {end => <Form {...what} onEnd={end} />}
    </FoldedAct>
  )
}

function Form({ draftId, outline, onEnd }: Omit<RaiseObjectionProps, 'permission'> & { readonly onEnd: () => void }) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const raising = useAct(raiseObjection)
  const [seatId, setSeatId] = useState(viewer.seats[0]?.id ?? '')
  const [clauseId, setClauseId] = useState('')
  const [quote, setQuote] = useState('')
  const [reason, setReason] = useState('')
  const [wouldClear, setWouldClear] = useState('')
  const place = clauseId === WHOLE ? { wholeDraft: true } : { clauseId, quote }
  return (
    <ActSheet
      act={() => raising.act({ input: { draftId, seatId, ...place, reason, wouldClear } })}
      refusal={raising.refusal}
      busy={raising.busy}
      submit={<Trans>Raise it</Trans>}
      onEnd={onEnd}
    >
      <h2 className="h2">
        <Trans>Raise an objection</Trans>
      </h2>
      <SeatField seats={viewer.seats} value={seatId} onSeat={setSeatId} />
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
    </ActSheet>
  )
}
