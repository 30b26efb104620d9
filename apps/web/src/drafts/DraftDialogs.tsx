import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Modal } from '../ui/Modal.tsx'
import type { Desk } from './desk.ts'
import type { Draft } from './drafts.queries.ts'
import { FindPanel } from './FindPanel.tsx'
import { ImportForm, LossReport } from './ImportPanel.tsx'
import { InsertDialog } from './InsertDialog.tsx'
import { JumpDialog } from './JumpDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import type { OutlineRow } from './outline.ts'
import type { Pen } from './pen.ts'
import type { Insertion } from './Toolbar.tsx'

export type OpenDialog = 'jump' | 'find' | 'import' | { readonly insert: Insertion } | { readonly move: string } | null

interface DraftDialogsProps {
  readonly open: OpenDialog
  readonly draft: Draft
  readonly desk: Desk
  readonly pen: Pen | null
  readonly rows: readonly OutlineRow[]
  readonly mayWrite: boolean
  readonly mayImport: boolean
  readonly onGo: (clauseId: string) => void
  readonly onMove: (clauseId: string, to: { parent: string | null; after: string | null }) => void
  readonly onImported: () => void
  readonly onClose: () => void
}

/** The dialogs of the workspace, one at a time. */
export function DraftDialogs({ open, draft, desk, pen, rows, mayWrite, mayImport, onGo, onMove, onImported, onClose }: DraftDialogsProps) {
  const { t } = useLingui()
  if (open === null) return null
  if (open === 'jump') return <JumpDialog title={t`Jump to a clause`} act={t`Jump`} rows={rows} onChoose={onGo} onClose={onClose} />
  if (open === 'find') return <FindWhenReady {...{ desk, mayWrite, onGo, onClose }} />
  if (open === 'import') {
    return (
      <Modal title={t`The imported text`} onClose={onClose}>
        <div className="stack">
          {mayImport && <ImportForm draftId={draft.id} replaces={rows.length > 0} onDone={onImported} />}
          {draft.import !== null && <LossReport report={draft.import} onGo={clauseId => { onClose(); setTimeout(onGo, 0, clauseId) }} />}
        </div>
      </Modal>
    )
  }
  if ('move' in open) return <MoveDialog clauseId={open.move} rows={rows} onMove={to => onMove(open.move, to)} onClose={onClose} />
  return pen === null ? null : <InsertDialog what={open.insert} pen={pen} rows={rows} onClose={onClose} />
}

function FindWhenReady({ desk, mayWrite, onGo, onClose }: Pick<DraftDialogsProps, 'desk' | 'mayWrite' | 'onGo' | 'onClose'>) {
  const [search, setSearch] = useState<typeof import('../editor/search.ts') | null>(null)
  useEffect(() => void import('../editor/search.ts').then(setSearch), [])
  return search === null ? null : <FindPanel {...{ desk, search, mayWrite, onGo, onClose }} />
}
