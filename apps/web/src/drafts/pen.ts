import { t } from '@lingui/core/macro'
import type { ClauseEditor, Entry } from '../editor/clause-editor.ts'
import type { Leave } from '../editor/plugins/leaving.ts'
import type { Desk } from './desk.ts'

type WritingModule = typeof import('../editor/writing.ts')

/** What the pen asks of the page when a key was pressed in the text. */
export interface PenPage {
  readonly toolbar: () => void
  readonly crossReference: () => void
  readonly comment: () => void
  readonly margin: () => void
  readonly split: () => void
  readonly join: () => void
  readonly move: (direction: 'up' | 'down') => void
  readonly nest: (direction: 'in' | 'out') => void
}

/**
 * Opens one clause at a time for writing and lets it go again. The editor's code comes with the first intent;
 * a clause whose editor is still on its way stays readable.
 */
export class Pen {
  readonly #desk: Desk
  readonly #page: PenPage
  readonly #listeners = new Set<() => void>()
  #module: Promise<WritingModule> | null = null
  #loaded: WritingModule | null = null
  #editor: ClauseEditor | null = null
  #host: HTMLElement | null = null
  #stopText: () => void = () => undefined

  constructor(desk: Desk, page: PenPage) {
    this.#desk = desk
    this.#page = page
  }

  get editor(): ClauseEditor | null { return this.#editor }
  /** The element the open clause is written in; the line under it is hung there. */
  get host(): HTMLElement | null { return this.#host }
  get module(): WritingModule | null { return this.#loaded }

  /** Calls back when text or selection of the open clause changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Fetches the editor before it is needed. */
  async prepare(): Promise<WritingModule> {
    this.#module ??= import('../editor/writing.ts')
    this.#loaded = await this.#module
    return this.#loaded
  }

  /** Opens a clause. Does nothing while the shared text is not here or may not be written. */
  async open(clauseId: string, entry: Entry): Promise<void> {
    const { room, live } = this.#desk
    if (room === null || live === null || room.state().readOnly !== null) return
    const writing = await this.prepare()
    if (this.#editor?.clauseId === clauseId) return this.#editor.enter(entry)
    this.leave()
    const row = this.#desk.sheet.hold(clauseId)
    if (row === undefined || room.state().readOnly !== null) return
    this.#desk.select(clauseId)
    row.dataset['open'] = ''
    const host = document.createElement('div')
    host.className = 'writing'
    row.append(host)
    this.#host = host
    const name = live.name(clauseId)
    // The number of a heading is printed in it, and the heading gives way to the editor.
    const number = row.querySelector(':scope > .title > .number')?.cloneNode(true)
    const sheet = document.createElement('div')
    host.append(...(number === undefined ? [] : [number]), sheet)
    this.#editor = new writing.ClauseEditor(sheet, {
      text: room.text,
      clauseId,
      label: name === '' ? t`Clause without a number, editing` : t`${name}, editing`,
      nameOf: id => live.name(id),
      newId: () => crypto.randomUUID(),
      leave: how => this.#hop(how),
      changed: () => this.#tell(),
      keys: {
        undo: () => void this.takeBack('undo'),
        redo: () => void this.takeBack('redo'),
        toolbar: this.#page.toolbar,
        crossReference: this.#page.crossReference,
        comment: this.#page.comment,
        margin: this.#page.margin,
        splitClause: this.#page.split,
        joinClause: this.#page.join,
        moveClause: this.#page.move,
        nestClause: this.#page.nest,
      },
    })
    // A refusal replaces the whole text; what was open belongs to the old one. And nobody goes on writing what will not be accepted.
    const stops = [room.onText(() => this.leave()), room.subscribe(() => { if (room.state().readOnly !== null) this.leave() })]
    this.#stopText = () => stops.forEach(stop => stop())
    this.#desk.set({ open: clauseId })
    this.#editor.enter(entry)
    this.#tell()
  }

  /** Closes the open clause; it reads as it was written. */
  leave(): string | null {
    const editor = this.#editor
    if (editor === null) return null
    const { clauseId } = editor
    this.#stopText()
    editor.close()
    this.#editor = null
    this.#host?.remove()
    this.#host = null
    const row = this.#desk.sheet.row(clauseId)
    if (row !== undefined) delete row.dataset['open']
    this.#desk.set({ open: null })
    this.#desk.sheet.release(clauseId)
    this.#desk.refresh(clauseId)
    this.#tell()
    return clauseId
  }

  /** Takes back or does again this person's last step, wherever it was, and brings it into view. */
  async takeBack(what: 'undo' | 'redo'): Promise<void> {
    const text = this.#desk.room?.text
    if (text === undefined) return
    const { placeOfStep } = await this.prepare()
    let touched: string | null = null
    const listen = this.#desk.onChange(change => touched ??= change.clauses[0] ?? null)
    const step = what === 'undo' ? text.undo.undo() : text.undo.redo()
    listen()
    if (step === null) return
    const place = placeOfStep(step.meta)
    const clauseId = place?.clauseId ?? touched
    if (clauseId === null) return
    if (this.#desk.live?.node(clauseId)?.withdrawn !== false) {
      this.leave()
      return
    }
    if (place !== null && place.anchor !== null) return this.open(clauseId, { at: 'step', place })
    if (this.#editor !== null && this.#editor.clauseId !== clauseId) this.leave()
    this.#desk.select(clauseId)
    this.#desk.sheet.row(clauseId)?.scrollIntoView({ block: 'nearest' })
  }

  close(): void {
    this.leave()
    this.#listeners.clear()
  }

  #hop(how: Leave): void {
    const from = this.leave()
    if (from === null) return
    if (how === 'out') {
      this.#desk.sheet.row(from)?.focus({ preventScroll: true })
      return
    }
    const next = this.#desk.neighbour(from, how === 'up' ? -1 : 1)
    if (next === null || next === from) void this.open(from, { at: how === 'up' ? 'start' : 'end' })
    else void this.open(next, { at: how === 'up' ? 'end' : 'start' })
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
