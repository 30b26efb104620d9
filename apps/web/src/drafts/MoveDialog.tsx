import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Modal } from '../ui/Modal.tsx'
import { SelectField } from '../ui/Field.tsx'
import { pathTo, type OutlineRow } from './outline.ts'

interface MoveDialogProps {
  readonly clauseId: string
  readonly rows: readonly OutlineRow[]
  readonly onMove: (to: { parent: string | null; after: string | null }) => void
  readonly onClose: () => void
}

/** A list of destinations, so that moving never needs a pointer: under which clause, and after which. */
export function MoveDialog({ clauseId, rows, onMove, onClose }: MoveDialogProps) {
  const { t } = useLingui()
  const parentOf = (id: string): string | null => pathTo(rows, id).at(-2)?.clauseId ?? null
  const inside = (id: string): boolean => pathTo(rows, id).some(row => row.clauseId === clauseId)
  const [parent, setParent] = useState<string | null>(() => parentOf(clauseId))
  const [after, setAfter] = useState<string | null>(null)
  const nameOf = (row: OutlineRow): string => `${' '.repeat(row.depth * 2)}${row.number} ${row.title}`.trimEnd()
  const own = rows.find(row => row.clauseId === clauseId)
  const siblings = rows.filter(row => row.clauseId !== clauseId && parentOf(row.clauseId) === parent)
  return (
    <Modal title={t`Move ${own?.number ?? ''} ${own?.title ?? ''}`} onClose={onClose}>
      <form className="stack" onSubmit={event => { event.preventDefault(); onClose(); onMove({ parent, after }) }}>
        <SelectField label={t`Under`} value={parent ?? ''} onChange={event => { setParent(event.target.value === '' ? null : event.target.value); setAfter(null) }}>
          <option value="">{t`the top of the draft`}</option>
          {rows.filter(row => !inside(row.clauseId)).map(row => <option key={row.clauseId} value={row.clauseId}>{nameOf(row)}</option>)}
        </SelectField>
        <SelectField label={t`After`} value={after ?? ''} onChange={event => setAfter(event.target.value === '' ? null : event.target.value)}>
          <option value="">{t`as the first`}</option>
          {siblings.map(row => <option key={row.clauseId} value={row.clauseId}>{row.number} {row.title}</option>)}
        </SelectField>
        <div className="acts"><button type="submit" className="btn first"><Trans>Move the clause</Trans></button></div>
      </form>
    </Modal>
  )
}
