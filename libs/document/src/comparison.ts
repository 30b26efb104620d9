import { diffWordsWithSpace } from 'diff'
import { sameBlocks } from './body-edits.ts'
import { wordsOf } from './matching.ts'
import { titleOf, type Block, type Clause, type TextDocument } from './model.ts'

/** What happened to a clause between two editions. A clause that is withdrawn counts as removed. */
export interface ClauseChange { readonly clauseId: string; readonly how: 'added' | 'changed' | 'moved' | 'removed' }

/** A run of words in one edition, the other, or both. */
export interface WordChange { readonly kind: 'same' | 'added' | 'removed'; readonly words: string }

/** Clauses by the one that holds them. */
function byParent(clauses: readonly Clause[]): ReadonlyMap<string | null, readonly Clause[]> {
  const groups = new Map<string | null, Clause[]>()
  for (const clause of clauses) {
    const group = groups.get(clause.parent)
    if (group === undefined) groups.set(clause.parent, [clause])
    else group.push(clause)
  }
  return groups
}

const living = ({ clauses }: TextDocument): readonly Clause[] => clauses.filter(clause => !clause.withdrawn)

const sameClause = (one: Clause, other: Clause): boolean =>
  one.kind === other.kind && one.designation === other.designation && one.gap === other.gap && one.informative === other.informative && sameBlocks(one.blocks, other.blocks)

/** The most of these places that stand in rising order, by their index: whatever is not among them was moved. */
function inOrder(places: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const before: (number | undefined)[] = []
  places.forEach((place, index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places[ends[middle] as number] as number < place) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1]
    ends[low] = index
  })
  const kept = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(at)
  return kept
}

/** Of these clauses those that have the same parent as before and stand in another order among those that stayed with it. */
function reordered(before: readonly Clause[], after: readonly Clause[]): ReadonlySet<string> {
  const place = new Map(before.map((clause, index) => [clause.id, { index, parent: clause.parent }]))
  const stayed = byParent(after.filter(clause => place.get(clause.id)?.parent === clause.parent))
  const moved = [...stayed.values()].flatMap(siblings => {
    const kept = inOrder(siblings.map(({ id }) => place.get(id)?.index as number))
    return siblings.filter((_, index) => !kept.has(index)).map(({ id }) => id)
  })
  return new Set(moved)
}

/**
 * The clauses that differ between two editions of a text: those of the new edition in reading order, then those that are gone. A number that only changed
 * because another clause came or went is no change.
 */
export function compareEditions(before: TextDocument, after: TextDocument): readonly ClauseChange[] {
  const [old, fresh] = [living(before), living(after)]
  const known = new Map(old.map(clause => [clause.id, clause]))
  // A clause that changed is told anyway; that it also moved makes none of the others moved.
  const moved = reordered(old, fresh.filter(clause => known.has(clause.id) && sameClause(known.get(clause.id) as Clause, clause)))
  const differing = fresh.flatMap((clause): readonly ClauseChange[] => {
    const earlier = known.get(clause.id)
    if (earlier === undefined) return [{ clauseId: clause.id, how: 'added' }]
    if (!sameClause(earlier, clause)) return [{ clauseId: clause.id, how: 'changed' }]
    return earlier.parent !== clause.parent || moved.has(clause.id) ? [{ clauseId: clause.id, how: 'moved' }] : []
  })
  const stays = new Set(fresh.map(({ id }) => id))
  return [...differing, ...old.filter(({ id }) => !stays.has(id)).map(({ id }): ClauseChange => ({ clauseId: id, how: 'removed' }))]
}

/** How the words of a clause went from one edition to the next; undefined where it was not there. A title that stayed is left out: the clause is named by it. */
export function wordChanges(before: Clause | undefined, after: Clause | undefined): readonly WordChange[] {
  const titled = before === undefined || after === undefined || titleOf(before) !== titleOf(after)
  const said = (clause: Clause | undefined): string => wordsOf((clause?.blocks ?? []).filter(block => titled || block.type !== 'title'))
  return diffWordsWithSpace(said(before), said(after)).map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', words: value }))
}

/** These clauses and all that hold them, up to the root. */
export function withHolders({ clauses }: TextDocument, ids: readonly string[]): readonly string[] {
  const parents = new Map(clauses.map(({ id, parent }) => [id, parent]))
  const found = new Set<string>()
  for (const id of ids) {
    for (let at: string | null = id; at !== null && !found.has(at); at = parents.get(at) ?? null) found.add(at)
  }
  return [...found]
}

/** These clauses and all that they hold, at any depth. */
export function withHeld({ clauses }: TextDocument, ids: readonly string[]): readonly string[] {
  const children = byParent(clauses)
  const found = new Set<string>(ids)
  // A set is walked on to what is added while walking.
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id)
  return [...found]
}

const refersTo = (blocks: readonly Block[], wanted: ReadonlySet<string>): boolean =>
  blocks.some(({ type, attrs, content = [] }) => (type === 'xref' && wanted.has(String(attrs?.['target']))) || refersTo(content, wanted))

/** The clauses that refer to one of these, in reading order; none of these themselves. */
export function referringTo(document: TextDocument, ids: readonly string[]): readonly string[] {
  const wanted = new Set(ids)
  return living(document).filter(({ id, blocks }) => !wanted.has(id) && refersTo(blocks, wanted)).map(({ id }) => id)
}
