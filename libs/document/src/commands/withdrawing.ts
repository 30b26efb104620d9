import type * as Y from 'yjs'
import { refusal, type Result } from '@plenary/kernel'
import { locateBlock } from '../slicing.ts'
import { bodyOf, readTree, treeOf } from '../tree.ts'
import { change, descendantsOf, sightOf } from './command.ts'

/** Withdraws a clause and all it holds. The words stay, so that it can be restored and its comments keep their place. */
export const withdrawClause = (ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseIds: string[] }> =>
  setWithdrawn(ydoc, clauseId, true, origin)

/** Restores a withdrawn clause with all it holds. */
export const restoreClause = (ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseIds: string[] }> =>
  setWithdrawn(ydoc, clauseId, false, origin)

function setWithdrawn(ydoc: Y.Doc, clauseId: string, withdrawn: boolean, origin: unknown): Result<{ clauseIds: string[] }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  const { nodes, node } = sight.value
  if (node.withdrawn === withdrawn) return refusal('no-change', withdrawn ? 'This clause is withdrawn already.' : 'This clause is not withdrawn.')
  return change(ydoc, origin, () => {
    const clauseIds = [node, ...descendantsOf(nodes, clauseId)].filter(one => one.withdrawn !== withdrawn).map(({ id }) => id)
    for (const id of clauseIds) treeOf(ydoc).get(id)?.set('withdrawn', withdrawn)
    return { clauseIds }
  })
}

const designationForm = /^[\p{L}\p{N}][\p{L}\p{N}.-]{0,15}$/u

/** Gives a clause a number of its own ('4a'), takes its number away (''), or lets the template count it again (null). */
export function setDesignation(ydoc: Y.Doc, clauseId: string, designation: string | null, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  if (designation !== null && designation !== '' && !designationForm.test(designation)) {
    return refusal('bad-designation', 'A number is made of up to 16 letters, digits, dots and hyphens, such as 4a or 3.1.')
  }
  return change(ydoc, origin, () => {
    if (designation === null) sight.value.entry.delete('designation')
    else sight.value.entry.set('designation', designation)
    return { clauseId }
  })
}

/** Lets the template count the clauses under a parent (null: at the top) again, instead of the numbers a source printed. */
export function renumber(ydoc: Y.Doc, parent: string | null, origin: unknown = null): Result<{ clauseIds: string[] }> {
  const numbered = readTree(ydoc).filter(node => node.parent === parent && node.designation !== null && node.designation !== '')
  return change(ydoc, origin, () => {
    for (const { id } of numbered) treeOf(ydoc).get(id)?.delete('designation')
    return { clauseIds: numbered.map(({ id }) => id) }
  })
}

/** Says that a gap is closed: the missing text has been supplied or is not needed. */
export function closeGap(ydoc: Y.Doc, clauseId: string, origin: unknown = null): Result<{ clauseId: string }> {
  const sight = sightOf(ydoc, clauseId)
  if (!sight.ok) return sight
  if (sight.value.node.gap === null) return refusal('no-change', 'Nothing is marked as missing here.')
  return change(ydoc, origin, () => {
    sight.value.entry.delete('gap')
    return { clauseId }
  })
}

/** Deletes one block of a clause. */
export function deleteBlock(ydoc: Y.Doc, clauseId: string, blockId: string, origin: unknown = null): Result<{ blockId: string }> {
  const located = locateBlock(bodyOf(ydoc, clauseId), blockId)
  if (located === undefined) return refusal('no-such-block', 'This block is no longer in the clause.')
  return change(ydoc, origin, () => {
    located.parent.delete(located.index, 1)
    return { blockId }
  })
}
