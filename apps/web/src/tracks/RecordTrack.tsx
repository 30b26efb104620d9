import { Trans, useLingui } from '@lingui/react/macro'
import { reachableFrom, rulebookOf, rulebooks } from '@plenary/process'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { recordTrack, type TrackedDraft } from './tracks.queries.ts'

interface RecordTrackProps {
  readonly draft: TrackedDraft
  readonly permission: Permission
}

/** Records where the text stands with another body. A body moves by its own rules: only what its rulebook leads to is offered. */
export function RecordTrack({ draft, permission }: RecordTrackProps) {
  return (
    <FoldedAct permission={permission} begin={<Trans>Record where it stands with another body</Trans>}>
      {end => <Form draft={draft} onEnd={end} />}
    </FoldedAct>
  )
}

function Form({ draft, onEnd }: { readonly draft: TrackedDraft; readonly onEnd: () => void }) {
  const { t } = useLingui()
  const recording = useAct(recordTrack)
  const others = Object.values(rulebooks).filter(book => book.id !== draft.rulebook)
  const [rulebook, setRulebook] = useState(draft.tracks[0]?.rulebook ?? '')
  const [stage, setStage] = useState('')
  const [reason, setReason] = useState('')
  const known = draft.tracks.find(track => track.rulebook === rulebook)
  const book = known === undefined ? rulebookOf(rulebook) : rulebookOf(rulebook, known.rulebookEdition)
  const reachable = book === null || known === undefined ? null : reachableFrom(book.moves, [known.stage])
  const stages = book?.stages.filter(one => reachable === null || reachable.has(one.code)) ?? []
  return (
    <ActSheet
      act={() => recording.act({ input: { draftId: draft.id, rulebook, stage, reason } })}
      refusal={recording.refusal}
      busy={recording.busy}
      submit={<Trans>Record it</Trans>}
      onEnd={onEnd}
    >
      <h2 className="h2">
        <Trans>Record where it stands with another body</Trans>
      </h2>
      <SelectField
        label={t`Rulebook`}
        required
        value={rulebook}
        onChange={event => {
          setRulebook(event.target.value)
          setStage('')
        }}
      >
        <option value="">{t`Choose a rulebook`}</option>
        {others.map(one => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </SelectField>
      <SelectField label={t`Stage`} required value={stage} onChange={event => setStage(event.target.value)}>
        <option value="">{t`Choose a stage`}</option>
        {stages.map(one => (
          <option key={one.code} value={one.code}>
            {one.code === one.phase ? one.title : `${one.code} ${one.title}`}
          </option>
        ))}
      </SelectField>
      <AreaField
        label={t`Whence it is known`}
        hint={t`Minutes, a letter, the page of the other body.`}
        required
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </ActSheet>
  )
}
