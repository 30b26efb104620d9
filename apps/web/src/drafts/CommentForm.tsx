import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { commentMutation } from './drafts.queries.ts'
import { MentionField, type Mentionable } from './MentionField.tsx'

/** Where a new comment will stand. */
export interface NewAnchor {
  readonly clauseId: string
  /** The last clause the comment is about, when it is about several; said in the words of the comment. */
  readonly through?: string | undefined
  readonly blockId?: string
  readonly start?: number
  readonly end?: number
  readonly quote: string
  readonly prefix: string
  readonly suffix: string
  readonly relStart?: string
  readonly relEnd?: string
  readonly needBefore?: number | null
  readonly needAfter?: number | null
}

interface CommentFormProps {
  readonly draftId: string
  readonly committeeId: string
  readonly anchor: NewAnchor
  /** What the comment is on, in words: 'Article 14(3)'. */
  readonly on: string
  readonly people: readonly Mentionable[]
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** A new comment beside its clause: what kind, in words, and what should stand there instead. Ctrl Enter sends. */
export function CommentForm({ draftId, committeeId, anchor, on, people, onDone, onCancel }: CommentFormProps) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const seats = viewer.seats.filter(seat => seat.committee.id === committeeId)
  const [type, setType] = useState('technical')
  const [body, setBody] = useState('')
  const [proposed, setProposed] = useState('')
  const [seatId, setSeatId] = useState(seats[0]?.id ?? '')
  const [mentions, setMentions] = useState<readonly string[]>([])
  const comment = useAct(commentMutation)
  const send = async (): Promise<void> => {
    if (body.trim() === '' || comment.busy) return
    const { through, ...stored } = anchor
    const input = {
      draftId, anchor: stored, type, body: through === undefined ? body.trim() : `${on}: ${body.trim()}`, mentions: [...mentions],
      proposedChange: proposed.trim() === '' ? null : proposed.trim(),
      seatId: seatId === '' ? null : seatId,
    }
    if (await comment.act({ input }) !== null) onDone()
  }
  return (
    <form className="note full comment-form" aria-label={t`Comment on ${on}`} onSubmit={event => { event.preventDefault(); void send() }}>
      <span />
      <div className="stack">
        <p className="nh"><b><Trans>Comment on <bdi>{on}</bdi></Trans></b></p>
        {anchor.quote !== '' && <p className="say quote" dir="auto"><q>{anchor.quote.replaceAll('\ufffc', '…')}</q></p>}
        <SelectField label={t`Type`} value={type} onChange={event => setType(event.target.value)}>
          <option value="general">{t`general`}</option>
          <option value="technical">{t`technical`}</option>
          <option value="editorial">{t`editorial`}</option>
        </SelectField>
        <MentionField
          label={t`Comment`} value={body} people={people} autoFocus rows={4}
          onChange={(text, named) => { setBody(text); setMentions(named) }} onSend={() => void send()} onEscape={onCancel}
        />
        <AreaField label={t`Proposed change (may stay empty)`} rows={2} value={proposed} onChange={event => setProposed(event.target.value)} />
        {seats.length > 1 && (
          <SelectField label={t`For`} value={seatId} onChange={event => setSeatId(event.target.value)}>
            {seats.map(seat => <option key={seat.id} value={seat.id}>{seat.body.name}</option>)}
          </SelectField>
        )}
        <RefusalNote refusal={comment.refusal} />
        <div className="acts">
          <button type="submit" className="btn small first" disabled={comment.busy || body.trim() === ''}><Trans>Comment</Trans></button>
          <button type="button" className="btn small" onClick={onCancel}><Trans>Cancel</Trans></button>
        </div>
      </div>
    </form>
  )
}
