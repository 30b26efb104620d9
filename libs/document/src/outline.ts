import { titleOf, type TextDocument } from './model.ts'
import { buildLabels, type Label } from './numbering.ts'
import { depthsOf } from './render.ts'

/** One line of the table of contents. */
export interface OutlineEntry {
  readonly clauseId: string
  readonly depth: number
  readonly label: string
  readonly number: string
  readonly title: string
  readonly withdrawn: boolean
  readonly hasGap: boolean
}

/** The table of contents: clauses with a title, and those at the top or marked as a gap without one. In reading order. */
export function outline(document: TextDocument, labels: ReadonlyMap<string, Label> = buildLabels(document.clauses, document.template)): OutlineEntry[] {
  const depths = depthsOf(document.clauses)
  return document.clauses.flatMap((clause): OutlineEntry[] => {
    const title = titleOf(clause)
    if (title === '' && clause.parent !== null && clause.gap === null) return []
    const label = labels.get(clause.id)
    return [{
      clauseId: clause.id,
      depth: depths.get(clause.id) ?? 0,
      label: label?.printed ?? '',
      number: label?.number ?? '',
      title,
      withdrawn: clause.withdrawn,
      hasGap: clause.gap !== null,
    }]
  })
}

/** The clause that a reader means by a number: '14(3)', 'Article 14', 'annex iii', 'R12'. Undefined if none or several have it. */
export function clauseByNumber(document: TextDocument, wanted: string, labels: ReadonlyMap<string, Label> = buildLabels(document.clauses, document.template)): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s.]+$/, '').replace(/\s+/g, ' ').replace(/ \(/g, '(').trim()
  const found = document.clauses.filter(({ id }) => {
    const label = labels.get(id)
    return label !== undefined && label.designation !== '' && [label.label, label.number, label.printed].some(name => plain(name) === plain(wanted))
  })
  const exact = found.filter(({ id }) => plain(labels.get(id)?.label ?? '') === plain(wanted) || plain(labels.get(id)?.number ?? '') === plain(wanted))
  const [only, second] = exact.length > 0 ? exact : found
  return second === undefined ? only?.id : undefined
}
