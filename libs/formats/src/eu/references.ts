import type { Block, Clause, Label } from '@plenary/document'
import { romanValue } from '@plenary/document'

const reference = /\b(?:Article (\d+[a-z]?)((?:\s?\([a-z\d]{1,5}\))*)|Annex ([IVXLC]+))(?![\da-z])/g
// A reference that goes on into another instrument: 'Article 9(1) of Regulation', 'Article 5 and points (a) to (c) of that Directive'.
const elsewhere = new RegExp([
  String.raw`^(?:[\s,]|\([a-z\d]{1,5}\)|\d+(?!\d)[a-z]?|\b(?:and|or|to|thereof|points?|paragraphs?|subparagraphs?|first|second|third|fourth|Articles?|Annex(?:es)?|[IVXLC]+)\b)*`,
  String.raw`\s*(?:of|to|in) (?:the |that |those |its )?(?:(?:Council|Commission|European|Delegated|Implementing|Framework|Interinstitutional|amended) )*`,
  String.raw`(?:Regulations?|Directives?|Decisions?|Treat(?:y|ies)|TFEU|TEU|Charter|Convention|Protocol|Recommendation|Agreement|Statute|Rules|Act|Annex to)\b`,
].join(''))
const insideAmendment = /[“‘](?=(?:\d{1,2}[a-z]?\.|\([a-z\d]+\)|[A-Z]))[^“”]*$/

/** Where references of one text lead: the clause for every name that this text gives. */
export type Targets = ReadonlyMap<string, string>

/** The names by which clauses of this text are cited. */
export function targetsOf(clauses: readonly Clause[], labels: ReadonlyMap<string, Label>): Targets {
  const targets = new Map<string, string>()
  for (const { id, kind } of clauses) {
    const label = labels.get(id)
    if (label === undefined || label.designation === '' || kind === 'recital' || targets.has(label.label)) continue
    targets.set(label.label, id)
  }
  return targets
}

/**
 * A line of text with its references to clauses of the same text made into cross-references. The words stay the same: a reference is
 * replaced only where its label reads exactly as the source does.
 */
export function linkReferences(text: string, targets: Targets, self: string): Block[] {
  const nodes: Block[] = []
  let from = 0
  const push = (until: number): void => {
    if (until > from) nodes.push({ type: 'text', text: text.slice(from, until) })
  }
  for (const found of text.matchAll(reference)) {
    const end = found.index + found[0].length
    const target = targets.get(found[0].replaceAll(/\s+\(/g, '('))
    if (target === undefined || target === self) continue
    if (elsewhere.test(text.slice(end, end + 160)) || insideAmendment.test(text.slice(Math.max(0, found.index - 2000), found.index))) continue
    push(found.index)
    nodes.push({ type: 'xref', attrs: { target } })
    from = end
  }
  push(text.length)
  return nodes
}

/** The annexes that a text names as its own, as roman numbers. */
export function annexesNamed(texts: readonly string[]): string[] {
  const named = new Set<string>()
  for (const text of texts) {
    for (const found of text.matchAll(/\bAnnex(?:es)? ([IVXLC]+(?:(?:, | and | or | to )[IVXLC]+)*)\b/g)) {
      const end = found.index + found[0].length
      if (elsewhere.test(text.slice(end, end + 160))) continue
      for (const number of (found[1] ?? '').match(/[IVXLC]+/g) ?? []) named.add(number)
    }
  }
  return [...named].sort((a, b) => (romanValue(a) ?? 0) - (romanValue(b) ?? 0))
}
