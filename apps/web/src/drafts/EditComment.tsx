import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { editMutation } from './drafts.queries.ts'
import type { Thread } from './notes.ts'

interface EditCommentProps {
  readonly thread: Thread
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Other words for one's own comment, in place of it. Ctrl Enter saves, Esc leaves them as they were. */
export function EditComment({ thread, onDone, onCancel }: EditCommentProps) {
  const { t } = useLingui()
  const [type, setType] = useState(thread.type)
  const [body, setBody] = useState(thread.body)
  const [proposed, setProposed] = useState(thread.proposedChange ?? '')
  const edit = useAct(editMutation)
  const send = async (): Promise<void> => {
    if (body.trim() === '' || edit.busy) return
    const input = { commentId: thread.id, type, body: body.trim(), proposedChange: proposed.trim() === '' ? null : proposed.trim() }
    if (await edit.act({ input }) !== null) onDone()
  }
  return (
    <form
      className="stack" aria-label={t`Edit comment ${thread.number}`} onSubmit={event => { event.preventDefault(); void send() }}
      onKeyDown={event => {
        if (event.key === 'Escape') onCancel()
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
      }}
    >
      <SelectField label={t`Type`} value={type} onChange={event => setType(event.target.value)}>
        <option value="general">{t`general`}</option>
        <option value="technical">{t`technical`}</option>
        <option value="editorial">{t`editorial`}</option>
      </SelectField>
      <AreaField label={t`Comment`} rows={4} dir="auto" value={body} autoFocus onChange={event => setBody(event.target.value)} />
      <AreaField label={t`Proposed change (may stay empty)`} rows={2} dir="auto" value={proposed} onChange={event => setProposed(event.target.value)} />
      <p className="meta"><Trans>Everybody sees that it was edited. Once it is decided it stays as it is.</Trans></p>
      <RefusalNote refusal={edit.refusal} />
      <div className="acts">
        <button type="submit" className="btn small first" disabled={edit.busy || body.trim() === ''}><Trans>Save the comment</Trans></button>
        <button type="button" className="btn small" onClick={onCancel}><Trans>Cancel</Trans></button>
      </div>
    </form>
  )
}
