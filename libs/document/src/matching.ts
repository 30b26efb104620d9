import { blockText, textBlocks, type Block, type Clause, type TextDocument } from './model.ts'
import { buildLabels } from './numbering.ts'

/** The words of blocks, for comparing. */
export const wordsOf = (blocks: readonly Block[]): string => textBlocks(blocks).map(blockText).join('\n').replace(/\s+/g, ' ').trim()

/** How alike two texts are, 0 to 1: the share of their words, counted as often as they occur, that they have in common (Dice). */
export function similarity(a: string, b: string): number {
  if (a === b) return 1
  const counts = new Map<string, number>()
  const left = a.split(' ')
  const right = b.split(' ')
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const count = counts.get(word) ?? 0
    if (count === 0) continue
    common++
    counts.set(word, count - 1)
  }
  return (2 * common) / (left.length + right.length)
}

interface Known { readonly clause: Clause; readonly path: string; readonly words: string }

/** A clause by the name it is cited by; one without a number by its place under its parent. */
function knownOf(document: TextDocument): Known[] {
  const labels = buildLabels(document.clauses, document.template)
  const ordinals = new Map<string, number>()
  return document.clauses.filter(({ withdrawn }) => !withdrawn).map(clause => {
    const label = labels.get(clause.id)
    const base = `${clause.kind} ${label?.label ?? ''}`
    const ordinal = (ordinals.get(base) ?? 0) + 1
    ordinals.set(base, ordinal)
    return { clause, path: `${base}#${ordinal}`, words: wordsOf(clause.blocks) }
  })
}

/** Groups by a key; keys that several share are left out. */
function uniquely(items: readonly Known[], key: (item: Known) => string): Map<string, Known> {
  const groups = new Map<string, Known | null>()
  for (const item of items) groups.set(key(item), groups.has(key(item)) ? null : item)
  return new Map([...groups].filter((entry): entry is [string, Known] => entry[1] !== null))
}

const tellingLength = 24
const sameNumber = 0.4
const sameParent = 0.6

/**
 * Which clause of a new edition is which clause of the text: equal words under the same number, then equal words that stand once on
 * both sides (a clause that moved), then the same number with words mostly alike, then the most alike under the same parent.
 * Answers the old id for each new one; a clause that is not named is new.
 */
export function matchClauses(before: TextDocument, after: TextDocument): Map<string, string> {
  const matches = new Map<string, string>()
  const taken = new Set<string>()
  const old = knownOf(before)
  const fresh = knownOf(after)
  const match = (from: Known | undefined, to: Known): void => {
    if (from === undefined || taken.has(from.clause.id) || matches.has(to.clause.id)) return
    matches.set(to.clause.id, from.clause.id)
    taken.add(from.clause.id)
  }
  const byPath = new Map(old.map(item => [item.path, item]))
  for (const item of fresh) {
    const same = byPath.get(item.path)
    if (same !== undefined && same.words === item.words) match(same, item)
  }
  const telling = (item: Known): boolean => item.words.length >= tellingLength
  const oldWords = uniquely(old.filter(item => telling(item) && !taken.has(item.clause.id)), ({ words }) => words)
  for (const [words, item] of uniquely(fresh.filter(one => telling(one) && !matches.has(one.clause.id)), ({ words }) => words)) match(oldWords.get(words), item)
  for (const item of fresh) {
    const same = byPath.get(item.path)
    if (same !== undefined && similarity(same.words, item.words) >= sameNumber) match(same, item)
  }
  for (const item of fresh) {
    if (matches.has(item.clause.id)) continue
    const parent = item.clause.parent === null ? null : matches.get(item.clause.parent)
    if (parent === undefined) continue
    const alike = old
      .filter(({ clause }) => clause.parent === parent && clause.kind === item.clause.kind && !taken.has(clause.id))
      .map(one => ({ one, score: similarity(one.words, item.words) }))
      .filter(({ score }) => score >= sameParent)
      .sort((a, b) => b.score - a.score)
    match(alike[0]?.one, item)
  }
  return matches
}
