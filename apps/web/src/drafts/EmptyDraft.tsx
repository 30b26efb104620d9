import { Trans } from '@lingui/react/macro'
import type { Permission } from '../ui/ActButton.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { ImportForm } from './ImportPanel.tsx'

interface EmptyDraftProps {
  readonly draftId: string
  readonly mayWrite: Permission
  readonly mayImport: Permission
  readonly onBegin: () => void
  readonly onImported: () => void
}

/** A draft without a clause: two ways to begin, and who may take them. */
export function EmptyDraft({ draftId, mayWrite, mayImport, onBegin, onImported }: EmptyDraftProps) {
  return (
    <section className="empty-draft" aria-labelledby="empty-draft-title">
      <h2 className="h2s" id="empty-draft-title"><Trans>The draft has no text yet</Trans></h2>
      <p className="lede"><Trans>Begin with a first clause and write, or import a text whose clauses you go on from.</Trans></p>
      <p><ActButton permission={mayWrite} onAct={onBegin} first><Trans>Write the first clause</Trans></ActButton></p>
      {mayImport.allowed
        ? <ImportForm draftId={draftId} replaces={false} onDone={onImported} />
        : mayImport.why !== '' && <p className="meta">{mayImport.why}</p>}
    </section>
  )
}
