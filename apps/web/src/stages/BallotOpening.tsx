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
  const [kind, setKind] = useState('recorded')
  const [confirmed, setConfirmed] = useState(false)
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
          <SelectField label={t`What becomes of the votes`} value={kind} onChange={event => setKind(event.target.value)}>
            <option value="recorded">{t`Recorded: who voted how is published`}</option>
            <option value="names-only">{t`Names only: who voted is published, how is not`}</option>
            <option value="secret">{t`Secret: papers are sealed and opened without names`}</option>
          </SelectField>
          {kind === 'secret' && (
            <>
              <p className="meta">
                <Trans>
                  The key of a secret ballot lies outside the database and is never backed up. If it is lost before the close, the ballot is void
                  and held again.
                </Trans>
              </p>
              <label className="pick">
                <input type="checkbox" checked={confirmed} onChange={event => setConfirmed(event.target.checked)} />
                <span>
                  <Trans>With fewer than five seats: I know that the result itself may tell who voted how.</Trans>
                </span>
              </label>
            </>
          )}
        </>
      }
      question={t`Question (empty: the rulebook's own)`}
      closes={closes}
      onCloses={setCloses}
      refusal={opening.refusal}
      busy={opening.busy}
      onOpen={(question, closesAt) =>
        opening.act({ input: { draftId: draft.id, rule: rule === '' ? null : rule, question: question === '' ? null : question, closesAt, kind, confirmedSmall: confirmed } })
      }
    />
  )
}
