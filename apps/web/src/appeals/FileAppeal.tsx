import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { SeatField } from '../ui/SeatField.tsx'
import { fileAppeal } from './appeals.queries.ts'

/** What can be appealed: a decision or a finding, in words. `id` tells which of the two by its first letter. */
export interface Contestable {
  readonly id: string
  readonly words: string
}

interface FileAppealProps {
  readonly draftId: string
  readonly contestable: readonly Contestable[]
  readonly first: string | undefined
  readonly permission: Permission
}

/** Files the appeal of a seat: against what, on which grounds, and what should be done instead. */
export function FileAppeal({ permission, ...what }: FileAppealProps) {
  if (what.contestable.length === 0) return null
  return (
    <FoldedAct permission={permission} begin={<Trans>File an appeal</Trans>} unfolded={what.first !== undefined}>
      {end => <Form {...what} onEnd={end} />}
    </FoldedAct>
  )
}

function Form({ draftId, contestable, first, onEnd }: Omit<FileAppealProps, 'permission'> & { readonly onEnd: () => void }) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const filing = useAct(fileAppeal)
  const [against, setAgainst] = useState(first ?? contestable[0]?.id ?? '')
  const [seatId, setSeatId] = useState(viewer.seats[0]?.id ?? '')
  const [grounds, setGrounds] = useState('')
  const [remedy, setRemedy] = useState('')
  const id = against.slice(1)
  const thing = against.startsWith('o') ? { objectionId: id } : { decisionId: id }
  return (
    <ActSheet
      act={() => filing.act({ input: { draftId, seatId, ...thing, grounds, remedy } })}
      refusal={filing.refusal}
      busy={filing.busy}
      submit={<Trans>File it</Trans>}
      onEnd={onEnd}
    >
      <h2 className="h2">
        <Trans>File an appeal</Trans>
      </h2>
      <SelectField label={t`Against`} required value={against} onChange={event => setAgainst(event.target.value)}>
        {contestable.map(one => (
          <option key={one.id} value={one.id}>
            {one.words}
          </option>
        ))}
      </SelectField>
      <SeatField seats={viewer.seats} value={seatId} onSeat={setSeatId} />
      <AreaField
        label={t`Grounds`}
        hint={t`What was decided wrongly, or by the wrong procedure.`}
        required
        value={grounds}
        onChange={event => setGrounds(event.target.value)}
      />
      <AreaField label={t`What should be done`} required value={remedy} onChange={event => setRemedy(event.target.value)} />
    </ActSheet>
  )
}
