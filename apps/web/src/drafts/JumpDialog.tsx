import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Modal } from '../ui/Modal.tsx'
import { TextField } from '../ui/Field.tsx'
import { rowNumbered, type OutlineRow } from './outline.ts'

interface JumpDialogProps {
  readonly title: string
  readonly act: string
  readonly rows: readonly OutlineRow[]
  readonly onChoose: (clauseId: string) => void
  readonly onClose: () => void
}

const offeredAtMost = 12

/** Chooses a clause by its number or by words of its title: to jump there, or to refer to it. */
export function JumpDialog({ title, act, rows, onChoose, onClose }: JumpDialogProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const exact = rowNumbered(rows, typed)
  const wanted = typed.trim().toLowerCase()
  const offered = wanted === '' ? [] : [
    ...exact === undefined ? [] : [exact],
    ...rows.filter(row => row !== exact && (row.number.toLowerCase().includes(wanted) || row.title.toLowerCase().includes(wanted))),
  ].slice(0, offeredAtMost)
  const choose = (row: OutlineRow | undefined): void => {
    if (row === undefined) return
    onClose()
    // The dialog gives the focus back as it goes; what was chosen takes it after that.
    setTimeout(onChoose, 0, row.clauseId)
  }
  return (
    <Modal title={title} onClose={onClose}>
      <form className="stack" onSubmit={event => { event.preventDefault(); choose(offered[0]) }}>
        <TextField label={t`Number or title`} value={typed} data-first="" autoComplete="off" onChange={event => setTyped(event.target.value)} />
        <ul className="hits" aria-label={t`Clauses`}>
          {offered.map(row => (
            <li key={row.clauseId}>
              <button type="button" className="hit" onClick={() => choose(row)}><bdi className="b">{row.number}</bdi> <span dir="auto">{row.title}</span></button>
            </li>
          ))}
        </ul>
        {wanted !== '' && offered.length === 0 && <p className="q" role="status"><Trans>No clause has this number or title.</Trans></p>}
        <div className="acts"><button type="submit" className="btn first" disabled={offered.length === 0}>{act}</button></div>
      </form>
    </Modal>
  )
}
