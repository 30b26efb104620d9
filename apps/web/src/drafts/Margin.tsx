import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Permission } from '../ui/ActButton.tsx'
import { CommentForm, type NewAnchor } from './CommentForm.tsx'
import type { Desk } from './desk.ts'
import type { Mentionable } from './MentionField.tsx'
import { ObjectionCard, ThreadCard } from './NoteCard.tsx'
import { spansOf, type Margin as MarginNotes, type Note } from './notes.ts'

// Lines of 20 px, some 45 characters each, as the margin is set. An estimate is enough: it decides between whole notes and a line each.
const lineOfNote = 20
const heightOfNote = (note: Note): number => {
  const words = note.kind === 'objection' ? note.objection.reason : note.thread.body
  const state = note.kind === 'comment' && (note.thread.replies.length > 0 || note.thread.disposition !== null) ? 1 : 0
  return lineOfNote * (1 + Math.ceil(Math.min(words.length, 180) / 45) + state) + 12
}
const heightOfLine = 32

/** How the notes of a clause are shown: whole, a line each, or only counted, so that they never push the text apart or cover each other. */
export function fitOf(notes: readonly Note[], space: number): 'whole' | 'lines' | 'count' {
  if (notes.reduce((sum, note) => sum + heightOfNote(note), 0) <= space || notes.length === 1) return 'whole'
  return notes.length * heightOfLine <= Math.max(space, 2 * heightOfLine) ? 'lines' : 'count'
}

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
    const places = desk.sheet.hosts(spansOf(order.map(row => row.clauseId), noted))
    if (composing !== null) desk.sheet.keep(composing.clauseId)
    setHosts(places)
  }, [desk, notes, order, composing])
  const numbers = new Map(order.map(row => [row.clauseId, row.number]))
  return [...hosts].map(([clauseId, host]) => {
    const number = numbers.get(clauseId) ?? ''
    host.setAttribute('role', 'group')
    host.setAttribute('aria-label', t`Notes on ${number}`)
    const last = composing?.through === undefined ? '' : numbers.get(composing.through) ?? ''
    const on = last === '' ? number : t`${number} to ${last}`
    const here = { clauseId, number, on, notesHere: notes.byClause.get(clauseId) ?? [], space: desk.sheet.spaceBeside(clauseId) }
    return createPortal(<ClauseNotes {...props} {...here} />, host, clauseId)
  })
}

type ClauseNotesProps = MarginProps & { readonly clauseId: string; readonly number: string; readonly on: string; readonly notesHere: readonly Note[]; readonly space: number }

function ClauseNotes({ clauseId, on, notesHere, space, openNote, composing, onComposed, onCancel, ...rest }: ClauseNotesProps) {
  const [all, setAll] = useState(false)
  const fit = fitOf(notesHere, space)
  const shown = fit === 'count' && !all ? notesHere.filter(note => note.key === openNote) : notesHere
  const isLine = fit !== 'whole' && !all
  return (
    <>
      {composing?.clauseId === clauseId && (
        <CommentForm
          draftId={rest.draftId} committeeId={rest.committeeId} anchor={composing} on={on} people={rest.people}
          onDone={onComposed} onCancel={onCancel}
        />
      )}
      {shown.map(note => {
        const state = { isOpen: openNote === note.key, isLine, onOpen: () => rest.onOpenNote(note.key) }
        return note.kind === 'objection'
          ? <ObjectionCard key={note.key} objection={note.objection} draftId={rest.draftId} {...state} />
          : <ThreadCard key={note.key} thread={note.thread} draftId={rest.draftId} acts={rest.acts} people={rest.people} onChanged={rest.onChanged} {...state} />
      })}
      {fit === 'count' && (
        <p className="meta">
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? <Trans>Show fewer</Trans> : <Plural value={notesHere.length} one="# note here" other="# notes here" />}
          </button>
        </p>
      )}
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
          isOpen={openNote === thread.id} isLine={false} onOpen={() => onOpenNote(thread.id)} onChanged={onChanged}
        />
      ))}
    </section>
  )
}
