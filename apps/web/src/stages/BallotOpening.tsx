import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { permitted, type Permission } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/Field.tsx'
import { closingDay, rulesHere, type Standpoint } from './closing-day.ts'
import { OpeningForm } from './OpeningForm.tsx'
import { openBallot } from './stages.queries.ts'

interface BallotOpeningProps {
  /** The draft, whose rulebook says under which rules and how long. */
  readonly draft: Standpoint & { readonly id: string; readonly acts: readonly Permission[] }
}

/** Opens a ballot on the frozen edition. The roll is fixed at that moment. */
export function BallotOpening({ draft }: BallotOpeningProps) {
  const { t } = useLingui()
  const opening = useAct(openBallot)
  const rules = rulesHere(draft)
  const [rule, setRule] = useState(rules[0]?.rule ?? '')
  const [closes, setCloses] = useState(() => closingDay('ballot', draft))
  const choose = (chosen: string): void => {
    setRule(chosen)
    setCloses(closingDay('ballot', draft, undefined, chosen))
  }
  return (
    <OpeningForm
      permission={permitted(draft.acts, 'ballot.open')}
      begin={<Trans>Open a ballot</Trans>}
      submit={<Trans>Open the ballot</Trans>}
      words={
        <>
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
        </>
      }
      question={t`Question (empty: the rulebook's own)`}
      closes={closes}
      onCloses={setCloses}
      refusal={opening.refusal}
      busy={opening.busy}
      onOpen={(question, closesAt) =>
        opening.act({ input: { draftId: draft.id, rule: rule === '' ? null : rule, question: question === '' ? null : question, closesAt } })
      }
    />
  )
}
