import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted, type Permission } from '../ui/ActButton.tsx'
import { AreaField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { answerObjection, endObjection } from './comments.queries.ts'
import type { Objection } from './comments.queries.ts'
import styles from './comments.module.css'

type Step = 'answer' | 'withdrawn' | 'overruled'

interface ObjectionActsProps {
  readonly objection: Objection
  readonly acts: readonly Permission[]
  readonly mine: boolean
}

/** What can be done to a standing objection: answer it, withdraw it (its own seat), rule on it (the chair). */
export function ObjectionActs({ objection, acts, mine }: ObjectionActsProps) {
  const { t } = useLingui()
  const answering = useAct(answerObjection)
  const ending = useAct(endObjection)
  const [step, setStep] = useState<Step | null>(null)
  const [words, setWords] = useState('')
  const acting = step === 'answer' ? answering : ending
  const labels: Record<Step, string> = {
    answer: t`Answer to the objection`,
    withdrawn: t`Why it is withdrawn`,
    overruled: t`Finding of the chair, with its reason`,
  }
  const names: Record<Step, string> = { answer: t`Answer`, withdrawn: t`Withdraw it`, overruled: t`Overrule it` }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (step === null) return
    const done =
      step === 'answer'
        ? await answering.act({ input: { objectionId: objection.id, answer: words } })
        : await ending.act({ input: { objectionId: objection.id, outcome: step, reason: words } })
    if (done === null) return
    setStep(null)
    setWords('')
  }
  if (step === null) {
    return (
      <div className={styles.beside}>
        {objection.answer === null && (
          <ActButton permission={permitted(acts, 'objection.answer')} small onAct={() => setStep('answer')}>
            {names.answer}
          </ActButton>
        )}
        {mine && (
          <ActButton permission={permitted(acts, 'objection.withdraw')} small onAct={() => setStep('withdrawn')}>
            {names.withdrawn}
          </ActButton>
        )}
        <ActButton permission={permitted(acts, 'objection.overrule')} small onAct={() => setStep('overruled')}>
          {names.overruled}
        </ActButton>
      </div>
    )
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <AreaField label={labels[step]} required value={words} onChange={event => setWords(event.target.value)} />
      <RefusalNote refusal={acting.refusal} />
      <div className={styles.beside}>
        <button type="submit" className="btn" aria-disabled={acting.busy}>
          {names[step]}
        </button>
        <button type="button" className="link" onClick={() => setStep(null)}>
          <Trans>Leave it</Trans>
        </button>
      </div>
    </form>
  )
}
