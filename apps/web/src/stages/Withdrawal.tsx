import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted, type Permission } from '../ui/ActButton.tsx'
import { AreaField } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { restoreDraft, withdrawDraft } from './stages.queries.ts'

interface WithdrawalProps {
  readonly draftId: string
  readonly withdrawn: boolean
  readonly acts: readonly Permission[]
}

/** Withdraws a draft from work, or takes it up again; both with a reason, and nothing is lost by either. */
export function Withdrawal({ draftId, withdrawn, acts }: WithdrawalProps) {
  const { t } = useLingui()
  const withdrawing = useAct(withdrawDraft)
  const restoring = useAct(restoreDraft)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const acting = withdrawn ? restoring : withdrawing
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await acting.act({ input: { draftId, reason } })) === null) return
    setAsking(false)
    setReason('')
  }
  const name = withdrawn ? t`Take this draft up again` : t`Withdraw this draft`
  return (
    <section className="section" aria-label={name}>
      <ActButton permission={permitted(acts, withdrawn ? 'draft.restore' : 'draft.withdraw')} onAct={() => setAsking(true)}>
        {name}
      </ActButton>
      {asking && (
        <Modal title={name} onClose={() => setAsking(false)}>
          <form className="act-sheet" onSubmit={event => void submit(event)}>
            <p>
              {withdrawn ? (
                <Trans>It comes back at the stage at which it was withdrawn.</Trans>
              ) : (
                <Trans>Work on it stops. The text, the comments and the record stay, and it can be taken up again.</Trans>
              )}
            </p>
            <AreaField label={t`Reason, shown in the history`} required value={reason} onChange={event => setReason(event.target.value)} />
            <RefusalNote refusal={acting.refusal} />
            <p>
              <button type="submit" className="btn first" aria-disabled={acting.busy}>
                {name}
              </button>
            </p>
          </form>
        </Modal>
      )}
    </section>
  )
}
