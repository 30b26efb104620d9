import {
  addClause, clauseToParagraph, closeGap, joinClause, moveClause, nest, paragraphToClause, restoreClause, splitClause, unnest, withdrawClause,
  type ClauseKind, type TreeNode,
} from '@plenary/document'
import type { Result } from '@plenary/kernel'
import type { LiveText } from './live-text.ts'
import { stepPlace } from './plugins/undo.ts'
import { commandOrigin, type RoomText } from './room-text.ts'

/** Where in a clause a command applies: the block the caret is in, and how far into it. */
export interface CommandPlace { readonly blockId: string; readonly offset: number }

type Done = Result<{ clauseId: string }>

/** What can be done to clauses as wholes. Each is one step of this person's undo; each may be refused with a sentence. */
export class ClauseCommands {
  readonly #live: LiveText
  readonly #text: RoomText
  readonly #newId: () => string

  constructor(live: LiveText, text: RoomText, newId: () => string) {
    this.#live = live
    this.#text = text
    this.#newId = newId
  }

  /** A new clause of the same kind right after this one; null: the first clause of the text. */
  addAfter(clauseId: string | null): Done {
    const node = clauseId === null ? undefined : this.#live.node(clauseId)
    const last = this.#siblings(null).at(-1)
    const place = node === undefined ? { parent: null, after: last?.id ?? null } : { parent: node.parent, after: node.id }
    return this.#add(place, node?.kind ?? (this.#live.meta.template === 'legal' ? 'article' : 'clause'))
  }

  /** A new clause one level in, the last of those this clause holds. */
  addInside(clauseId: string): Done {
    const node = this.#live.node(clauseId)
    const children = this.#siblings(clauseId)
    return this.#add({ parent: clauseId, after: children.at(-1)?.id ?? null }, children.at(-1)?.kind ?? childKind(node?.kind ?? 'clause'))
  }

  move(clauseId: string, direction: 'up' | 'down'): Done | null {
    const node = this.#live.node(clauseId)
    if (node === undefined) return null
    const siblings = this.#siblings(node.parent)
    const at = siblings.findIndex(({ id }) => id === clauseId)
    if (direction === 'up' ? at <= 0 : at >= siblings.length - 1) return null
    const after = direction === 'up' ? siblings[at - 2]?.id ?? null : siblings[at + 1]?.id ?? null
    return this.moveTo(clauseId, { parent: node.parent, after })
  }

  moveTo(clauseId: string, to: { parent: string | null; after: string | null }): Done {
    return this.#step(clauseId, () => moveClause(this.#text.doc, clauseId, to, commandOrigin))
  }

  nest(clauseId: string, direction: 'in' | 'out'): Done {
    return this.#step(clauseId, () => (direction === 'in' ? nest : unnest)(this.#text.doc, clauseId, commandOrigin))
  }

  split(clauseId: string, { blockId, offset }: CommandPlace): Done {
    const split = { clauseId, blockId, offset, newClauseId: this.#newId(), newBlockId: this.#newId() }
    return this.#step(clauseId, () => splitClause(this.#text.doc, split, commandOrigin))
  }

  join(clauseId: string): Done {
    return this.#step(clauseId, () => joinClause(this.#text.doc, clauseId, commandOrigin))
  }

  paragraphToClause(clauseId: string, blockId: string): Done {
    return this.#step(clauseId, () => paragraphToClause(this.#text.doc, { clauseId, blockId, newClauseId: this.#newId() }, commandOrigin))
  }

  clauseToParagraph(clauseId: string): Done {
    return this.#step(clauseId, () => clauseToParagraph(this.#text.doc, clauseId, commandOrigin))
  }

  withdraw(clauseId: string): Result<{ clauseIds: string[] }> {
    return this.#step(clauseId, () => withdrawClause(this.#text.doc, clauseId, commandOrigin))
  }

  restore(clauseId: string): Result<{ clauseIds: string[] }> {
    return this.#step(clauseId, () => restoreClause(this.#text.doc, clauseId, commandOrigin))
  }

  closeGap(clauseId: string): Done {
    return this.#step(clauseId, () => closeGap(this.#text.doc, clauseId, commandOrigin))
  }

  #siblings(parent: string | null): TreeNode[] {
    return this.#live.nodes.filter(node => node.parent === parent && !node.withdrawn)
  }

  #add(place: { parent: string | null; after: string | null }, kind: ClauseKind): Done {
    const id = this.#newId()
    const blocks = [{ type: titled.has(kind) ? 'title' : 'paragraph', attrs: { id: this.#newId() } }]
    return this.#step(id, () => addClause(this.#text.doc, { id, ...place, kind, blocks }, commandOrigin))
  }

  /** A command is a step of its own, never melted into the typing before or after it. */
  #step<T>(clauseId: string, run: () => T): T {
    const { undo } = this.#text
    undo.stopCapturing()
    const before = undo.undoStack.length
    const result = run()
    const step = undo.undoStack.at(-1)
    if (undo.undoStack.length > before) step?.meta.set(stepPlace, { clauseId, anchor: null, head: null })
    undo.stopCapturing()
    return result
  }
}

const titled: ReadonlySet<ClauseKind> = new Set(['part', 'chapter', 'section', 'article', 'annex', 'clause'])
const inside: Readonly<Partial<Record<ClauseKind, ClauseKind>>> = {
  part: 'article', chapter: 'article', section: 'article', article: 'paragraph', annex: 'paragraph', paragraph: 'point', point: 'subpoint', subpoint: 'subpoint',
}
const childKind = (kind: ClauseKind): ClauseKind => inside[kind] ?? 'clause'
