import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { attest } from './stages.queries.ts'
import styles from './stages.module.css'

interface AttestFormProps {
  readonly draftId: string
  readonly gate: string
  readonly onDone: () => void
}

/** Declares a gate fulfilled: in one's own name, with a reason, and if there is one with a document. */
export function AttestForm({ draftId, gate, onDone }: AttestFormProps) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const attesting = useAct(attest)
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState('')
  const [seatId, setSeatId] = useState(viewer.seats[0]?.id ?? '')
  const input = { draftId, gate, reason, document: document === '' ? null : document, seatId: seatId === '' ? null : seatId }
  return (
    <ActForm
      plain
      className={styles.form}
      actsClassName={styles.acts}
      act={() => attesting.act({ input })}
      onDone={onDone}
      refusal={attesting.refusal}
      busy={attesting.busy}
      submit={<Trans>Attest</Trans>}
      beside={
        <button type="button" className="link" onClick={onDone}>
          <Trans>Leave it</Trans>
        </button>
      }
    >
      <p className="meta">
        <Trans>You declare this as {viewer.name}. It is shown with your name for ever.</Trans>
      </p>
      <AreaField label={t`What you rest this on`} required value={reason} onChange={event => setReason(event.target.value)} />
      <TextField
        label={t`Document, if there is one (title or address)`}
        value={document}
        onChange={event => setDocument(event.target.value)}
      />
      {viewer.seats.length > 1 && (
        <SelectField label={t`For the seat of`} value={seatId} onChange={event => setSeatId(event.target.value)}>
          {viewer.seats.map(seat => (
            <option key={seat.id} value={seat.id}>
              {seat.body.name}
            </option>
          ))}
        </SelectField>
      )}
    </ActForm>
  )
}
