import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted, type Permission } from '../ui/ActButton.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { endOfDay, inDays } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { closingDay, type Standpoint } from './closing-day.ts'
import { openCall } from './stages.queries.ts'
import styles from './stages.module.css'

interface OpeningProps {
  /** The draft, whose rulebook says how long it must stay open. */
  readonly draft: Standpoint & { readonly id: string; readonly acts: readonly Permission[] }
}

/** Opens a public call: its question, and until when anybody may comment. */
export function CallOpening({ draft }: OpeningProps) {
  const { t } = useLingui()
  const opening = useAct(openCall)
  const [open, setOpen] = useState(false)
  const [question, setQuestion] = useState('')
  const [closes, setCloses] = useState(() => closingDay('call', draft))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await opening.act({ input: { draftId: draft.id, question, closesAt: endOfDay(closes) } })) !== null) setOpen(false)
  }
  if (!open)
    return (
      <ActButton permission={permitted(draft.acts, 'call.open')} onAct={() => setOpen(true)}>
        <Trans>Open a public call</Trans>
      </ActButton>
    )
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <AreaField label={t`What the public is asked`} required value={question} onChange={event => setQuestion(event.target.value)} />
      <TextField
        label={t`Open until the end of (your time zone)`}
        type="date"
        required
        value={closes}
        min={inDays(1)}
        onChange={event => setCloses(event.target.value)}
      />
      <RefusalNote refusal={opening.refusal} />
      <p className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={opening.busy}>
          <Trans>Open the call</Trans>
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </p>
    </form>
  )
}
