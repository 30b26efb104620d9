import { Trans, useLingui } from '@lingui/react/macro'
import { ballotsAt, rulebookOf } from '@plenary/process'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { ActForm } from '../ui/ActForm.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { now } from '../ui/moment.ts'
import { openFloorBallot, type Item } from './meetings.queries.ts'
import styles from './meetings.module.css'

/** A vote from the floor lasts as long as the chair says; this is only the latest end. */
const LATEST_MS = 4 * 3_600_000

/** The rules by which a draft is voted on in a meeting where it stands. */
const rulesFor = ({ rulebook, rulebookEdition, stage }: NonNullable<Item['draft']>) => {
  const book = rulebookOf(rulebook, rulebookEdition)
  return book === null ? [] : ballotsAt(book, stage).filter(one => one.meeting !== undefined)
}

/** Opens a vote at the item the meeting is at, by those who are there. */
export function FloorVote({ item, present }: { readonly item: Item; readonly present: number }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const opening = useAct(openFloorBallot)
  const { draft } = item
  const rules = draft === null ? [] : rulesFor(draft)
  const [rule, setRule] = useState(rules[0]?.rule ?? '')
  const [question, setQuestion] = useState('')
  if (draft === null || item.ballots.some(ballot => ballot.state === 'open')) return null
  if (rules.length === 0)
    return (
      <p className="q">
        <Trans>Where {draft.number} stands now, its rulebook takes no vote in a meeting.</Trans>
      </p>
    )
  const permission = permitted(draft.acts, 'ballot.open')
  if (!permission.allowed) return <p className="q">{permission.why}</p>
  const open = async () => {
    const closesAt = new Date(now().getTime() + LATEST_MS).toISOString()
    const done = await opening.act({ input: { draftId: draft.id, itemId: item.id, rule, closesAt, question: question === '' ? null : question } })
    if (done !== null) await navigate({ to: `/b/${done.id}` })
    return done
  }
  return (
    <section aria-labelledby="floor">
      <h3 className="h3" id="floor">
        <Trans>Vote from the floor</Trans>
      </h3>
      <ActForm
        className={styles.form}
        act={open}
        onDone={() => undefined}
        refusal={opening.refusal}
        busy={opening.busy}
        submit={<Trans>Open the vote, {present} present</Trans>}
      >
        {rules.length > 1 && (
          <SelectField label={t`Rule`} value={rule} onChange={event => setRule(event.target.value)}>
            {rules.map(one => (
              <option key={one.rule} value={one.rule}>
                {one.title}
              </option>
            ))}
          </SelectField>
        )}
        <TextField label={t`Question (empty: the rulebook's own)`} value={question} onChange={event => setQuestion(event.target.value)} />
        <p className="meta">
          <Trans>Who is there is fixed now, and is part of the roll. The chair ends the vote.</Trans>
        </p>
      </ActForm>
    </section>
  )
}
