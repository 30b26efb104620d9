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
  name(kind: ClauseKind, designation: string, parent: Numbering | undefined): Omit<Label, 'designation'>
}

const capitalised = (kind: ClauseKind): string => kind.charAt(0).toUpperCase() + kind.slice(1)
const anew = (counter: Counter, group: string): Style => ({ counter, group, throughout: false })
const through = (counter: Counter, group: string): Style => ({ counter, group, throughout: true })

const legal: Scheme = {
  style(kind, inAnnex, parent) {
    switch (kind) {
      case 'part': case 'chapter': return anew('romanCapital', kind)
      case 'annex': return through('romanCapital', kind)
      case 'article': return inAnnex ? anew('decimal', kind) : through('decimal', kind)
      case 'recital': return through('decimal', kind)
      case 'section': return anew(inAnnex ? 'capital' : 'decimal', kind)
      case 'paragraph': case 'clause': return anew('decimal', 'body')
      case 'point': return anew(inAnnex && parent !== 'paragraph' && parent !== 'point' ? 'decimal' : 'letter', kind)
      case 'subpoint': return anew('roman', kind)
    }
  },
  name(kind, designation, parent) {
    const bracketed = `(${designation})`
    switch (kind) {
      case 'part': case 'chapter': case 'section': {
        const own = `${kind === 'part' ? 'Title' : capitalised(kind)} ${designation}`
        const within = parent?.kind === 'annex' ? `${parent.label.label}, ` : ''
        return { printed: own, label: within + own, number: own }
      }
      case 'article': return { printed: `Article ${designation}`, label: `Article ${designation}`, number: designation }
      case 'annex': return { printed: `Annex ${designation}`, label: `Annex ${designation}`, number: `Annex ${designation}` }
      case 'recital': return { printed: bracketed, label: `Recital ${bracketed}`, number: `R${designation}` }
      default: {
        const printed = kind === 'paragraph' || kind === 'clause' ? `${designation}.` : bracketed
        if (parent === undefined) return { printed, label: kind === 'point' ? `Point ${designation}` : capitalised(kind) + ' ' + designation, number: designation }
        // 'Point 3.1' repeats the number of the point that holds it.
        if (designation.startsWith(`${parent.label.designation}.`)) {
          const within = (name: string): string => name.slice(0, name.length - parent.label.designation.length) + designation
          return { printed, label: within(parent.label.label), number: within(parent.label.number) }
        }
        // In an annex and its sections a point is cited by its own word: 'Annex III, point 1(a)'.
        if (parent.kind === 'annex' || parent.kind === 'section') {
          return { printed, label: `${parent.label.label}, point ${designation}`, number: `${parent.label.number}.${designation}` }
        }
        return { printed, label: parent.label.label + bracketed, number: parent.label.number + bracketed }
      }
    }
  },
}

const dotted = (separatorAtEnd: string, top: (designation: string) => string, annexWord: string): Scheme => ({
  style(kind) {
    if (kind === 'annex') return through('capital', kind)
    if (kind === 'recital') return through('decimal', kind)
    if (kind === 'point') return anew('letter', kind)
    return anew('decimal', kind === 'subpoint' ? kind : 'body')
  },
  name(kind, designation, parent) {
    if (kind === 'annex') return { printed: `${annexWord} ${designation}`, label: `${annexWord} ${designation}`, number: designation }
    if (kind === 'recital') return { printed: `(${designation})`, label: `Recital (${designation})`, number: `R${designation}` }
    if (kind === 'point' || kind === 'subpoint') {
      const own = `${designation})`
      return { printed: own, label: parent === undefined ? own : `${parent.label.label} ${own}`, number: `${parent?.label.number ?? ''}${own}` }
    }
    const full = parent === undefined || parent.label.number === '' ? designation : `${parent.label.number}.${designation}`
    return { printed: full + separatorAtEnd, label: full.includes('.') && separatorAtEnd === '' ? full : top(full), number: full }
  },
})

const schemes: Readonly<Record<Template, Scheme>> = {
  legal,
  iso: dotted('', designation => /^[A-Z]/.test(designation) ? designation : `Clause ${designation}`, 'Annex'),
  rfc: dotted('.', designation => /^[A-Z]/.test(designation) ? `Appendix ${designation}` : `Section ${designation}`, 'Appendix'),
}

const unnumbered = (parent: Numbering | undefined): Label =>
  ({ printed: '', label: parent?.label.label ?? '', number: parent?.label.number ?? '', designation: '' })

/** Where a count stands: after the clauses so far, and how many were put in between two numbers that a source fixed. */
interface Count { position: number; counter: Counter; inserted: number }

/** A clause with the count it belongs to. */
interface Counted { readonly clause: Numbered; readonly style: Style; readonly key: string; readonly inAnnex: boolean }

const hasNumber = ({ designation, withdrawn }: Numbered): boolean => designation !== '' && (designation !== null || !withdrawn)

/** Finds each clause's count, and the numbers that are fixed in it. */
function countedClauses(clauses: readonly Numbered[], scheme: Scheme): { counted: Counted[]; fixed: Map<string, Set<string>> } {
  const seen = new Map<string, { kind: ClauseKind; inAnnex: boolean }>()
  const fixed = new Map<string, Set<string>>()
  const counted = clauses.map((clause): Counted => {
    const parent = clause.parent === null ? undefined : seen.get(clause.parent)
    const inAnnex = clause.kind === 'annex' || (parent?.inAnnex ?? false)
    const style = scheme.style(clause.kind, inAnnex, parent?.kind)
    const key = `${style.throughout ? '' : clause.parent ?? ''}/${style.group}`
    // A clause without a number lends what it holds the nature of its own parent.
    seen.set(clause.id, { kind: hasNumber(clause) ? clause.kind : parent?.kind ?? clause.kind, inAnnex })
    if (clause.designation !== null && clause.designation !== '') {
      const numbers = fixed.get(key)
      if (numbers === undefined) fixed.set(key, new Set([clause.designation]))
      else numbers.add(clause.designation)
    }
    return { clause, style, key, inAnnex }
  })
  return { counted, fixed }
}

/**
 * The label of every clause, by the numbering of the template. A designation is kept and counting goes on from it ('4a' is followed by 5).
 * Counting never repeats a number that a later clause of the same row holds as its designation: what is added between 4 and a fixed 5 is 4a.
 * An empty designation is a clause without a number, which is not counted; a withdrawn clause without a designation is not counted either.
 * Expects reading order. Pure, and fast enough for every change of the structure.
 */
export function buildLabels(clauses: readonly Numbered[], template: Template): Map<string, Label> {
  const scheme = schemes[template]
  const { counted, fixed } = countedClauses(clauses, scheme)
  const numberings = new Map<string, Numbering>()
  const counts = new Map<string, Count>()
  const labels = new Map<string, Label>()
  for (const { clause, style, key } of counted) {
    const parent = clause.parent === null ? undefined : numberings.get(clause.parent)
    const designation = hasNumber(clause) ? nextDesignation(clause, key, style, { counts, fixed }) : ''
    const label = designation === '' ? unnumbered(parent) : { ...scheme.name(clause.kind, designation, parent), designation }
    numberings.set(clause.id, { label, kind: designation === '' ? parent?.kind ?? clause.kind : clause.kind })
    labels.set(clause.id, label)
  }
  return labels
}

interface Counts { readonly counts: Map<string, Count>; readonly fixed: ReadonlyMap<string, ReadonlySet<string>> }

function nextDesignation(clause: Numbered, key: string, style: Style, { counts, fixed }: Counts): string {
  const before = counts.get(key) ?? { position: 0, counter: style.counter, inserted: 0 }
  if (clause.designation !== null) {
    const counter = counterShown(clause.designation, before.counter)
    counts.set(key, { counter, position: positionOf(clause.designation, counter) ?? before.position + 1, inserted: 0 })
    return clause.designation
  }
  const taken = fixed.get(key)
  const next = designationOf(before.position + 1, before.counter)
  if (taken === undefined || !taken.has(next)) {
    counts.set(key, { ...before, position: before.position + 1, inserted: 0 })
    return next
  }
  // Before a fixed first number the law writes -1; between two fixed numbers 4a, 4b.
  let inserted = before.inserted
  let between: string
  do {
    inserted += 1
    const letter = designationOf(inserted, 'letter')
    between = before.position === 0 ? `-${next}${inserted === 1 ? '' : letter}` : `${designationOf(before.position, before.counter)}${letter}`
  } while (taken.has(between))
  counts.set(key, { ...before, inserted })
  return between
}
