import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { AreaField } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'

interface EndingProps {
  readonly name: string
  /** What the link says; the name is added for those who do not see the row. */
  readonly words?: string
  /** Does it; a result of null means it was refused, and the refusal is shown by who called. */
  readonly onEnd: (reason: string) => Promise<unknown>
}

/** Ends a seat, a role or a delegate's place: asks for the reason first, since it stays on record. */
export function Ending({ name, words, onEnd }: EndingProps) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    await onEnd(reason)
    setAsking(false)
  }
  return (
    <>
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {words ?? t`End`}
        <span className="vh"> {name}</span>
      </button>
      {asking && (
        <Modal title={t`End ${name}?`} onClose={() => setAsking(false)}>
          <form onSubmit={event => void submit(event)}>
            <p>
              <Trans>It ends at once, with every right that came with it. What was done stays.</Trans>
            </p>
            <AreaField label={t`Reason, on record`} required value={reason} onChange={event => setReason(event.target.value)} />
            <p className="after">
              <button type="submit" className="btn first">
                <Trans>End it</Trans>
              </button>
            </p>
          </form>
        </Modal>
      )}
    </>
  )
}
