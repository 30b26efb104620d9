import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import type { WorkspaceQuery } from '../api/generated.ts'
import { permitted, type Permission } from '../ui/ActButton.tsx'
import { Modal } from '../ui/Modal.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Presence } from '../editor/people.ts'
import { About } from './About.tsx'
import { ClauseMenu } from './ClauseMenu.tsx'
import { DraftDialogs, type OpenDialog } from './DraftDialogs.tsx'
import { DraftHead } from './DraftHead.tsx'
import { EmptyDraft } from './EmptyDraft.tsx'
import { Margin, Unplaced } from './Margin.tsx'
import { ModeBar } from './ModeBar.tsx'
import { clauseOfNote } from './notes.ts'
import { bringIntoView } from './places.ts'
import { Notices } from './Notices.tsx'
import { Outline } from './Outline.tsx'
import { OpenClauseLine, SavingWords } from './OpenClauseLine.tsx'
import { SelectionAct } from './SelectionAct.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useClauseActs } from './use-clause-acts.ts'
import { useComposing } from './use-composing.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { useFormulas } from './use-formulas.ts'
import { useNotes } from './use-notes.ts'
import { useOnline } from './use-online.ts'
import { useOutline } from './use-outline.ts'
import { usePen } from './use-pen.ts'
import { usePeople } from './use-people.ts'
import type { Draft } from './drafts.queries.ts'
import { useReading } from './use-reading.ts'
import { useVisit } from './use-visit.ts'
import { useRoomPart, useWorkspace } from './use-workspace.ts'
import './drafts.css'

interface DraftWorkspaceProps {
  readonly draft: Draft
  readonly accountId: string
  readonly rail: ReactNode
  readonly places: ReactNode
  readonly onStale: () => void
  /** Counts what others changed around the text: comments, objections, stage. */
  readonly round: number
}

const nobody: readonly Presence[] = []
const needsCaret: ReadonlySet<string> = new Set(['split', 'to-clause'])

/** Why this person may not write in the text now, in a sentence; null if they may. */
function useReadOnly(draft: Draft): string | null {
  const { t } = useLingui()
  const mayWrite = permitted(draft.acts, 'text.write')
  if (draft.withdrawnAt !== null) return t`This draft is withdrawn; its text can be read.`
  if (draft.frozen) return t`The text is frozen: it is what the ballot is about.`
  return mayWrite.allowed ? null : mayWrite.why === '' ? t`You may read this text.` : mayWrite.why
}

/** The workspace of one draft: outline, sheet and margin in one grid, and what one can do in them. */
export function DraftWorkspace({ draft, accountId, rail, places, onStale, round }: DraftWorkspaceProps) {
  const { t } = useLingui()
  const sheet = useRef<HTMLElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const readOnly = useReadOnly(draft)
  const [readable, setReadable] = useState(false)
  const { desk, state, room } = useWorkspace(sheet, draft.id, accountId, readOnly, readable)
  useReading(desk, draft, state.live, setReadable)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const [openNote, setOpenNote] = useState<string | null>(null)
  const [outlineShown, setOutlineShown] = useState(false)
  const online = useOnline()

  const why = useRoomPart(room, one => one.readOnly, readOnly)
  const others = useRoomPart(room, one => one.people, nobody)
  const isOnLine = useRoomPart(room, one => one.line === 'open', false)
  const mayWrite: Permission = useMemo(() => ({ act: 'text.write', allowed: why === null, why: why ?? '' }), [why])
  const mayImport = permitted(draft.acts, 'draft.import')
  const commentAct = permitted(draft.acts, 'comment.write').allowed ? 'comment.write' : 'call.comment'
  const mayComment = permitted(draft.acts, commentAct)

  const closeDialog = useCallback(() => setDialog(null), [])
  const moveTo = useCallback((move: string) => setDialog({ move }), [])
  const pen = usePen(desk, {
    toolbar: () => toolbar.current?.querySelector<HTMLElement>('select, button')?.focus(),
    crossReference: () => setDialog({ insert: 'xref' }),
    comment: () => composing.begin(),
    margin: () => document.querySelector<HTMLElement>('.note.full button, .note-g button')?.focus(),
    split: () => clauses.acts.find(({ id }) => id === 'split')?.run(),
    join: () => clauses.acts.find(({ id }) => id === 'join')?.run(),
    move: direction => clauses.run((all, id) => all.move(id, direction)),
    nest: direction => clauses.run((all, id) => all.nest(id, direction)),
  })
  const clauses = useClauseActs(desk, pen, mayWrite.allowed, moveTo)
  const composing = useComposing(desk, pen)
  const visit = useVisit(desk, accountId, draft.id, state.live)
  const notes = useNotes(draft.id, desk, state, pen, round)
  useFormulas(desk, state.version, readable)
  const people = usePeople(draft.id, composing.anchor !== null || openNote !== null)
  const outline = useOutline(desk, state, notes, visit)
  const { margin } = notes
  const showNote = useCallback((key: string | null) => {
    desk?.sheet.keep(key === null ? null : clauseOfNote(margin, key))
    setOpenNote(key)
  }, [desk, margin])

  const go = useCallback((clauseId: string) => {
    pen?.leave()
    desk?.select(clauseId)
    const row = desk?.sheet.row(clauseId)
    row?.focus({ preventScroll: true })
    if (row !== undefined) bringIntoView(row)
    showNote(outline.firstNote(clauseId))
    setOutlineShown(false)
  }, [desk, pen, outline, showNote])
  const next = useCallback((direction: 1 | -1) => {
    const target = outline.nextStop(state.open ?? state.current, direction)
    if (target !== null) go(target)
  }, [outline, state, go])

  useDeskKeys(sheet, desk, pen, useMemo(() => ({
    mayWrite: mayWrite.allowed,
    go,
    next,
    comment: () => { if (mayComment.allowed) composing.begin() },
    jump: () => setDialog('jump'),
    find: () => setDialog('find'),
    outline: () => document.querySelector<HTMLElement>('#outline a')?.focus(),
    openNoteAt: (clauseId, point) => {
      const key = notes.noteAt(clauseId, point)
      showNote(key ?? outline.firstNote(clauseId))
      return key !== null
    },
  }), [mayWrite, mayComment, go, next, composing, notes, outline, showNote]))

  const write = (): void => {
    const id = state.current ?? state.rows[0]?.clauseId
    if (id !== undefined) void pen?.open(id, { at: 'start' })
  }
  const here = state.rows.find(row => row.clauseId === (state.open ?? state.current)) ?? null
  const possible = clauses.acts.filter(({ id }) => (id !== 'close-gap' || (here?.gap ?? null) !== null) && (state.open !== null || !needsCaret.has(id)))
  const noteProps = { draftId: draft.id, acts: draft.acts, people, openNote, onOpenNote: showNote, onChanged: notes.refetch }
  const shownOutline = (
    <Outline
      entries={outline.entries} current={here?.clauseId ?? null} visit={visit === null ? null : { at: visit.at, clauses: visit.clauses.size }}
      withdrawn={outline.withdrawn.map(({ id, name }) => ({ id, name, restore: mayWrite.allowed ? () => clauses.restore(id) : null }))}
      onGo={go} onNextChange={() => next(1)}
    />
  )
  return (
    <>
      <main id="main" tabIndex={-1} className="draft">
        <DraftHead
          number={draft.number} title={draft.title} about={<About draft={draft} onImport={() => setDialog('import')} onFind={() => setDialog('find')} />}
          people={isOnLine ? others : null} numberOf={outline.numberOf} rail={rail} places={places}
        />
        {room !== null && <Notices room={room} offline={!online} />}
        <RefusalNote refusal={clauses.refusal} />
        <div className="work">
          {shownOutline}
          <article className="desk" aria-label={t`Text of the draft`} ref={sheet} lang={draft.languages[0] ?? 'en'} data-live={state.live} />
          {readable && state.rows.length === 0 && (
            <EmptyDraft draftId={draft.id} mayWrite={mayWrite} mayImport={mayImport} onBegin={clauses.addFirst} onImported={onStale} />
          )}
          <Unplaced notes={notes.margin} {...noteProps} />
        </div>
        {desk !== undefined && (
          <Margin
            {...noteProps} desk={desk} committeeId={draft.committee.id} notes={notes.margin} order={state.rows} composing={composing.anchor}
            onComposed={() => { composing.end(); notes.refetch() }} onCancel={composing.end}
          />
        )}
        {desk !== undefined && mayComment.allowed && composing.anchor === null && <SelectionAct desk={desk} pen={pen} onComment={composing.begin} />}
        {pen !== null && room !== null && state.open !== null && <OpenClauseLine pen={pen} room={room} name={outline.nameOf(state.open)} people={others} />}
      </main>
      <ModeBar
        here={here} isWriting={state.open !== null} mayWrite={mayWrite} mayComment={mayComment}
        counts={{ notes: notes.total }} saving={room !== null && <SavingWords room={room} />}
        toolbar={pen !== null && state.open !== null && <Toolbar pen={pen} toolbar={toolbar} onInsert={insert => setDialog({ insert })} />}
        menu={<ClauseMenu acts={possible} name={here?.number ?? ''} />}
        onRead={() => pen?.leave()} onWrite={write}
        onComment={composing.begin} onNext={() => next(1)} onOutline={() => setOutlineShown(true)}
        onMargin={() => next(1)}
      />
      {outlineShown && <Modal title={<Trans>Outline</Trans>} onClose={() => setOutlineShown(false)}>{shownOutline}</Modal>}
      {desk !== undefined && (
        <DraftDialogs
          open={dialog} draft={draft} desk={desk} pen={pen} rows={state.rows} mayWrite={mayWrite.allowed} mayImport={mayImport.allowed}
          onGo={go} onMove={(clauseId, to) => clauses.moveTo(clauseId, to)} onImported={() => { closeDialog(); onStale() }} onClose={closeDialog}
        />
      )}
    </>
  )
}
