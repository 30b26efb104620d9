import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { endOfDay, inDays } from '../ui/moment.ts'
import type { Refusal } from '../ui/RefusalNote.tsx'

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
  const [question, setQuestion] = useState('')
  return (
    <FoldedAct permission={permission} begin={begin}>
      {end => (
        <ActSheet act={() => onOpen(question, endOfDay(closes))} onEnd={end} refusal={refusal} busy={busy} submit={submit}>
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
        </ActSheet>
      )}
    </FoldedAct>
  )
}
