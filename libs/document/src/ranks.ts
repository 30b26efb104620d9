import { generateNKeysBetween } from 'fractional-indexing'
import type { TreeNode } from './tree.ts'

/** Siblings under a parent, in reading order. */
export const childrenOf = (nodes: readonly TreeNode[], parent: string | null): TreeNode[] => nodes.filter(node => node.parent === parent)

/**
 * Ranks for `count` clauses that come after a sibling (null: before all). Two clauses that were given the same rank at the same time
 * stand in the order of their ids, and no rank fits between them: then the new ones come after both.
 */
export function ranksAfter(siblings: readonly TreeNode[], after: string | null, count = 1): string[] {
  const at = siblings.findIndex(({ id }) => id === after)
  const low = at === -1 ? null : usable(siblings[at]?.rank)
  const next = siblings.slice(at + 1).find(({ rank }) => low === null || rank > low)
  return generateNKeysBetween(low, usable(next?.rank), count)
}

const rankForm = /^[A-Za-z][0-9A-Za-z]*$/
// A rank that another client made up must not stop anyone from adding a clause.
function usable(rank: string | undefined): string | null {
  if (rank === undefined || !rankForm.test(rank)) return null
  try {
    generateNKeysBetween(rank, null, 1)
    return rank
  } catch (fault) {
    if (fault instanceof Error) return null
    throw fault
  }
}
