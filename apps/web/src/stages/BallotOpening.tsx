import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted, type Permission } from '../ui/ActButton.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { endOfDay, inDays } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { closingDay, rulesHere, type Standpoint } from './closing-day.ts'
import { openBallot } from './stages.queries.ts'
import styles from './stages.module.css'

interface OpeningProps {
  /** The draft, whose rulebook says under which rules and how long. */
  readonly draft: Standpoint & { readonly id: string; readonly acts: readonly Permission[] }
}

/** Opens a ballot on the frozen edition. The roll is fixed at that moment. */
export function BallotOpening({ draft }: OpeningProps) {
  const { t } = useLingui()
  const opening = useAct(openBallot)
  const [open, setOpen] = useState(false)
  const [question, setQuestion] = useState('')
  const rules = rulesHere(draft)
  const [rule, setRule] = useState(rules[0]?.rule ?? '')
  const [closes, setCloses] = useState(() => closingDay('ballot', draft))
  const choose = (chosen: string): void => {
    setRule(chosen)
    setCloses(closingDay('ballot', draft, undefined, chosen))
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const input = { draftId: draft.id, rule: rule === '' ? null : rule, question: question === '' ? null : question, closesAt: endOfDay(closes) }
    if ((await opening.act({ input })) !== null) setOpen(false)
  }
  if (!open)
    return (
      <ActButton permission={permitted(draft.acts, 'ballot.open')} onAct={() => setOpen(true)}>
        <Trans>Open a ballot</Trans>
      </ActButton>
    )
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <p>
        <Trans>
          The ballot is on the frozen edition, by its hash. The roll is fixed when it opens: seats that come later may watch, not vote.
        </Trans>
      </p>
      {rules.length > 1 && (
        <SelectField label={t`Rule`} value={rule} onChange={event => choose(event.target.value)}>
          {rules.map(one => (
            <option key={one.rule} value={one.rule}>
              {one.title}
            </option>
          ))}
        </SelectField>
      )}
      <AreaField label={t`Question (empty: the rulebook's own)`} value={question} onChange={event => setQuestion(event.target.value)} />
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
          <Trans>Open the ballot</Trans>
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </p>
    </form>
  )
}
