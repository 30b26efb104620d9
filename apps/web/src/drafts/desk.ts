import type { LiveText, TextChange } from '../editor/live-text.ts'
import type { RoomText } from '../editor/room-text.ts'
import type { TextRoom } from '../editor/text-room.ts'
import type { OutlineRow } from './outline.ts'
import { Sheet } from './sheet.ts'
import { printOf } from './visits.ts'

/** What the page around the sheet needs to know. */
export interface DeskState {
  /** The clause in hand: where the reader is. */
  readonly current: string | null
  /** The clause open for writing. */
  readonly open: string | null
  /** The clauses in reading order, without withdrawn ones. */
  readonly rows: readonly OutlineRow[]
  /** The shared text is here: what others write appears, and this person may write if the rights say so. */
  readonly live: boolean
  /** Clauses that others changed while this page was open. */
  readonly changed: ReadonlySet<string>
  /** Counts changes of the text, for what is derived from it at leisure. */
  readonly version: number
}

type LiveModule = typeof import('../editor/live.ts')

const idle = (work: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 500 })
  else setTimeout(work, 16)
}

// Long enough to get on, short enough that a key pressed meanwhile is not felt.
const slice = 8

/**
 * The sheet and the shared text behind it, outside React: first the text as it was served, then what the shared text says,
 * clause by clause and only where it differs.
 */
export class Desk {
  readonly sheet: Sheet
  readonly #listeners = new Set<() => void>()
  readonly #changeListeners = new Set<(change: TextChange) => void>()
  #state: DeskState = { current: null, open: null, rows: [], live: false, changed: new Set(), version: 0 }
  #room: TextRoom | null = null
  #live: LiveText | null = null
  #waiting = new Set<string>()
  #frame = 0
  #round = 0
  #closers: (() => void)[] = []

  constructor(element: HTMLElement) {
    this.sheet = new Sheet(element)
    // A desk that is opened again on its element finds the clauses where the last one left them.
    this.sheet.adopt(element)
  }

  readonly state = (): DeskState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls back after each change of the shared text, own ones included. */
  onChange(listener: (change: TextChange) => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  get live(): LiveText | null { return this.#live }
  get room(): TextRoom | null { return this.#room }

  set(part: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }

  /** The text as the server rendered it; the shared text, once here, knows better. */
  read(text: Element | string): void {
    if (this.#live === null) this.sheet.adopt(text)
  }

  setRows(rows: readonly OutlineRow[]): void {
    if (this.#live !== null) return
    this.sheet.number(rows.map(({ clauseId, number }) => ({ id: clauseId, number })))
    this.set({ rows })
  }

  /** From here on the shared text is what is shown. */
  join(room: TextRoom, module: LiveModule): void {
    this.#room = room
    this.#closers.push(
      room.onText(text => this.#take(text, module)),
      room.subscribe(() => this.#begin(module)),
    )
    this.#begin(module)
  }

  /** Makes a clause the one in hand. */
  select(clauseId: string | null): void {
    if (this.#state.current === clauseId) return
    const before = this.#state.current === null ? undefined : this.sheet.row(this.#state.current)
    if (before !== undefined) {
      delete before.dataset['current']
      before.tabIndex = -1
      before.removeAttribute('aria-label')
    }
    const row = clauseId === null ? undefined : this.sheet.row(clauseId)
    if (row !== undefined) {
      row.dataset['current'] = ''
      row.tabIndex = 0
      row.setAttribute('aria-label', this.#state.rows.find(({ clauseId: id }) => id === clauseId)?.number ?? '')
    }
    this.set({ current: clauseId })
  }

  /** The clause so many places further on; the first or last at the end. */
  neighbour(clauseId: string | null, distance: number): string | null {
    const { rows } = this.#state
    const at = rows.findIndex(row => row.clauseId === clauseId)
    return rows[Math.min(Math.max(at + distance, 0), rows.length - 1)]?.clauseId ?? null
  }

  /** Short prints of all clauses as they stand, to notice later what changed. */
  prints(): Map<string, string> {
    return new Map(this.sheet.ids.map(id => [id, printOf(this.sheet.row(id)?.textContent ?? '')]))
  }

  /** Shows a clause again that an editor has let go. */
  refresh(clauseId: string): void {
    const live = this.#live
    if (live === null || live.node(clauseId)?.withdrawn !== false) return
    this.sheet.show({ id: clauseId, html: live.html(clauseId) })
    this.#retitle(live, new Set([clauseId]))
    this.set({ version: this.#state.version + 1 })
  }

  close(): void {
    cancelAnimationFrame(this.#frame)
    this.#round += 1
    for (const close of this.#closers) close()
    this.#live?.close()
    this.sheet.clear()
    this.#listeners.clear()
    this.#changeListeners.clear()
  }

  #begin(module: LiveModule): void {
    if (this.#live === null && this.#room !== null && this.#room.state().ready) this.#take(this.#room.text, module)
  }

  #take(text: RoomText, module: LiveModule): void {
    this.#live?.close()
    this.#live = new module.LiveText(text.doc)
    this.#live.subscribe(change => this.#changed(change))
    this.#arrange()
    this.#showAll()
    this.set({ live: true, open: null })
  }

  #arrange(): void {
    const live = this.#live
    if (live === null) return
    const shown = live.nodes.filter(node => !node.withdrawn)
    this.sheet.add(shown.flatMap(({ id }) => this.sheet.row(id) === undefined ? [{ id, html: live.html(id) }] : []))
    this.sheet.arrange(shown.map(({ id }) => ({ id, depth: live.depth(id) })))
    this.sheet.number(shown.map(({ id }) => ({ id, number: live.labels.get(id)?.number ?? '' })))
    this.set({
      rows: shown.map(({ id, kind, gap }) => {
        const label = live.labels.get(id)
        return { clauseId: id, depth: live.depth(id), number: label?.number ?? '', title: live.title(id), kind, gap }
      }),
    })
  }

  #changed(change: TextChange): void {
    for (const id of change.clauses) this.#waiting.add(id)
    if (change.structure) this.#round += 1
    const others = change.local ? [] : change.clauses.filter(id => !this.#state.changed.has(id))
    if (others.length > 0) this.set({ changed: new Set([...this.#state.changed, ...others]) })
    if (this.#frame === 0) {
      const structure = change.structure
      this.#frame = requestAnimationFrame(() => this.#show(structure))
    } else if (change.structure) {
      cancelAnimationFrame(this.#frame)
      this.#frame = requestAnimationFrame(() => this.#show(true))
    }
    for (const listener of this.#changeListeners) listener(change)
  }

  #show(structure: boolean): void {
    this.#frame = 0
    const live = this.#live
    if (live === null) return
    if (structure) this.#arrange()
    // The clause in which this person types is shown by its editor; to render it besides would cost each keystroke twice.
    const changed = [...this.#waiting].filter(id => id !== this.#state.open)
    this.#waiting.clear()
    if (changed.length === 0 && !structure) return
    for (const id of changed) this.#showOne(live, id)
    if (structure) this.#showAll()
    else this.#retitle(live, new Set(changed))
    this.set({ version: this.#state.version + 1 })
  }

  #showOne(live: LiveText, id: string): void {
    if (live.node(id)?.withdrawn === false && id !== this.#state.open) this.sheet.show({ id, html: live.html(id) })
  }

  #retitle(live: LiveText, changed: ReadonlySet<string>): void {
    const renamed = this.#state.rows.some(row => changed.has(row.clauseId) && row.title !== live.title(row.clauseId))
    if (!renamed) return
    this.set({ rows: this.#state.rows.map(row => changed.has(row.clauseId) ? { ...row, title: live.title(row.clauseId) } : row) })
  }

  /** Compares every clause with what is shown, a few milliseconds at a time: references follow numbers wherever they stand. */
  #showAll(): void {
    const live = this.#live
    if (live === null) return
    const round = this.#round += 1
    const rest = live.nodes.filter(node => !node.withdrawn).map(node => node.id)
    const work = (): void => {
      if (round !== this.#round || live !== this.#live) return
      const end = performance.now() + slice
      while (rest.length > 0 && performance.now() < end) this.#showOne(live, rest.shift() ?? '')
      if (rest.length > 0) idle(work)
      else this.set({ version: this.#state.version + 1 })
    }
    idle(work)
  }
}
