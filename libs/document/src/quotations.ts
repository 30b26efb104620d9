import type { IndexedBlock, TextIndex } from './text-index.ts'

/** A range of characters in one block; offsets count UTF-16 units, inline atoms one each. */
export interface Range { readonly clauseId: string; readonly blockId: string; readonly start: number; readonly end: number }

/** Where a comment belongs, held by three means: relative positions of the shared text, the block, and the words with their context. */
export interface Anchor extends Range {
  readonly relStart: string
  readonly relEnd: string
  readonly quote: string
  /** Up to 32 characters of the block before and after the quote. */
  readonly prefix: string
  readonly suffix: string
  /**
   * How many characters before (after) the quote told it from every other place with the same words when the anchor was made:
   * 0 if the words stood only once, null if the whole context did not suffice.
   */
  readonly needBefore: number | null
  readonly needAfter: number | null
}

/** Where an anchor is now, and by which of the three means it was found; or the words it was about, if it is nowhere for certain. */
export type Placement =
  | {
    readonly placed: true
    readonly clauseId: string
    readonly blockId: string
    /** Which of the blocks with this id, in reading order: 0 unless the block was moved twice at once and stands twice. */
    readonly nth: number
    readonly start: number
    readonly end: number
    readonly by: 'position' | 'block' | 'quote'
    /** The words there are those quoted; false: they were changed since, and the reader should be told. */
    readonly exact: boolean
  }
  | { readonly placed: false; readonly quote: string }

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

function commonEnd(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length++
  return length
}

/** Whether words that were edited in place are still those that were quoted: at least half of them, from both ends, is the same. */
export function resembles(text: string, quote: string): boolean {
  const start = commonStart(text, quote)
  const end = Math.min(commonEnd(text, quote), Math.min(text.length, quote.length) - start)
  return text !== '' && (start + end) * 2 >= Math.max(text.length, quote.length)
}

/** How many characters of the old surroundings of a quote stand around this place. */
export const contextAround = (text: string, start: number, { quote, prefix, suffix }: Anchor): number =>
  commonEnd(text.slice(0, start), prefix) + commonStart(text.slice(start + quote.length), suffix)

interface Candidate { readonly block: IndexedBlock; readonly start: number; readonly score: number; readonly supported: boolean }

/** Every place in a block where the quote stands, with how much of its old surroundings stands around it. */
function candidatesIn(block: IndexedBlock, { quote, prefix, suffix, needBefore, needAfter }: Anchor): Candidate[] {
  const found: Candidate[] = []
  for (let start = block.text.indexOf(quote); start !== -1; start = block.text.indexOf(quote, start + 1)) {
    const before = commonEnd(block.text.slice(0, start), prefix)
    const after = commonStart(block.text.slice(start + quote.length), suffix)
    const told = (needBefore !== null && before >= needBefore) || (needAfter !== null && after >= needAfter)
    const supported = told || (before + after) * 4 >= (prefix.length + suffix.length) * 3
    found.push({ block, start, score: before + after, supported })
  }
  return found
}

/** The best candidate, if it is better than every other. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  const [first, second] = [...candidates].sort((a, b) => b.score - a.score)
  return first !== undefined && (second === undefined || first.score > second.score) ? first : undefined
}

const place = ({ block, start }: Candidate, quote: string, by: 'block' | 'quote'): Placement =>
  ({ placed: true, clauseId: block.clauseId, blockId: block.blockId, nth: block.nth, start, end: start + quote.length, by, exact: true })

/**
 * Finds quoted words by their block (and what was split from it), then anywhere; only with their surroundings, or if there is no second such
 * place; and only with more of their surroundings than `moreThan` characters.
 */
export function atQuote(anchor: Anchor, index: TextIndex, moreThan = -1): Placement {
  const { quote, blockId } = anchor
  const family = [...index.byId.get(blockId) ?? []]
  const [block] = family
  if (quote === '') return block === undefined ? { placed: false, quote } : { placed: true, clauseId: block.clauseId, blockId, nth: 0, start: 0, end: 0, by: 'block', exact: true }
  const names = new Set([blockId])
  for (const other of index.blocks) {
    if (other.from === null || !names.has(other.from) || names.has(other.blockId)) continue
    names.add(other.blockId)
    family.push(other)
  }
  const near = family.flatMap(member => candidatesIn(member, anchor))
  const holds = ({ supported, score }: Candidate): boolean => supported && score > moreThan
  const inFamily = best(near.filter(holds))
  if (inFamily !== undefined) return place(inFamily, quote, 'block')
  const everywhere = index.blocks.filter(({ text }) => text.includes(quote)).flatMap(other => candidatesIn(other, anchor))
  const anywhere = best(everywhere.filter(holds))
  if (anywhere === undefined) return { placed: false, quote }
  return place(anywhere, quote, names.has(anywhere.block.blockId) ? 'block' : 'quote')
}

/** How much context before and after a range tells its words from the same words elsewhere in the text. */
export function contextNeeded(index: TextIndex, block: IndexedBlock, range: Pick<Anchor, 'start' | 'quote' | 'prefix' | 'suffix'>): Pick<Anchor, 'needBefore' | 'needAfter'> {
  const { start, quote, prefix, suffix } = range
  let before = -1
  let after = -1
  for (const other of index.blocks) {
    for (let at = other.text.indexOf(quote); at !== -1; at = other.text.indexOf(quote, at + 1)) {
      if (other === block && at === start) continue
      before = Math.max(before, commonEnd(other.text.slice(0, at), prefix))
      after = Math.max(after, commonStart(other.text.slice(at + quote.length), suffix))
    }
  }
  return { needBefore: before < prefix.length ? before + 1 : null, needAfter: after < suffix.length ? after + 1 : null }
}
