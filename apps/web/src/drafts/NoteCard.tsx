import { Trans, useLingui } from '@lingui/react/macro'
import { Plural } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { permitted, type Permission } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { reopenMutation, replyMutation, resolveMutation } from './drafts.queries.ts'
import { EditComment } from './EditComment.tsx'
import { MentionField, type Mentionable } from './MentionField.tsx'
import { Sign } from './Sign.tsx'
import type { Objection, Thread } from './notes.ts'

interface CardProps {
  readonly draftId: string
  readonly acts: readonly Permission[]
  readonly people: readonly Mentionable[]
  /** Only the note in hand is open; the others are a few lines. */
  readonly isOpen: boolean
  /** There is room for a line only. */
  readonly isLine: boolean
  readonly onOpen: () => void
  readonly onChanged: () => void
}

const noteClass = (isOpen: boolean, isLine: boolean): string => isOpen ? 'note full' : isLine ? 'note line' : 'note'

const firstSentence = (text: string): string => {
  const [sentence = text] = /^[^.!?\n]{0,180}[.!?]?/.exec(text) ?? []
  return sentence.length < text.trim().length && !/[.!?]$/.test(sentence) ? `${sentence}…` : sentence
}

/** One comment thread in the margin. */
export function ThreadCard({ thread, draftId, acts, people, isOpen, isLine, onOpen, onChanged }: CardProps & { readonly thread: Thread }) {
  const sayWord = useSay()
  const who = thread.seat?.body.name ?? thread.author.name
  return (
    <div className={noteClass(isOpen, isLine)} data-note={thread.id}>
      <Sign name="comment" />
      <div>
        <p className="nh">
          <b><bdi>{who}</bdi></b>
          <span className="meta">{sayWord(thread.type)}, <Trans>comment {thread.number}</Trans></span>
        </p>
        {isOpen
          ? <OpenThread {...{ thread, draftId, acts, people, onChanged }} />
          : (
              <>
                <button type="button" className="say-line q" dir="auto" onClick={onOpen} aria-expanded="false">{firstSentence(thread.body)}</button>
                {!isLine && <ThreadState thread={thread} />}
              </>
            )}
      </div>
    </div>
  )
}

function ThreadState({ thread }: { readonly thread: Thread }) {
  const sayWord = useSay()
  const replies = thread.replies.length
  if (replies === 0 && thread.disposition === null && thread.status === 'open') return null
  return (
    <p className="meta">
      {replies > 0 && <Plural value={replies} one="# reply" other="# replies" />}
      {replies > 0 && (thread.disposition !== null || thread.status === 'resolved') && '; '}
      {thread.disposition !== null && sayWord(thread.disposition)}
      {thread.status === 'resolved' && <>{thread.disposition !== null && ', '}<Trans>resolved</Trans></>}
    </p>
  )
}

function OpenThread({ thread, draftId, acts, people, onChanged }: Omit<CardProps, 'isOpen' | 'isLine' | 'onOpen'> & { readonly thread: Thread }) {
  const sayWord = useSay()
  const [editing, setEditing] = useState(false)
  if (editing) return <EditComment thread={thread} onDone={() => { setEditing(false); onChanged() }} onCancel={() => setEditing(false)} />
  return (
    <>
      <p className="q">
        {thread.seat !== null && <><bdi>{thread.author.name}</bdi>, </>}
        <Day at={thread.createdAt} />
        {thread.editedAt !== null && <>, <Trans>edited <Day at={thread.editedAt} /></Trans></>}
      </p>
      {thread.anchor.quote !== '' && <p className="say quote" dir="auto"><q>{thread.anchor.quote.replaceAll('\ufffc', '…')}</q></p>}
      <p dir="auto" className="pre">{thread.body}</p>
      {thread.proposedChange !== null && thread.proposedChange !== '' && (
        <p dir="auto"><span className="meta"><Trans>Proposed change</Trans></span><br /><ins>{thread.proposedChange}</ins></p>
      )}
      {thread.disposition !== null && (
        <p dir="auto"><b>{sayWord(thread.disposition)}:</b> {thread.dispositionReason}</p>
      )}
      {thread.replies.length > 0 && (
        <ol className="replies">
          {thread.replies.map(reply => (
            <li key={reply.id}>
              <span className="b"><bdi>{reply.author.name}</bdi></span> <span className="meta"><Day at={reply.createdAt} /></span>
              <p dir="auto" className="pre">{reply.body}</p>
            </li>
          ))}
        </ol>
      )}
      <ThreadActs {...{ thread, draftId, acts, people, onChanged }} onEdit={() => setEditing(true)} />
    </>
  )
}

function ThreadActs({ thread, draftId, acts, people, onChanged, onEdit }: Omit<CardProps, 'isOpen' | 'isLine' | 'onOpen'> & { readonly thread: Thread; readonly onEdit: () => void }) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const [mentions, setMentions] = useState<readonly string[]>([])
  const reply = useAct(replyMutation)
  const resolve = useAct(resolveMutation)
  const reopen = useAct(reopenMutation)
  const { viewer } = usePresent()
  const mayEdit = thread.author.id === viewer.id && thread.status === 'open' && permitted(acts, 'comment.write').allowed
  const mayReply = permitted(acts, 'comment.reply')
  const mayDecide = permitted(acts, 'comment.decide')
  const send = async (): Promise<void> => {
    if (words.trim() === '') return
    if (await reply.act({ input: { commentId: thread.id, body: words.trim(), mentions: [...mentions] } }) === null) return
    setWords('')
    onChanged()
  }
  const end = async (): Promise<void> => {
    const done = thread.status === 'open' || thread.status === 'decided'
      ? await resolve.act({ input: { commentId: thread.id } })
      : await reopen.act({ input: { commentId: thread.id } })
    if (done !== null) onChanged()
  }
  const refusal = reply.refusal ?? resolve.refusal ?? reopen.refusal
  return (
    <>
      {mayReply.allowed
        ? <MentionField label={t`Reply`} value={words} people={people} rows={2} onChange={(text, named) => { setWords(text); setMentions(named) }} onSend={() => void send()} />
        : mayReply.why !== '' && <p className="meta">{mayReply.why}</p>}
      <RefusalNote refusal={refusal} />
      <div className="acts">
        {mayReply.allowed && <button type="button" className="btn small" disabled={reply.busy || words.trim() === ''} onClick={() => void send()}><Trans>Reply</Trans></button>}
        {mayEdit && <button type="button" className="btn small" onClick={onEdit}><Trans>Edit</Trans></button>}
        <button type="button" className="btn small" disabled={resolve.busy || reopen.busy} onClick={() => void end()}>
          {thread.status === 'resolved' ? <Trans>Reopen</Trans> : <Trans>Resolve</Trans>}
        </button>
        {mayDecide.allowed && <Where className="btn small" to={`/d/${draftId}/comments?open=${thread.id}`}><Trans>Decide</Trans></Where>}
      </div>
    </>
  )
}

/** An objection that still stands, beside the clause it stands against. */
export function ObjectionCard({ objection, draftId, isOpen, isLine, onOpen }: Pick<CardProps, 'draftId' | 'isOpen' | 'isLine' | 'onOpen'> & { readonly objection: Objection }) {
  const sayWord = useSay()
  return (
    <div className={noteClass(isOpen, isLine)} data-note={objection.id}>
      <Sign name="objection" />
      <div>
        <p className="nh">
          <b><Trans>Objection of <bdi>{objection.seat.body.name}</bdi></Trans></b>
          <span className="meta">{sayWord(objection.status)}, <Day at={objection.raisedAt} /></span>
        </p>
        {isOpen
          ? (
              <>
                <p dir="auto" className="say">{objection.reason}</p>
                <p dir="auto" className="meta"><Trans>Would clear: {objection.wouldClear}</Trans></p>
                <div className="acts"><Where className="btn small" to={`/d/${draftId}/objections`}><Trans>Open the objection</Trans></Where></div>
              </>
            )
          : <button type="button" className="say-line" dir="auto" onClick={onOpen} aria-expanded="false">{firstSentence(objection.reason)}</button>}
      </div>
    </div>
  )
}
