import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { ActForm } from '../ui/ActForm.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { endOfDay, inDays } from '../ui/moment.ts'
import type { Refusal } from '../ui/RefusalNote.tsx'
import styles from './stages.module.css'

interface OpeningFormProps {
  readonly permission: Permission
  /** What the button says before the form is open, and in it. */
  readonly begin: ReactNode
  readonly submit: ReactNode
  /** What stands above the fields, a choice of the rule among it. */
  readonly words?: ReactNode
  readonly question: string
  readonly required?: boolean
  /** The day of closing, as a date field takes it. */
  readonly closes: string
  readonly onCloses: (day: string) => void
  readonly refusal: Refusal | null
  readonly busy: boolean
  readonly onOpen: (question: string, closesAt: string) => Promise<unknown>
}

/** Opens something that has a question and a day on which it closes: a public call, a ballot. */
export function OpeningForm({ permission, begin, submit, words, question: label, required = false, closes, onCloses, refusal, busy, onOpen }: OpeningFormProps) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const [question, setQuestion] = useState('')
  const close = (): void => setOpen(false)
  if (!open)
    return (
      <ActButton permission={permission} onAct={() => setOpen(true)}>
        {begin}
      </ActButton>
    )
  return (
    <ActForm
      className={styles.form}
      actsClassName={styles.acts}
      act={() => onOpen(question, endOfDay(closes))}
      onDone={close}
      refusal={refusal}
      busy={busy}
      submit={submit}
      beside={
        <button type="button" className="link" onClick={close}>
          <Trans>Leave it</Trans>
        </button>
      }
    >
      {words}
      <AreaField label={label} required={required} value={question} onChange={event => setQuestion(event.target.value)} />
      <TextField
        label={t`Open until the end of (your time zone)`}
        type="date"
        required
        value={closes}
        min={inDays(1)}
        onChange={event => onCloses(event.target.value)}
      />
    </ActForm>
  )
}
