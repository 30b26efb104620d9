import type * as Y from 'yjs'
import { refusal, type Result } from '@plenary/kernel'
import { insertBlocks } from '../body.ts'
import type { Block, ClauseKind } from '../model.ts'
import { childrenOf, ranksAfter } from '../ranks.ts'
import { allowedRoot, bodyNameOf, bodyOf, readTree, treeOf, type TreeNode } from '../tree.ts'
import { entryOf } from '../writing.ts'
import { change, descendantsOf, sightOf } from './command.ts'

export interface NewClause {
  readonly id: string
  readonly parent: string | null
  /** The sibling it comes after; null puts it before all others. */
  readonly after: string | null
  readonly kind: ClauseKind
  readonly blocks?: readonly Block[]
}

const isTaken = (nodes: readonly TreeNode[], id: string): boolean => nodes.some(node => node.id === id)

/** Adds a clause. Refuses an id that is no id or is taken, and a place that does not exist. */
export function addClause(ydoc: Y.Doc, clause: NewClause, origin: unknown = null): Result<{ clauseId: string }> {
  const nodes = readTree(ydoc)
  if (!allowedRoot(bodyNameOf(clause.id)) || isTaken(nodes, clause.id)) return refusal('bad-id', 'A new clause needs an id of its own.')
  if (clause.parent !== null && !isTaken(nodes, clause.parent)) return refusal('no-such-clause', 'The clause to add this to is no longer in the text.')
  const siblings = childrenOf(nodes, clause.parent)
  if (clause.after !== null && !isTaken(siblings, clause.after)) return refusal('no-such-place', 'The clause to add this after stands elsewhere now.')
  return change(ydoc, origin, () => {
    const [rank = ''] = ranksAfter(siblings, clause.after)
    const { parent, kind } = clause
    treeOf(ydoc).set(clause.id, entryOf({ parent, kind, designation: null, gap: null, withdrawn: false, informative: false }, rank))
    insertBlocks(bodyOf(ydoc, clause.id), 0, clause.blocks ?? [])
    return { clauseId: clause.id }
  })
}

/**
 * Moves a clause with all it holds under a parent, after a sibling (null: first). Its text stays where it is in the shared history, so
 * comments and concurrent typing go along. Its designation is dropped under another parent: it was a number there.
 */
export function moveClause(ydoc: Y.Doc, clauseId: string, to: { parent: string | null; after: string | null }, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  const { nodes, node, entry } = sight.value
  if (to.parent !== null && !isTaken(nodes, to.parent)) return refusal('no-such-clause', 'The clause to move this under is no longer in the text.')
  if (to.parent === clauseId || descendantsOf(nodes, clauseId).some(({ id }) => id === to.parent)) {
    return refusal('inside-itself', 'A clause cannot be moved into itself.')
  }
  const siblings = childrenOf(nodes, to.parent).filter(({ id }) => id !== clauseId)
  if (to.after !== null && !isTaken(siblings, to.after)) return refusal('no-such-place', 'The clause to move this after stands elsewhere now.')
  return change(ydoc, origin, () => {
    const [rank = ''] = ranksAfter(siblings, to.after)
    entry.set('parent', to.parent)
    entry.set('rank', rank)
    if (to.parent !== node.parent && node.designation !== null && node.designation !== '') entry.delete('designation')
    return { clauseId }
  })
}

// What a clause becomes one level further in; kinds that are not here keep their level in every text.
const inward: Readonly<Partial<Record<ClauseKind, ClauseKind>>> = { paragraph: 'point', point: 'subpoint', subpoint: 'subpoint', clause: 'clause' }
const outward: Readonly<Partial<Record<ClauseKind, ClauseKind>>> = { point: 'paragraph', subpoint: 'point', clause: 'clause' }

function relocate(ydoc: Y.Doc, moved: readonly TreeNode[], kinds: typeof inward, place: { parent: string | null; rank: string }): void {
  for (const [at, { id, kind }] of moved.entries()) {
    const entry = treeOf(ydoc).get(id)
    if (entry === undefined) continue
    const next = kinds[kind] ?? kind
    if (next !== kind) {
      entry.set('kind', next)
      // A number of the old level ('3.') is none on the new one ('(c)').
      if (entry.get('designation')) entry.delete('designation')
    }
    if (at > 0) continue
    entry.set('parent', place.parent)
    entry.set('rank', place.rank)
    if (entry.get('designation')) entry.delete('designation')
  }
}

/** Nests a clause under the sibling before it: a paragraph becomes a point, and what it holds goes one level in as well. */
export function nest(ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  const { nodes, node } = sight.value
  if (inward[node.kind] === undefined) return refusal('cannot-nest', `A clause of the kind “${node.kind}” keeps its level; only paragraphs, points and plain clauses can be nested.`)
  const siblings = childrenOf(nodes, node.parent)
  const before = siblings.slice(0, siblings.findIndex(({ id }) => id === clauseId)).findLast(({ withdrawn }) => !withdrawn)
  if (before === undefined || inward[before.kind] === undefined) return refusal('nothing-before', 'There is no clause before this one to nest it under.')
  return change(ydoc, origin, () => {
    const children = childrenOf(nodes, before.id)
    const [rank = ''] = ranksAfter(children, children.at(-1)?.id ?? null)
    relocate(ydoc, [node, ...descendantsOf(nodes, clauseId)], inward, { parent: before.id, rank })
    return { clauseId }
  })
}

/** Takes a clause out of the clause that holds it and puts it after that: a point becomes a paragraph. */
export function unnest(ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  const { nodes, node } = sight.value
  const parent = nodes.find(({ id }) => id === node.parent)
  if (parent === undefined) return refusal('at-the-top', 'This clause stands at the top already.')
  if (inward[parent.kind] === undefined || outward[node.kind] === undefined) {
    return refusal('cannot-unnest', `A clause of the kind “${node.kind}” cannot leave a clause of the kind “${parent.kind}”.`)
  }
  return change(ydoc, origin, () => {
    const [rank = ''] = ranksAfter(childrenOf(nodes, parent.parent), parent.id)
    relocate(ydoc, [node, ...descendantsOf(nodes, clauseId)], outward, { parent: parent.parent, rank })
    return { clauseId }
  })
}
