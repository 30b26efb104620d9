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
interface Numbering { readonly label: Label; readonly kind: ClauseKind; readonly inAnnex: boolean }

/** One scheme: how each kind counts, and how its name is put together from that of its parent. */
interface Scheme {
  style(kind: ClauseKind, inAnnex: boolean, parent: Numbering | undefined): Style
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
      case 'point': return anew(inAnnex && parent?.kind !== 'paragraph' && parent?.kind !== 'point' ? 'decimal' : 'letter', kind)
      case 'subpoint': return anew('roman', kind)
    }
  },
  name(kind, designation, parent) {
    const bracketed = `(${designation})`
    switch (kind) {
      case 'part': case 'chapter': case 'section': {
        const own = `${capitalised(kind)} ${designation}`
        const within = parent?.kind === 'annex' ? `${parent.label.label}, ` : ''
        return { printed: own, label: within + own, number: own }
      }
      case 'article': return { printed: `Article ${designation}`, label: `Article ${designation}`, number: designation }
      case 'annex': return { printed: `Annex ${designation}`, label: `Annex ${designation}`, number: `Annex ${designation}` }
      case 'recital': return { printed: bracketed, label: `Recital ${bracketed}`, number: `R${designation}` }
      default: {
        const printed = kind === 'paragraph' || kind === 'clause' ? `${designation}.` : bracketed
        if (parent === undefined) return { printed, label: kind === 'point' ? `Point ${designation}` : capitalised(kind) + ' ' + designation, number: designation }
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

/**
 * The label of every clause, by the numbering of the template. A designation is kept and counting goes on from it ('4a' is followed by 5);
 * an empty designation is a clause without a number, which is not counted; a withdrawn clause without a designation is not counted either.
 * Expects reading order. Pure, and fast enough for every change of the structure.
 */
export function buildLabels(clauses: readonly Numbered[], template: Template): Map<string, Label> {
  const scheme = schemes[template]
  const numberings = new Map<string, Numbering>()
  const counts = new Map<string, { position: number; counter: Counter }>()
  const labels = new Map<string, Label>()
  for (const clause of clauses) {
    const parent = clause.parent === null ? undefined : numberings.get(clause.parent)
    const inAnnex = clause.kind === 'annex' || (parent?.inAnnex ?? false)
    const designation = nextDesignation(clause, scheme.style(clause.kind, inAnnex, parent), counts)
    const label = designation === '' ? unnumbered(parent) : { ...scheme.name(clause.kind, designation, parent), designation }
    // A clause without a number lends its parent's name to what it holds.
    numberings.set(clause.id, designation === '' && parent !== undefined
      ? { label, kind: parent.kind, inAnnex }
      : { label, kind: clause.kind, inAnnex })
    labels.set(clause.id, label)
  }
  return labels
}

function nextDesignation(clause: Numbered, style: Style, counts: Map<string, { position: number; counter: Counter }>): string {
  if (clause.designation === '' || (clause.designation === null && clause.withdrawn)) return ''
  const key = `${style.throughout ? '' : clause.parent ?? ''}/${style.group}`
  const before = counts.get(key) ?? { position: 0, counter: style.counter }
  if (clause.designation === null) {
    const position = before.position + 1
    counts.set(key, { position, counter: before.counter })
    return designationOf(position, before.counter)
  }
  const counter = counterShown(clause.designation, before.counter)
  counts.set(key, { counter, position: positionOf(clause.designation, counter) ?? before.position + 1 })
  return clause.designation
}
