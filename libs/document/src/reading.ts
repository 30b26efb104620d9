import type * as Y from 'yjs'
import { readBody } from './body.ts'
import { blockText, textBlocks, type Block, type Clause, type TextDocument } from './model.ts'
import { bodyOf, readMeta, readTree, type TreeNode } from './tree.ts'

const toClause = (node: TreeNode, blocks: readonly Block[]): Clause => ({
  id: node.id,
  parent: node.parent,
  kind: node.kind,
  designation: node.designation,
  gap: node.gap,
  withdrawn: node.withdrawn,
  informative: node.informative,
  blocks,
})

const holdsNothing = (blocks: readonly Block[]): boolean =>
  textBlocks(blocks).every(block => blockText(block) === '') && !blocks.some(block => ['formula', 'table'].includes(block.type))

/**
 * The shared text as plain data, in reading order. A withdrawn clause that holds no word and no other clause (what a join leaves behind)
 * is not listed. Reading changes nothing.
 */
export function readDocument(ydoc: Y.Doc): TextDocument {
  const nodes = readTree(ydoc)
  const parents = new Set(nodes.map(node => node.parent))
  const clauses: Clause[] = []
  for (const node of nodes) {
    const blocks = readBody(bodyOf(ydoc, node.id))
    if (node.withdrawn && !parents.has(node.id) && holdsNothing(blocks)) continue
    clauses.push(toClause(node, blocks))
  }
  const { schema, template, language, title } = readMeta(ydoc)
  return { schema, template, language, title, clauses }
}

/** One clause of the shared text; undefined if the tree does not know it. */
export function readClause(ydoc: Y.Doc, clauseId: string): Clause | undefined {
  const node = readTree(ydoc).find(({ id }) => id === clauseId)
  return node === undefined ? undefined : toClause(node, readBody(bodyOf(ydoc, clauseId)))
}
