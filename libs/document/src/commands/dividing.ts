import type * as Y from 'yjs'
import { refusal, type Result } from '@plenary/kernel'
import { insertBlocks, readBody, readElement } from '../body.ts'
import type { Block, ClauseKind } from '../model.ts'
import { childrenOf, ranksAfter } from '../ranks.ts'
import { cutAfter, isTextElement, lengthOf, locateBlock, sliceBlock, withIdentity } from '../slicing.ts'
import { bodyOf, treeOf, type TreeNode } from '../tree.ts'
import { entryOf } from '../writing.ts'
import { change, sightOf } from './command.ts'

/** Where to split a clause, and the ids for what comes into being. */
export interface Split { readonly clauseId: string; readonly blockId: string; readonly offset: number; readonly newClauseId: string; readonly newBlockId: string }

/**
 * Splits a clause inside one of its blocks. The first part keeps clause and block; the second becomes a clause of the same kind right
 * after it, which takes the following blocks (with their ids) and all that the clause holds, so that the reading order stays.
 * At the end of a block no new block is made unless nothing follows.
 */
export function splitClause(ydoc: Y.Doc, split: Split, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, split.clauseId)
  if (!sight.ok) return sight
  const { nodes, node } = sight.value
  const body = bodyOf(ydoc, split.clauseId)
  const located = locateBlock(body, split.blockId)
  if (located === undefined) return refusal('no-such-block', 'The place to split at is no longer in this clause.')
  if (located.parent !== body || !isTextElement(located.element)) {
    return refusal('cannot-split', 'A clause can be split in its own paragraphs, not inside a list, note or table.')
  }
  if (treeOf(ydoc).has(split.newClauseId)) return refusal('bad-id', 'A new clause needs an id of its own.')
  const length = lengthOf(located.element)
  const offset = Math.min(Math.max(split.offset, 0), length)
  return change(ydoc, origin, () => {
    const { element, index } = located
    const following = readBody(body).slice(index + 1)
    const tail = sliceBlock(readElement(element), offset)
    const keepsNothing = offset === length && following.length > 0
    const moved: Block[] = keepsNothing ? following : [withIdentity(asBody(tail), split.newBlockId, split.blockId), ...following]
    if (body.length > index + 1) body.delete(index + 1, body.length - index - 1)
    cutAfter(element, offset)
    const [rank = ''] = ranksAfter(childrenOf(nodes, node.parent), node.id)
    treeOf(ydoc).set(split.newClauseId, entryOf({ ...node, designation: null, gap: null }, rank))
    insertBlocks(bodyOf(ydoc, split.newClauseId), 0, moved)
    for (const child of childrenOf(nodes, node.id)) treeOf(ydoc).get(child.id)?.set('parent', split.newClauseId)
    return { clauseId: split.newClauseId }
  })
}

// What is cut off a title and begins a clause is text, unless it is the whole title.
const asBody = (block: Block): Block => block.type === 'title' ? { ...block, type: 'paragraph' } : block

/** The clause whose text comes right before a clause in reading order: the last one inside the sibling before, or the parent. */
function before(nodes: readonly TreeNode[], node: TreeNode): TreeNode | undefined {
  const siblings = childrenOf(nodes, node.parent)
  const sibling = siblings.slice(0, siblings.findIndex(({ id }) => id === node.id)).findLast(({ withdrawn }) => !withdrawn)
  if (sibling === undefined) return nodes.find(({ id }) => id === node.parent)
  for (let last = sibling; ;) {
    const child = childrenOf(nodes, last.id).findLast(({ withdrawn }) => !withdrawn)
    if (child === undefined) return last
    last = child
  }
}

const flowing: ReadonlySet<ClauseKind> = new Set<ClauseKind>(['paragraph', 'point', 'subpoint', 'clause'])

/**
 * Joins a clause to the text right before it. Its blocks keep their ids; what it holds goes along. The emptied clause stays in the tree,
 * withdrawn, so that words typed into it at the same moment are not lost.
 */
export function joinClause(ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  const { nodes, node, entry } = sight.value
  const target = before(nodes, node)
  if (target === undefined) return refusal('nothing-before', 'There is no clause before this one to join it to.')
  if (!flowing.has(node.kind) && target.kind !== node.kind) {
    return refusal('cannot-join', `A clause of the kind “${node.kind}” cannot become part of a clause of the kind “${target.kind}”.`)
  }
  return change(ydoc, origin, () => {
    const from = bodyOf(ydoc, clauseId)
    const to = bodyOf(ydoc, target.id)
    const blocks = readBody(from).map(block => block.type === 'title' && to.length > 0 ? { ...block, type: 'paragraph' } : block)
    if (from.length > 0) from.delete(0, from.length)
    insertBlocks(to, to.length, blocks)
    const children = childrenOf(nodes, clauseId)
    const intoParent = target.id === node.parent
    const ranks = intoParent
      ? ranksAfter(childrenOf(nodes, node.parent), clauseId, children.length)
      : ranksAfter(childrenOf(nodes, target.id), childrenOf(nodes, target.id).at(-1)?.id ?? null, children.length)
    children.forEach((child, at) => {
      const childEntry = treeOf(ydoc).get(child.id)
      childEntry?.set('parent', target.id)
      childEntry?.set('rank', ranks[at] ?? '')
    })
    entry.set('withdrawn', true)
    return { clauseId: target.id }
  })
}
