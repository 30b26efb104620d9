import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { fileAppeal } from './appeals.queries.ts'
import styles from './appeals.module.css'

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
export function FileAppeal({ draftId, contestable, first, permission }: FileAppealProps) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const filing = useAct(fileAppeal)
  const [open, setOpen] = useState(first !== undefined)
  const [against, setAgainst] = useState(first ?? contestable[0]?.id ?? '')
  const [seatId, setSeatId] = useState(viewer.seats[0]?.id ?? '')
  const [grounds, setGrounds] = useState('')
  const [remedy, setRemedy] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const id = against.slice(1)
    const thing = against.startsWith('o') ? { objectionId: id } : { decisionId: id }
    if ((await filing.act({ input: { draftId, seatId, ...thing, grounds, remedy } })) !== null) setOpen(false)
  }
  if (contestable.length === 0) return null
  if (!open || !permission.allowed) {
    return (
      <p className="after">
        <ActButton permission={permission} onAct={() => setOpen(true)}>
          <Trans>File an appeal</Trans>
        </ActButton>
      </p>
    )
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <h2 className="h2">
        <Trans>File an appeal</Trans>
      </h2>
      <SelectField label={t`Against`} required value={against} onChange={event => setAgainst(event.target.value)}>
        {contestable.map(thing => (
          <option key={thing.id} value={thing.id}>
            {thing.words}
          </option>
        ))}
      </SelectField>
      <SelectField label={t`For the seat of`} required value={seatId} onChange={event => setSeatId(event.target.value)}>
        {viewer.seats.map(seat => (
          <option key={seat.id} value={seat.id}>
            {seat.body.name}
          </option>
        ))}
      </SelectField>
      <AreaField
        label={t`Grounds`}
        hint={t`What was decided wrongly, or by the wrong procedure.`}
        required
        value={grounds}
        onChange={event => setGrounds(event.target.value)}
      />
      <AreaField label={t`What should be done`} required value={remedy} onChange={event => setRemedy(event.target.value)} />
      <RefusalNote refusal={filing.refusal} />
      <div className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={filing.busy}>
          <Trans>File it</Trans>
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </div>
    </form>
  )
}
