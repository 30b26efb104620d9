import { buildLabels, type Block, type Clause, type ClauseKind, type TextDocument } from '@plenary/document'
import type { Gap, ImportedDraft, Severity } from '../format.ts'
import { holesIn, mend, type Damage, type Mended } from './damage.ts'
import type { Passage } from './markers.ts'
import { outlineOf, type Item } from './outline.ts'
import { annexesNamed, linkReferences, targetsOf, type Targets } from './references.ts'
import type { SourceAct, SourceUnit } from './source.ts'

/** A clause on its way into the document: its text is still words. */
interface Draft {
  readonly clause: Omit<Clause, 'blocks'>
  readonly title: string | null
  readonly passages: readonly Passage[]
  readonly damage: readonly Damage[]
  /** False for a clause that only marks what is missing. */
  readonly fromSource: boolean
  /** The words are those of another instrument, which this one amends: its articles are not ours. */
  readonly amendsAnother: boolean
}

const amendsAnother = ({ title, text }: SourceUnit): boolean =>
  /^Amendments? (?:to|of) (?!Annex)/.test(title ?? '') || /(?:is|are) amended as follows:|the following (?:sub)?(?:paragraph|point|article)s? (?:is|are) (?:added|inserted):/i.test(text)

/** Builds the document model and the loss report from an act. Everything the reader must know stands in both. */
export function assemble(act: SourceAct, format: string, newId: () => string): ImportedDraft {
  const units = flatten(act.units)
  const drafts: Draft[] = []
  const warnings: string[] = [...act.leftOut]
  const sections = withHoles(act.units, warnings)
  for (const top of [...sections, ...missingAnnexes(units)]) addUnit(top, null)
  const clauses = drafts.map(({ clause }) => ({ ...clause, blocks: [] }))
  const targets = targetsOf(clauses, buildLabels(clauses, 'legal'))
  const document: TextDocument = {
    schema: 1,
    template: 'legal',
    language: act.language,
    title: act.title,
    clauses: drafts.map(draft => ({ ...draft.clause, blocks: blocksOf(draft, targets, newId) })),
  }
  if (!units.some(({ kind }) => kind === 'chapter') && units.some(({ text }) => /\bChapter \d/.test(text))) {
    warnings.push('The text refers to Titles and Chapters, but the source holds no division into chapters.')
  }
  return { document, report: reportOf(drafts, document, format, warnings) }

  function add(draft: Pick<Draft, 'title' | 'passages' | 'damage'> & Partial<Draft>, clause: Pick<Clause, 'parent' | 'kind' | 'designation'>): string {
    const id = newId()
    const gap = draft.damage.length === 0 ? null : draft.damage.map(({ reason }) => reason).join(' ')
    drafts.push({ fromSource: true, amendsAnother: false, ...draft, clause: { id, ...clause, gap, withdrawn: false, informative: false } })
    return id
  }

  function addUnit(source: SourceUnit | Missing, parent: string | null): void {
    if ('missing' in source) {
      add({ title: null, passages: [], damage: [{ reason: source.missing, severity: 'missing' }], fromSource: false }, { parent, kind: source.kind, designation: source.designation })
      return
    }
    const mended = mend(source, units)
    warnings.push(...mended.warnings)
    addMended(mended, parent)
    if (mended.strayHeading === null) return
    const { kind, designation, title } = mended.strayHeading
    add({ title, passages: [], damage: [] }, { parent, kind, designation })
  }

  function addMended({ unit: source, damage }: Mended, parent: string | null): void {
    const root = outlineOf(source.text, source.kind === 'annex')
    const place = { source, foreign: amendsAnother(source) }
    const { kind, designation } = source
    const id = add({ title: source.title, passages: root.passages, damage, amendsAnother: place.foreign }, { parent, kind, designation })
    for (const child of source.children) addUnit(child, id)
    for (const item of root.children) addItem(item, id, place, 0)
  }

  function addItem(item: Item, parent: string, place: { source: SourceUnit; foreign: boolean }, depth: number): void {
    const { source, foreign } = place
    const kind = kindOf(item, depth)
    const damage: Damage[] = item.doubt === null ? [] : [{ reason: item.doubt, severity: 'suspect' }]
    const empty = item.passages.length === 0 && item.children.length === 0 && item.heading === null
    if (empty) damage.push({ reason: `The text of ${item.form === 'bracket' ? `point (${item.designation})` : `paragraph ${item.designation}`} is missing from the source.`, severity: 'missing' })
    const id = add({ title: item.heading, passages: item.passages, damage, amendsAnother: foreign }, { parent, kind, designation: item.designation })
    if (item.doubt !== null) warnings.push(`${source.kind === 'annex' ? 'Annex' : 'Article'} ${source.designation}: ${item.doubt}`)
    for (const child of item.children) addItem(child, id, place, item.form === 'bracket' ? depth + 1 : depth)
  }
}

function kindOf(item: Item, depth: number): ClauseKind {
  if (item.form === 'section') return 'section'
  if (item.form !== 'bracket') return 'paragraph'
  return depth === 0 ? 'point' : 'subpoint'
}

const flatten = (units: readonly SourceUnit[]): SourceUnit[] => units.flatMap(item => [item, ...flatten(item.children)])

/** A unit that should be there and is not. */
interface Missing { readonly kind: SourceUnit['kind']; readonly designation: string; readonly missing: string }

/** The top units with a mark for every number that is not there. Rows inside chapters are counted through the whole act. */
function withHoles(units: readonly SourceUnit[], warnings: string[]): (SourceUnit | Missing)[] {
  const all = flatten(units)
  const result: (SourceUnit | Missing)[] = [...units]
  for (const kind of ['recital', 'article'] as const) {
    const holes = holesIn(all.filter(item => item.kind === kind).map(({ designation }) => designation))
    if (holes === null) warnings.push(`The numbers of the ${kind}s are no row, so it cannot be said which are missing.`)
    for (const number of holes ?? []) {
      const after = result.findLastIndex(item => ('missing' in item ? [item] : flatten([item])).some(one => one.kind === kind && parseInt(one.designation, 10) < number))
      const first = result.findIndex(item => item.kind === kind)
      const name = kind === 'recital' ? `Recital (${number})` : `Article ${number}`
      result.splice(after === -1 ? Math.max(first, 0) : after + 1, 0, { kind, designation: String(number), missing: `${name} is missing from the source.` })
    }
  }
  return result
}

function missingAnnexes(units: readonly SourceUnit[]): Missing[] {
  const present = new Set(units.filter(({ kind }) => kind === 'annex').map(({ designation }) => designation))
  return annexesNamed(units.map(({ text }) => text))
    .filter(number => !present.has(number))
    .map(number => ({ kind: 'annex', designation: number, missing: `Annex ${number} is missing from the source, though the text refers to it.` }))
}

const noTargets: Targets = new Map()

function blocksOf({ clause, title, passages, amendsAnother: foreign }: Draft, targets: Targets, newId: () => string): Block[] {
  const line = (type: string, text: string): Block => ({ type, attrs: { id: newId() }, content: linkReferences(text, foreign ? noTargets : targets, clause.id) })
  const list = (items: readonly string[]): Block => ({
    type: 'bullet_list',
    attrs: { id: newId() },
    content: items.map(item => ({ type: 'list_item', attrs: { id: newId() }, content: [line('paragraph', item)] })),
  })
  const heading: Block[] = title === null ? [] : [{ type: 'title', attrs: { id: newId() }, content: [{ type: 'text', text: title }] }]
  return [...heading, ...passages.map(passage => typeof passage === 'string' ? line('paragraph', passage) : list(passage))]
}

const mostWarnings = 500

function reportOf(drafts: readonly Draft[], document: TextDocument, format: string, warnings: readonly string[]): ImportedDraft['report'] {
  const byType: Partial<Record<ClauseKind, number>> = {}
  for (const { clause: { kind }, fromSource } of drafts) if (fromSource) byType[kind] = (byType[kind] ?? 0) + 1
  const gaps = drafts.flatMap(({ clause, damage }): Gap[] => damage.map(({ reason, severity }: { reason: string; severity: Severity }) =>
    ({ clauseId: clause.id, kind: clause.kind, designation: clause.designation, reason, severity })))
  const told = warnings.length > mostWarnings ? [...warnings.slice(0, mostWarnings), `And ${warnings.length - mostWarnings} more of this kind.`] : warnings
  const items = drafts.filter(({ fromSource }) => fromSource).length
  return { format, title: document.title, items, byType, gaps, unplaced: [], warnings: told }
}
