import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import type { ChecklistPartsFragment } from '../api/generated.ts'
import { AreaField } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Where } from '../ui/Where.tsx'
import { moveDraft } from './stages.queries.ts'

interface MoveDialogProps {
  readonly draftId: string
  readonly move: ChecklistPartsFragment
  readonly onClose: () => void
}

/** Confirms a move. With gates unmet it is an override: that needs a reason, and is shown for ever. */
export function MoveDialog({ draftId, move, onClose }: MoveDialogProps) {
  const { t } = useLingui()
  const moving = useAct(moveDraft)
  const [reason, setReason] = useState('')
  const missing = move.gates.filter(gate => !gate.met)
  const override = missing.length > 0 && move.overrideAllowed
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await moving.act({ input: { draftId, to: move.to, reason, override } })) !== null) onClose()
  }
  return (
    <Modal title={move.name} onClose={onClose}>
      <form className="act-sheet" onSubmit={event => void submit(event)}>
        {override && (
          <div className="refusal">
            <p className="b">
              <Trans>You would move it in spite of what is missing:</Trans>
            </p>
            <ul className="missing">
              {missing.map(gate => (
                <li key={gate.gate}>
                  <Where to={gate.where}>{gate.message}</Where>
                </li>
              ))}
            </ul>
            <p>
              <Trans>The rulebook allows this with a reason. The reason and this list stay in the history for ever.</Trans>
            </p>
          </div>
        )}
        <AreaField
          label={override || move.direction === 'back' ? t`Reason, shown in the history` : t`Reason, shown in the history (may stay empty)`}
          required={override || move.direction === 'back'}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
        <RefusalNote refusal={moving.refusal} />
        <p className="acts">
          <button type="submit" className="btn first" aria-disabled={moving.busy}>
            {override ? <Trans>Move it all the same</Trans> : move.name}
          </button>
          <button type="button" className="link" onClick={onClose}>
            <Trans>Leave it where it is</Trans>
          </button>
        </p>
      </form>
    </Modal>
  )
}
