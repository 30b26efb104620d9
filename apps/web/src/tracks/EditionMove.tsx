import { Trans, useLingui } from '@lingui/react/macro'
import { editionsOf } from '@plenary/process'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { Day } from '../ui/Due.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { shortDay } from '../ui/moment.ts'
import { moveRulebookEdition, type TrackedDraft } from './tracks.queries.ts'

interface EditionMoveProps {
  readonly draft: TrackedDraft
  readonly permission: Permission
}

/** The editions of the draft's rulebook: which holds, what was decided about it, and the way to another. */
export function EditionMove({ draft, permission }: EditionMoveProps) {
  const others = editionsOf(draft.rulebook).filter(one => one.edition !== draft.rulebookEdition)
  const decided = draft.decisions.filter(decision => decision.kind === 'rulebook')
  return (
    <>
      {decided.map(decision => (
        <p key={decision.id} className="entry-aside">
          <Trans>Decision {decision.number}</Trans>, <Day at={decision.at} />: {decision.figures}. <span className="serif">“{decision.reason}”</span>
        </p>
      ))}
      {others.length === 0 ? (
        <p className="meta">
          <Trans>There is no other edition of this rulebook.</Trans>
        </p>
      ) : (
        <FoldedAct permission={permission} begin={<Trans>Move to another edition</Trans>} small>
          {end => <Form draft={draft} editions={others} onEnd={end} />}
        </FoldedAct>
      )}
    </>
  )
}

interface FormProps {
  readonly draft: TrackedDraft
  readonly editions: ReturnType<typeof editionsOf>
  readonly onEnd: () => void
}

function Form({ draft, editions, onEnd }: FormProps) {
  const { t } = useLingui()
  const moving = useAct(moveRulebookEdition)
  const [edition, setEdition] = useState(editions.at(-1)?.edition ?? '')
  const [reason, setReason] = useState('')
  return (
    <ActSheet
      act={() => moving.act({ input: { draftId: draft.id, edition, reason } })}
      refusal={moving.refusal}
      busy={moving.busy}
      submit={<Trans>Move it</Trans>}
      onEnd={onEnd}
    >
      <p className="meta">
        <Trans>A running draft keeps its edition until it is moved. Its times, gates and ballots are those of the new edition from then on.</Trans>
      </p>
      <SelectField label={t`Edition`} value={edition} onChange={event => setEdition(event.target.value)}>
        {editions.map(one => (
          <option key={one.edition} value={one.edition}>
            {one.edition}, {t`in force from ${shortDay(one.from, 'UTC')}`}
          </option>
        ))}
      </SelectField>
      <AreaField label={t`Reason, kept with the decision`} required value={reason} onChange={event => setReason(event.target.value)} />
    </ActSheet>
  )
}
