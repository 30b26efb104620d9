import type { Form } from './markers.ts'

const number = String.raw`(?:[\dIVXLC]+[a-z]?(?:\.\d+)*\.?|\([a-z\d]+\))`
const listed = new RegExp([
  String.raw`\b(?:(?:points?|paragraphs?|subparagraphs?|indents?)\s+(?:${number}|,|and|or|to|of|\s)*`,
  String.raw`|Articles?\s+(?:${number}|, (?=\d)|and|or|to|of|\s)*)$`,
].join(''))
const single = new RegExp(String.raw`\b(?:Annex(?:es)?|Sections?|Chapters?|Titles?|Regulations?|Directives?|Nos?)(?:\s+${number})?$`)

/** Whether text that ends here is in the middle of naming a provision: 'referred to in points (a) and'. */
const namesProvision = (before: string): boolean => listed.test(before.slice(-90)) || single.test(before.trimEnd().slice(-40))

const insideQuotation = (before: string): boolean => {
  let depth = 0
  for (const sign of before.matchAll(/[“”]/g)) depth = sign[0] === '“' ? depth + 1 : Math.max(0, depth - 1)
  return depth > 0
}

/**
 * Whether, in a text without lines, a number standing after `before` and ahead of `after` may begin a unit.
 * An opening number needs something that announces a list; a continuing one needs the end of the unit before it.
 */
export function mayBegin(form: Form, opens: boolean, before: string, after: string): boolean {
  const tail = before.trimEnd()
  if (insideQuotation(tail)) return false
  if (form === 'dot') {
    if (after !== '' && !/^[A-Z‘“"'(]/.test(after)) return false
    if (opens) return tail === '' || /[.:]$/.test(tail) || (tail.length < 160 && !/;$/.test(tail) && !namesProvision(`${tail} `))
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
