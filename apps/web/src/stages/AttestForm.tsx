import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { ActSheet } from '../ui/ActSheet.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { SeatField } from '../ui/SeatField.tsx'
import { attest } from './stages.queries.ts'

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
    <ActSheet plain act={() => attesting.act({ input })} onEnd={onDone} refusal={attesting.refusal} busy={attesting.busy} submit={<Trans>Attest</Trans>}>
      <p className="meta">
        <Trans>You declare this as {viewer.name}. It is shown with your name for ever.</Trans>
      </p>
      <AreaField label={t`What you rest this on`} required value={reason} onChange={event => setReason(event.target.value)} />
      <TextField
        label={t`Document, if there is one (title or address)`}
        value={document}
        onChange={event => setDocument(event.target.value)}
      />
      {viewer.seats.length > 1 && <SeatField seats={viewer.seats} value={seatId} onSeat={setSeatId} />}
    </ActSheet>
  )
}
