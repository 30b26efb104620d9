import { counterShown, designationOf, positionOf, type Counter } from './counters.ts'
import type { Clause, ClauseKind, Template } from './model.ts'

/** What a clause is called, computed and never stored. */
export interface Label {
  /** What stands before the clause where it is printed: 'Article 14', '3.', '(a)', '5.2'. '' for a clause without a number. */
  readonly printed: string
  /** How another place names it: 'Article 14(3)(a)', '5.2', 'Recital (12)', 'Annex III, point 1(a)'. */
  readonly label: string
  /** The same, as short as the margin needs it: '14(3)(a)', '5.2', 'R12', 'Annex III.1(a)'. */
  readonly number: string
  /** The bare counter: '14', '3', 'a'. '' for a clause without a number. */
  readonly designation: string
}

/** What numbering needs to know of a clause. */
export type Numbered = Pick<Clause, 'id' | 'parent' | 'kind' | 'withdrawn' | 'designation'>

interface Style {
  readonly counter: Counter
  /** Clauses of one group share a count: a chapter beside an article does not take its number. */
  readonly group: string
  /** Counted through the whole text instead of anew in each parent. */
  readonly throughout: boolean
}

/** A clause that counts, with what its descendants need. */
interface Numbering { readonly label: Label; readonly kind: ClauseKind }

/** One scheme: how each kind counts, and how its name is put together from that of its parent. */
interface Scheme {
  style(kind: ClauseKind, inAnnex: boolean, parent: ClauseKind | undefined): Style
  name(kind: ClauseKind, designation: string, parent: Numbering | undefined): Label
}

const capitalised = (kind: ClauseKind): string => kind.charAt(0).toUpperCase() + kind.slice(1)
const anew = (counter: Counter, group: string): Style => ({ counter, group, throughout: false })
const through = (counter: Counter, group: string): Style => ({ counter, group, throughout: true })

// Made once: numbering runs at every change of the structure.
const legalStyles: Readonly<Record<ClauseKind, Style>> = {
  part: anew('romanCapital', 'part'),
  chapter: anew('romanCapital', 'chapter'),
  section: anew('decimal', 'section'),
  article: through('decimal', 'article'),
  recital: through('decimal', 'recital'),
  annex: through('romanCapital', 'annex'),
  paragraph: anew('decimal', 'body'),
  clause: anew('decimal', 'body'),
  point: anew('letter', 'point'),
  subpoint: anew('roman', 'subpoint'),
}
const annexArticle = anew('decimal', 'article')
const annexSection = anew('capital', 'section')
const annexPoint = anew('decimal', 'point')

const legal: Scheme = {
  style(kind, inAnnex, parent) {
    if (!inAnnex) return legalStyles[kind]
    if (kind === 'article') return annexArticle
    if (kind === 'section') return annexSection
    return kind === 'point' && parent !== 'paragraph' && parent !== 'point' ? annexPoint : legalStyles[kind]
  },
  name(kind, designation, parent) {
    const bracketed = `(${designation})`
    switch (kind) {
      case 'part': case 'chapter': case 'section': {
        const own = `${kind === 'part' ? 'Title' : capitalised(kind)} ${designation}`
        const within = parent?.kind === 'annex' ? `${parent.label.label}, ` : ''
        return { printed: own, label: within + own, number: own, designation }
      }
      case 'article': return { printed: `Article ${designation}`, label: `Article ${designation}`, number: designation, designation }
      case 'annex': return { printed: `Annex ${designation}`, label: `Annex ${designation}`, number: `Annex ${designation}`, designation }
      case 'recital': return { printed: bracketed, label: `Recital ${bracketed}`, number: `R${designation}`, designation }
      default: {
        const printed = kind === 'paragraph' || kind === 'clause' ? `${designation}.` : bracketed
        if (parent === undefined) return { printed, label: kind === 'point' ? `Point ${designation}` : `${capitalised(kind)} ${designation}`, number: designation, designation }
        // 'Point 3.1' repeats the number of the point that holds it.
        if (designation.startsWith(`${parent.label.designation}.`)) {
          const within = (name: string): string => name.slice(0, name.length - parent.label.designation.length) + designation
          return { printed, label: within(parent.label.label), number: within(parent.label.number), designation }
        }
        // In an annex and its sections a point is cited by its own word: 'Annex III, point 1(a)'.
        if (parent.kind === 'annex' || parent.kind === 'section') {
          return { printed, label: `${parent.label.label}, point ${designation}`, number: `${parent.label.number}.${designation}`, designation }
        }
        return { printed, label: parent.label.label + bracketed, number: parent.label.number + bracketed, designation }
      }
    }
  },
}

const dottedBody = anew('decimal', 'body')
const dottedStyles: Readonly<Partial<Record<ClauseKind, Style>>> = {
  annex: through('capital', 'annex'),
  recital: through('decimal', 'recital'),
  point: anew('letter', 'point'),
  subpoint: anew('decimal', 'subpoint'),
}

const dotted = (separatorAtEnd: string, top: (designation: string) => string, annexWord: string): Scheme => ({
  style: kind => dottedStyles[kind] ?? dottedBody,
  name(kind, designation, parent) {
    if (kind === 'annex') return { printed: `${annexWord} ${designation}`, label: `${annexWord} ${designation}`, number: designation, designation }
    if (kind === 'recital') return { printed: `(${designation})`, label: `Recital (${designation})`, number: `R${designation}`, designation }
    if (kind === 'point' || kind === 'subpoint') {
      const own = `${designation})`
      return { printed: own, label: parent === undefined ? own : `${parent.label.label} ${own}`, number: `${parent?.label.number ?? ''}${own}`, designation }
    }
    const full = parent === undefined || parent.label.number === '' ? designation : `${parent.label.number}.${designation}`
    return { printed: full + separatorAtEnd, label: full.includes('.') && separatorAtEnd === '' ? full : top(full), number: full, designation }
  },
})

const schemes: Readonly<Record<Template, Scheme>> = {
  legal,
  iso: dotted('', designation => /^[A-Z]/.test(designation) ? designation : `Clause ${designation}`, 'Annex'),
  rfc: dotted('.', designation => /^[A-Z]/.test(designation) ? `Appendix ${designation}` : `Section ${designation}`, 'Appendix'),
}

const unnumbered = (parent: Numbering | undefined): Label =>
  ({ printed: '', label: parent?.label.label ?? '', number: parent?.label.number ?? '', designation: '' })

/** The count of one row of clauses: where it stands, how many were put in between two fixed numbers, and the numbers a source fixed. */
interface Row { position: number; counter: Counter; inserted: number; fixed: Set<string> | null }

const hasNumber = ({ designation, withdrawn }: Numbered): boolean => designation !== '' && (designation !== null || !withdrawn)

/** Finds the row each clause counts in, and the numbers that are fixed there. */
function rowsOf(clauses: readonly Numbered[], scheme: Scheme): Row[] {
  const natures = new Map<string, { kind: ClauseKind; inAnnex: boolean }>()
  const rows = new Map<string | null, Map<string, Row>>()
  return clauses.map(clause => {
    const parent = clause.parent === null ? undefined : natures.get(clause.parent)
    const inAnnex = clause.kind === 'annex' || (parent?.inAnnex ?? false)
    const style = scheme.style(clause.kind, inAnnex, parent?.kind)
    // A clause without a number lends what it holds the nature of its own parent.
    natures.set(clause.id, { kind: hasNumber(clause) ? clause.kind : parent?.kind ?? clause.kind, inAnnex })
    const place = style.throughout ? null : clause.parent ?? ''
    let here = rows.get(place)
    if (here === undefined) rows.set(place, here = new Map())
    let row = here.get(style.group)
    if (row === undefined) here.set(style.group, row = { position: 0, counter: style.counter, inserted: 0, fixed: null })
    if (clause.designation !== null && clause.designation !== '') (row.fixed ??= new Set()).add(clause.designation)
    return row
  })
}

/**
 * The label of every clause, by the numbering of the template. A designation is kept and counting goes on from it ('4a' is followed by 5).
 * Counting never repeats a number that a later clause of the same row holds as its designation: what is added between 4 and a fixed 5 is 4a.
 * An empty designation is a clause without a number, which is not counted; a withdrawn clause without a designation is not counted either.
 * Expects reading order. Pure, and fast enough for every change of the structure.
 */
export function buildLabels(clauses: readonly Numbered[], template: Template): Map<string, Label> {
  const scheme = schemes[template]
  const rows = rowsOf(clauses, scheme)
  const numberings = new Map<string, Numbering>()
  const labels = new Map<string, Label>()
  clauses.forEach((clause, at) => {
    const parent = clause.parent === null ? undefined : numberings.get(clause.parent)
    const designation = hasNumber(clause) ? nextDesignation(clause, rows[at] as Row) : ''
    const label = designation === '' ? unnumbered(parent) : scheme.name(clause.kind, designation, parent)
    numberings.set(clause.id, { label, kind: designation === '' ? parent?.kind ?? clause.kind : clause.kind })
    labels.set(clause.id, label)
  })
  return labels
}

function nextDesignation(clause: Numbered, row: Row): string {
  if (clause.designation !== null) {
    row.counter = counterShown(clause.designation, row.counter)
    row.position = positionOf(clause.designation, row.counter) ?? row.position + 1
    row.inserted = 0
    return clause.designation
  }
  const next = designationOf(row.position + 1, row.counter)
  if (row.fixed === null || !row.fixed.has(next)) {
    row.position += 1
    row.inserted = 0
    return next
  }
  // Before a fixed first number the law writes -1; between two fixed numbers 4a, 4b.
  let between: string
  do {
    row.inserted += 1
    const letter = designationOf(row.inserted, 'letter')
    between = row.position === 0 ? `-${next}${row.inserted === 1 ? '' : letter}` : `${designationOf(row.position, row.counter)}${letter}`
  } while (row.fixed.has(between))
  return between
}
