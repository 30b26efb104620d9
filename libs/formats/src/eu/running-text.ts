import type { Form } from './markers.ts'

/** Where a unit's text stands so far: enough of its end to judge what comes next, and what its beginning has left open. */
export interface Before { readonly tail: string; readonly insideQuotation: boolean; readonly hasSentence: boolean }

/** The text of a unit while it grows piece by piece; keeps judgements up to date without reading the whole again. */
export class GrowingText {
  readonly #pieces: string[] = []
  #tail = ''
  #quotations = 0
  #hasSentence = false

  add(text: string): void {
    if (text === '') return
    this.#pieces.push(text)
    for (const [sign] of text.matchAll(/[“”]/g)) this.#quotations = sign === '“' ? this.#quotations + 1 : Math.max(0, this.#quotations - 1)
    const seam = `${this.#tail.slice(-8)} ${text}`.trim()
    this.#hasSentence ||= sentenceEnd.test(seam)
    this.#tail = `${this.#tail} ${text}`.slice(-200).trimEnd()
  }

  get before(): Before {
    return { tail: this.#tail, insideQuotation: this.#quotations > 0, hasSentence: this.#hasSentence }
  }

  toString(): string {
    return this.#pieces.join(' ')
  }
}

const numberWord = /^(?:[\dIVXLC]+[a-z]?(?:\.\d+)*\.?|\([a-z\d]{1,5}\))$/
const joiningWord = /^(?:and|or|to|of)$/
const listWord = /^(?:points?|paragraphs?|subparagraphs?|indents?)$/
const articleWord = /^Articles?$/
const singleWord = /^(?:Annex(?:es)?|Sections?|Chapters?|Titles?|Regulations?|Directives?|Nos?)$/

/** Whether text that ends here is in the middle of naming a provision: 'referred to in points (a) and'. Read backwards, word by word. */
function namesProvision(tail: string): boolean {
  const words = tail.trim().split(/\s+/).reverse()
  for (const [back, printed] of words.entries()) {
    const word = printed.replace(/,$/, '')
    if (listWord.test(word)) return true
    if (articleWord.test(word)) return !tail.trimEnd().endsWith(',')
    if (singleWord.test(word)) return back <= 1 && !tail.trimEnd().endsWith(',')
    if (!numberWord.test(word) && !joiningWord.test(word)) return false
  }
  return false
}

/**
 * Whether, in a text without lines, a number standing after `before` and ahead of `after` may begin a unit.
 * An opening number needs something that announces a list; a continuing one needs the end of the unit before it.
 */
export function mayBegin(form: Form, opens: boolean, { tail, insideQuotation }: Before, after: string): boolean {
  if (insideQuotation) return false
  if (form === 'dot') {
    if (after !== '' && !/^[A-Z‘“"'(]/.test(after)) return false
    if (opens) return tail === '' || /[.:]$/.test(tail) || (tail.length < 160 && !/;$/.test(tail) && !namesProvision(tail))
    return /[.;:”’"*\])]$/.test(tail)
  }
  if (namesProvision(tail)) return false
  if (opens) return tail === '' || /(?:[:,—–]|\b(?:in particular|the following|as follows|that|where))$/.test(tail)
  return /(?:[;,.:”’"*\])]|[;,.]\s+(?:and|or|and\/or))$/.test(tail)
}

const sentenceEnd = /(?<!\b(?:No|Nos|Art|p|pp|cf|e\.g|i\.e|L|C))\.\s+(?=[A-Z‘“])/

/** Splits after the first sentence; the rest is '' where there is only one. */
export function firstSentence(text: string): { first: string; rest: string } {
  const end = sentenceEnd.exec(text)
  if (end === null) return { first: text, rest: '' }
  return { first: text.slice(0, end.index + 1), rest: text.slice(end.index + 1).trim() }
}
