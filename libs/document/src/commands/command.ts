import type * as Y from 'yjs'
import { accept, refusal, type Refusal, type Result } from '@plenary/kernel'
import { readTree, treeOf, type TreeEntry, type TreeNode } from '../tree.ts'

/** What a command sees of the text before it changes anything. */
export interface Sight { readonly nodes: readonly TreeNode[]; readonly node: TreeNode; readonly entry: TreeEntry }

/** Finds the clause a command is about. Refuses one that the text does not hold (another person may just have joined it away). */
export function sightOf(ydoc: Y.Doc, clauseId: string): Result<Sight> {
  const nodes = readTree(ydoc)
  const node = nodes.find(({ id }) => id === clauseId)
  const entry = treeOf(ydoc).get(clauseId)
  if (node === undefined || entry === undefined) return refusal('no-such-clause', 'This clause is no longer in the text.')
  return accept({ nodes, node, entry })
}

/** The clauses below one clause, at any depth, in reading order. */
export function descendantsOf(nodes: readonly TreeNode[], clauseId: string): TreeNode[] {
  const inside = new Set([clauseId])
  const found: TreeNode[] = []
  for (const node of nodes) {
    if (node.parent === null || !inside.has(node.parent)) continue
    inside.add(node.id)
    found.push(node)
  }
  return found
}

/** Runs a change as one transaction of the given origin, so that it is one step of undo and one update on the wire. */
export function change<T>(ydoc: Y.Doc, origin: unknown, act: () => T): Result<T, Refusal> {
  return accept(ydoc.transact(act, origin))
}
