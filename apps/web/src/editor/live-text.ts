import type * as Y from 'yjs'
import {
  atomCharacter, blockText, bodyOf, buildLabels, depthsOf, readBody, readMeta, readTree, renderClause, textBlocks, titleOf,
  type Clause, type Label, type Meta, type TextDocument, type TreeNode,
} from '@plenary/document'
import { touchedBy } from './touched.ts'

/** What changed in the text: bodies of clauses, and whether clauses came, went, moved or are named differently. */
export interface TextChange {
  readonly clauses: readonly string[]
  readonly structure: boolean
  /** This window made the change. */
  readonly local: boolean
}

/**
 * A shared text as its reader sees it, clause by clause. Order, depth and numbers are computed when the tree changes and not at a keystroke;
 * the HTML of a clause is made when somebody asks for it.
 */
export class LiveText {
  readonly #doc: Y.Doc
  readonly #listeners = new Set<(change: TextChange) => void>()
  readonly #watch: (transaction: Y.Transaction) => void
  #nodes: readonly TreeNode[] = []
  #byId = new Map<string, TreeNode>()
  #labels: ReadonlyMap<string, Label> = new Map()
  readonly #clauses = new Map<string, Clause>()
  #depths: ReadonlyMap<string, number> = new Map()
  #meta: Meta

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#meta = readMeta(doc)
    this.#readStructure()
    this.#watch = transaction => this.#changed(transaction)
    doc.on('afterTransaction', this.#watch)
  }

  /** The clauses in reading order, withdrawn ones included. */
  get nodes(): readonly TreeNode[] { return this.#nodes }
  get labels(): ReadonlyMap<string, Label> { return this.#labels }
  get meta(): Meta { return this.#meta }
  get doc(): Y.Doc { return this.#doc }

  node(clauseId: string): TreeNode | undefined { return this.#byId.get(clauseId) }
  depth(clauseId: string): number { return this.#depths.get(clauseId) ?? 0 }

  clause(clauseId: string): Clause | undefined {
    const known = this.#clauses.get(clauseId)
    if (known !== undefined) return known
    const node = this.#byId.get(clauseId)
    if (node === undefined) return undefined
    const { rank: _rank, ...rest } = node
    const clause = { ...rest, blocks: readBody(bodyOf(this.#doc, clauseId)) }
    this.#clauses.set(clauseId, clause)
    return clause
  }

  /** The clause as a reader sees it; '' if there is none of this id. */
  html(clauseId: string): string {
    const clause = this.clause(clauseId)
    return clause === undefined ? '' : renderClause(clause, { labels: this.#labels, depth: this.depth(clauseId) })
  }

  /** How others name the clause: 'Article 14(3)'. */
  name(clauseId: string): string {
    return this.#labels.get(clauseId)?.label ?? ''
  }

  title(clauseId: string): string {
    const clause = this.clause(clauseId)
    return clause === undefined ? '' : titleOf(clause)
  }

  /** The clause's words without formatting. */
  words(clauseId: string): string {
    return textBlocks(this.clause(clauseId)?.blocks ?? []).map(blockText).join(' ').replaceAll(atomCharacter, '').trim()
  }

  /** The whole text as data, for search and for placing comments. */
  document(): TextDocument {
    const clauses = this.#nodes.flatMap(({ id }) => this.clause(id) ?? [])
    return { ...this.#meta, clauses }
  }

  subscribe(listener: (change: TextChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#doc.off('afterTransaction', this.#watch)
    this.#listeners.clear()
  }

  #readStructure(): void {
    this.#meta = readMeta(this.#doc)
    this.#nodes = readTree(this.#doc)
    // A clause's place and nature are part of it; its blocks stay as they were read.
    for (const { rank: _rank, ...rest } of this.#nodes) {
      const known = this.#clauses.get(rest.id)
      if (known !== undefined) this.#clauses.set(rest.id, { ...known, ...rest })
    }
    this.#byId = new Map(this.#nodes.map(node => [node.id, node]))
    this.#labels = buildLabels(this.#nodes, this.#meta.template)
    this.#depths = depthsOf(this.#nodes)
    // Asking for a body by its type makes it one; until then Yjs holds a nameless type that nobody can be told about.
    for (const { id } of this.#nodes) bodyOf(this.#doc, id)
  }

  #changed(transaction: Y.Transaction): void {
    const { clauses, tree } = touchedBy(this.#doc, transaction)
    if (clauses.length === 0 && !tree) return
    for (const id of clauses) this.#clauses.delete(id)
    if (tree) this.#readStructure()
    for (const listener of this.#listeners) listener({ clauses, structure: tree, local: transaction.local })
  }
}
