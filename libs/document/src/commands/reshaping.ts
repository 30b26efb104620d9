import type * as Y from 'yjs'
import { refusal, type Result } from '@plenary/kernel'
import { insertBlocks, readBody } from '../body.ts'
import type { Block, ClauseKind } from '../model.ts'
import { childrenOf, ranksAfter } from '../ranks.ts'
import { isTextElement, locateBlock } from '../slicing.ts'
import { bodyOf, readMeta, treeOf } from '../tree.ts'
import { entryOf } from '../writing.ts'
import { change, sightOf } from './command.ts'

const within: Readonly<Partial<Record<ClauseKind, ClauseKind>>> = {
  part: 'article', chapter: 'article', section: 'article', article: 'paragraph', annex: 'paragraph', paragraph: 'point', point: 'subpoint', subpoint: 'subpoint',
}

/**
 * Makes a paragraph of a clause a clause of its own, one level in. The blocks after it go along, so that the reading order stays, and it
 * comes before what the clause holds already. Every block keeps its id.
 */
export function paragraphToClause(ydoc: Y.Doc, place: { clauseId: string; blockId: string; newClauseId: string }, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, place.clauseId)
  if (!sight.ok) return sight
  const { nodes, node } = sight.value
  const body = bodyOf(ydoc, place.clauseId)
  const located = locateBlock(body, place.blockId)
  if (located === undefined) return refusal('no-such-block', 'This paragraph is no longer in the clause.')
  if (located.parent !== body || !isTextElement(located.element) || located.element.nodeName === 'title') {
    return refusal('not-a-paragraph', 'Only a paragraph of the clause itself can become a clause, not its title or a part of a list, note or table.')
  }
  if (treeOf(ydoc).has(place.newClauseId)) return refusal('bad-id', 'A new clause needs an id of its own.')
  return change(ydoc, origin, () => {
    const blocks = readBody(body).slice(located.index)
    body.delete(located.index, body.length - located.index)
    const kind = readMeta(ydoc).template === 'legal' ? within[node.kind] ?? 'clause' : node.kind === 'point' ? 'subpoint' : node.kind
    const [rank = ''] = ranksAfter(childrenOf(nodes, node.id), null)
    treeOf(ydoc).set(place.newClauseId, entryOf({ ...node, parent: node.id, kind, designation: null, gap: null }, rank))
    insertBlocks(bodyOf(ydoc, place.newClauseId), 0, blocks)
    return { clauseId: place.newClauseId }
  })
}

const asParagraph = (block: Block): Block => block.type === 'title' ? { ...block, type: 'paragraph' } : block

/**
 * Makes a clause that holds no other clause a paragraph of the clause it stands in. It must be the first there: otherwise its words
 * would jump over its siblings. Blocks keep their ids; the emptied clause stays in the tree, withdrawn.
 */
export function clauseToParagraph(ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  const { nodes, node, entry } = sight.value
  if (node.parent === null) return refusal('at-the-top', 'A clause at the top cannot become a paragraph.')
  if (childrenOf(nodes, clauseId).some(({ withdrawn }) => !withdrawn)) return refusal('holds-clauses', 'A clause that holds other clauses cannot become a paragraph. Move them out first.')
  const first = childrenOf(nodes, node.parent).find(({ withdrawn }) => !withdrawn)
  if (first !== undefined && first.id !== clauseId) return refusal('not-first', 'Only the first clause here can become a paragraph; join this one to the clause before it instead.')
  const parent = node.parent
  return change(ydoc, origin, () => {
    const from = bodyOf(ydoc, clauseId)
    const blocks = readBody(from).map(asParagraph)
    if (from.length > 0) from.delete(0, from.length)
    const to = bodyOf(ydoc, parent)
    insertBlocks(to, to.length, blocks)
    entry.set('withdrawn', true)
    return { clauseId: parent }
  })
}
