import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Fragment, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Permission } from '../ui/ActButton.tsx'
import { CommentForm, type NewAnchor } from './CommentForm.tsx'
import type { Desk } from './desk.ts'
import type { Mentionable } from './MentionField.tsx'
import { ObjectionCard, ThreadCard } from './NoteCard.tsx'
import { spansOf, type Margin as MarginNotes, type Note } from './notes.ts'

// More than this beside one clause become a line each, so that no note covers another.
const roomFor = 3

interface MarginProps {
  readonly desk: Desk
  readonly draftId: string
  readonly committeeId: string
  readonly acts: readonly Permission[]
  readonly people: readonly Mentionable[]
  readonly notes: MarginNotes
  /** Clauses in reading order, with their names. */
  readonly order: readonly { readonly clauseId: string; readonly number: string }[]
  readonly openNote: string | null
  readonly composing: NewAnchor | null
  readonly onOpenNote: (key: string | null) => void
  readonly onComposed: () => void
  readonly onCancel: () => void
  readonly onChanged: () => void
}

/** The notes beside the text: each group stands in the row of its clause and spans down to the next clause that has notes. */
export function Margin(props: MarginProps) {
  const { desk, notes, order, composing } = props
  const { t } = useLingui()
  const [hosts, setHosts] = useState<ReadonlyMap<string, HTMLElement>>(new Map())
  useEffect(() => {
    const noted = (id: string): boolean => notes.byClause.has(id) || composing?.clauseId === id
    setHosts(desk.sheet.hosts(spansOf(order.map(row => row.clauseId), noted)))
  }, [desk, notes, order, composing])
  const numbers = new Map(order.map(row => [row.clauseId, row.number]))
  return [...hosts].map(([clauseId, host]) => {
    const number = numbers.get(clauseId) ?? ''
    host.setAttribute('role', 'group')
    host.setAttribute('aria-label', t`Notes on ${number}`)
    return createPortal(<ClauseNotes {...props} clauseId={clauseId} number={number} notesHere={notes.byClause.get(clauseId) ?? []} />, host, clauseId)
  })
}

type ClauseNotesProps = MarginProps & { readonly clauseId: string; readonly number: string; readonly notesHere: readonly Note[] }

function ClauseNotes({ clauseId, number, notesHere, openNote, composing, onComposed, onCancel, ...rest }: ClauseNotesProps) {
  const [all, setAll] = useState(false)
  const collapsed = notesHere.length > roomFor && !all
  const shown = collapsed ? notesHere.filter((note, at) => at < roomFor - 1 || note.key === openNote) : notesHere
  return (
    <>
      {composing?.clauseId === clauseId && (
        <CommentForm
          draftId={rest.draftId} committeeId={rest.committeeId} anchor={composing} on={number} people={rest.people}
          onDone={onComposed} onCancel={onCancel}
        />
      )}
      {shown.map(note => (
        <Fragment key={note.key}>
          {note.kind === 'objection'
            ? <ObjectionCard objection={note.objection} draftId={rest.draftId} isOpen={openNote === note.key} onOpen={() => rest.onOpenNote(note.key)} />
            : (
                <ThreadCard
                  thread={note.thread} draftId={rest.draftId} acts={rest.acts} people={rest.people}
                  isOpen={openNote === note.key} onOpen={() => rest.onOpenNote(note.key)} onChanged={rest.onChanged}
                />
              )}
        </Fragment>
      ))}
      {collapsed && (
        <p className="meta">
          <button type="button" className="link" onClick={() => setAll(true)}>
            <Plural value={notesHere.length - shown.length} one="# more note here" other="# more notes here" />
          </button>
        </p>
      )}
      {all && notesHere.length > roomFor && <p className="meta"><button type="button" className="link" onClick={() => setAll(false)}><Trans>Show fewer</Trans></button></p>}
    </>
  )
}

/** Comments that lost their words, and those on the whole draft: before the text, because they have no place in it. */
export function Unplaced({ notes, draftId, acts, people, openNote, onOpenNote, onChanged }:
Pick<MarginProps, 'notes' | 'draftId' | 'acts' | 'people' | 'openNote' | 'onOpenNote' | 'onChanged'>) {
  if (notes.unplaced.length === 0 && notes.onWhole.length === 0) return null
  return (
    <section className="unplaced" id="comments" aria-labelledby="unplaced-title">
      <h2 className="h3" id="unplaced-title">
        {notes.unplaced.length > 0
          ? <Plural value={notes.unplaced.length} one="# comment is not placed: its words have gone from the text" other="# comments are not placed: their words have gone from the text" />
          : <Trans>On the draft as a whole</Trans>}
      </h2>
      {[...notes.unplaced, ...notes.onWhole].map(thread => (
        <ThreadCard
          key={thread.id} thread={thread} draftId={draftId} acts={acts} people={people}
          isOpen={openNote === thread.id} onOpen={() => onOpenNote(thread.id)} onChanged={onChanged}
        />
      ))}
    </section>
  )
}
