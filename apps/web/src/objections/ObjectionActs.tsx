import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { ActSheet } from '../ui/ActSheet.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { answerObjection, findOnObjection, respondToObjection, triageObjection, type Objection } from './objections.queries.ts'

/** An act that a person can do to an objection. */
type Step = 'triage' | 'address' | 'acknowledge' | 'sustain' | 'withdraw' | 'retract' | 'find'

const rows: Readonly<Record<Step, string>> = {
  triage: 'objection.triage',
  address: 'objection.answer',
  find: 'objection.find',
  acknowledge: 'objection.respond',
  sustain: 'objection.respond',
  withdraw: 'objection.respond',
  retract: 'objection.respond',
}
const choices: Readonly<Partial<Record<Step, readonly string[]>>> = {
  triage: ['substantive', 'procedural', 'editorial', 'out-of-scope'],
  address: ['accepted', 'partly', 'not-accepted'],
  find: ['proceeds', 'resolved'],
}
const steps: readonly Step[] = ['triage', 'address', 'find', 'acknowledge', 'sustain', 'withdraw', 'retract']

interface ObjectionActsProps {
  readonly draftId: string
  readonly objection: Objection
  /** Whether the viewer acts for the seat that objected. */
  readonly mine: boolean
}

/** What can be done to an objection now: what its state allows, as buttons; those of its seat only for its seat. */
export function ObjectionActs({ draftId, objection, mine }: ObjectionActsProps) {
  const { t } = useLingui()
  const [step, setStep] = useState<Step | null>(null)
  const names: Readonly<Record<Step, string>> = {
    triage: t`Say its kind`,
    address: t`Answer`,
    find: t`Record a finding`,
    acknowledge: t`The answer clears it`,
    sustain: t`Sustain it`,
    withdraw: t`Withdraw it`,
    retract: t`Retract it`,
  }
  const possible = steps.filter(one => objection.allows.includes(one) && (rows[one] !== 'objection.respond' || mine))
  if (step !== null) return <StepForm key={step} objection={objection} step={step} name={names[step]} onEnd={() => setStep(null)} />
  const appeal = permitted(objection.acts, 'appeal.file')
  return (
    <div className="acts">
      {possible.map(one => (
        <ActButton key={one} permission={permitted(objection.acts, rows[one])} small onAct={() => setStep(one)}>
          {names[one]}
        </ActButton>
      ))}
      {(objection.status === 'appealed' || appeal.allowed) && (
        <Where to={`/d/${draftId}/appeals?objection=${objection.id}`} className="btn small">
          {objection.status === 'appealed' ? <Trans>See the appeal</Trans> : <Trans>Appeal against the finding</Trans>}
        </Where>
      )}
    </div>
  )
}

interface StepFormProps {
  readonly objection: Objection
  readonly step: Step
  readonly name: string
  readonly onEnd: () => void
}

function StepForm({ objection, step, name, onEnd }: StepFormProps) {
  const { t } = useLingui()
  const say = useSay()
  const acts = { triage: useAct(triageObjection), address: useAct(answerObjection), find: useAct(findOnObjection), respond: useAct(respondToObjection) }
  const offered = choices[step] ?? []
  const [outcome, setOutcome] = useState(offered[0] ?? '')
  const [words, setWords] = useState('')
  const labels: Readonly<Record<Step, string>> = {
    triage: t`Why, needed unless it is substantive`,
    address: t`Answer to its substance`,
    find: t`Reason of the finding, shown with the decision`,
    acknowledge: t`A word on it, if you want`,
    sustain: t`Why the answer does not clear it`,
    withdraw: t`Why it is withdrawn, if you want`,
    retract: t`What was the error, if you want`,
  }
  const asked: Readonly<Partial<Record<Step, string>>> = { triage: t`Kind`, address: t`The answer takes it`, find: t`The chair finds` }
  const acting = step === 'triage' || step === 'address' || step === 'find' ? acts[step] : acts.respond
  const needed = step === 'address' || step === 'find' || step === 'sustain' || (step === 'triage' && outcome !== 'substantive')
  const { id: objectionId } = objection
  const act = (): Promise<unknown> =>
    step === 'triage'
      ? acts.triage.act({ input: { objectionId, kind: outcome, reason: words } })
      : step === 'address'
        ? acts.address.act({ input: { objectionId, outcome, answer: words } })
        : step === 'find'
          ? acts.find.act({ input: { objectionId, outcome, reason: words } })
          : acts.respond.act({ input: { objectionId, response: step, reason: words } })
  const wordsOf = (choice: string): string =>
    choice === 'proceeds' ? t`Work proceeds in spite of it` : choice === 'resolved' ? t`It is resolved` : say(choice)
  return (
    <ActSheet act={act} refusal={acting.refusal} busy={acting.busy} submit={name} onEnd={onEnd}>
      {offered.length > 0 && (
        <SelectField label={asked[step]} value={outcome} onChange={event => setOutcome(event.target.value)}>
          {offered.map(choice => (
            <option key={choice} value={choice}>
              {wordsOf(choice)}
            </option>
          ))}
        </SelectField>
      )}
      <AreaField label={labels[step]} required={needed} value={words} onChange={event => setWords(event.target.value)} />
    </ActSheet>
  )
}
