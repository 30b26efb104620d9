import { generateNKeysBetween } from 'fractional-indexing'
import type * as Y from 'yjs'
import { accept, refusal, type Result } from '@plenary/kernel'
import { rewriteBody } from './body-edits.ts'
import { insertBlocks } from './body.ts'
import { matchClauses } from './matching.ts'
import type { Block, Clause, TextDocument } from './model.ts'
import { readDocument } from './reading.ts'
import { bodyOf, metaOf, readTree, treeOf, type TreeEntry, type TreeNode } from './tree.ts'
import { entryOf } from './writing.ts'

/** What became of every clause, by id, when an imported text was replaced by a new edition of it. */
export interface ReplacementReport {
  readonly kept: readonly string[]
  readonly changed: readonly string[]
  readonly added: readonly string[]
  readonly withdrawn: readonly string[]
}

/** The new edition with the ids of the clauses it continues, in references as well. */
function withOldIds(document: TextDocument, idOf: (newId: string) => string): TextDocument {
  const renamed = (node: Block): Block => ({
    ...node,
    ...(node.type === 'xref' ? { attrs: { ...node.attrs, target: idOf(String(node.attrs?.['target'])) } } : {}),
    ...(node.content === undefined ? {} : { content: node.content.map(renamed) }),
  })
  return {
    ...document,
    clauses: document.clauses.map(clause => ({
      ...clause,
      id: idOf(clause.id),
      parent: clause.parent === null ? null : idOf(clause.parent),
      blocks: clause.blocks.map(renamed),
    })),
  }
}

/** The order of all siblings: those of the new edition, and each withdrawn one after the sibling it stood after. */
function mergedOrder(fresh: readonly string[], old: readonly TreeNode[], gone: ReadonlySet<string>): string[] {
  const order = [...fresh]
  old.forEach(({ id }, at) => {
    if (!gone.has(id)) return
    const before = old.slice(0, at).findLast(sibling => order.includes(sibling.id))
    order.splice(before === undefined ? 0 : order.indexOf(before.id) + 1, 0, id)
  })
  return order
}

/** Ranks for an order of siblings; those that stand in the right order already keep theirs. */
function ranksFor(order: readonly string[], known: ReadonlyMap<string, string>): Map<string, string> {
  const ranks = new Map<string, string>()
  const kept = order.map(id => known.get(id) ?? null)
  const present = kept.filter(rank => rank !== null)
  const sorted = present.every((rank, at) => at === 0 || (present[at - 1] ?? '') < rank)
  if (!sorted) {
    generateNKeysBetween(null, null, order.length).forEach((rank, at) => ranks.set(order[at] ?? '', rank))
    return ranks
  }
  for (let at = 0; at < order.length;) {
    if (kept[at] !== null) {
      at++
      continue
    }
    let until = at
    while (until < order.length && kept[until] === null) until++
    generateNKeysBetween(kept[at - 1] ?? null, kept[until] ?? null, until - at).forEach((rank, i) => ranks.set(order[at + i] ?? '', rank))
    at = until
  }
  return ranks
}

const set = (entry: TreeEntry, key: string, value: string | boolean | null): boolean => {
  if (value === null && key !== 'parent' ? !entry.has(key) : entry.get(key) === value) return false
  if (value === null && key !== 'parent') entry.delete(key)
  else entry.set(key, value)
  return true
}

function updateEntry(entry: TreeEntry, clause: Clause): boolean {
  return [
    set(entry, 'parent', clause.parent),
    set(entry, 'kind', clause.kind),
    set(entry, 'withdrawn', false),
    set(entry, 'designation', clause.designation),
    set(entry, 'gap', clause.gap),
    set(entry, 'informative', clause.informative ? true : null),
  ].includes(true)
}

/**
 * Replaces the text by a new edition of it, in one transaction. Clauses that go on keep their ids, and unchanged blocks stay untouched in
 * the shared history, so that comments, references and authorship hold; changed lines are edited word by word; what the new edition no
 * longer has is withdrawn, not deleted. Refuses an edition without clauses.
 */
export function replaceEdition(ydoc: Y.Doc, edition: TextDocument, newId: () => string, origin: unknown = null): Result<ReplacementReport> {
  if (edition.clauses.length === 0) return refusal('empty-edition', 'The new edition holds no clause, so it replaces nothing.')
  const before = readDocument(ydoc)
  const matches = matchClauses(before, edition)
  const ids = new Map(edition.clauses.map(({ id }) => [id, matches.get(id) ?? newId()]))
  const document = withOldIds(edition, id => ids.get(id) ?? id)
  const continued = new Set(matches.values())
  const nodes = readTree(ydoc)
  const gone = new Set(nodes.filter(({ id, withdrawn }) => !continued.has(id) && !withdrawn).map(({ id }) => id))
  const stays = new Set(nodes.filter(({ id }) => !continued.has(id)).map(({ id }) => id))
  const report = { kept: [] as string[], changed: [] as string[], added: [] as string[], withdrawn: [...gone] }
  ydoc.transact(() => {
    const meta = metaOf(ydoc)
    for (const key of ['schema', 'template', 'language', 'title'] as const) if (meta.get(key) !== document[key]) meta.set(key, document[key])
    for (const clause of document.clauses) {
      const entry = treeOf(ydoc).get(clause.id)
      if (entry === undefined) {
        treeOf(ydoc).set(clause.id, entryOf(clause, ''))
        insertBlocks(bodyOf(ydoc, clause.id), 0, clause.blocks)
        report.added.push(clause.id)
        continue
      }
      const edited = rewriteBody(bodyOf(ydoc, clause.id), clause.blocks)
      const placed = updateEntry(entry, clause)
      report[edited || placed ? 'changed' : 'kept'].push(clause.id)
    }
    for (const id of gone) treeOf(ydoc).get(id)?.set('withdrawn', true)
    rankAll(ydoc, document, nodes, stays)
  }, origin)
  return accept(report)
}

function rankAll(ydoc: Y.Doc, document: TextDocument, nodes: readonly TreeNode[], stays: ReadonlySet<string>): void {
  const parents = new Set<string | null>(document.clauses.map(({ parent }) => parent))
  for (const parent of parents) {
    const old = nodes.filter(node => node.parent === parent)
    const known = new Map(old.map(({ id, rank }) => [id, rank]))
    const order = mergedOrder(document.clauses.filter(clause => clause.parent === parent).map(({ id }) => id), old, stays)
    for (const [id, rank] of ranksFor(order, known)) treeOf(ydoc).get(id)?.set('rank', rank)
  }
}
