import { buildLabels, type Label } from './numbering.ts'
import { blockId, type Block, type Clause, type TextDocument } from './model.ts'
import { renderBlocks, type Footnotes } from './render-blocks.ts'
import { escapeHtml } from './escape.ts'

/** What rendering one clause needs from the text around it. */
export interface RenderContext {
  readonly labels: ReadonlyMap<string, Label>
  /** How deep the clause stands, 0 at the root; headings follow it and stop at `h6`. */
  readonly depth: number
  /** Rendering for a page on which the clauses stand beside others: prefix of anchors, 'c-' unless told. */
  readonly anchorPrefix?: string
}

const headingLevel = (depth: number): number => Math.min(depth + 2, 6)

// Small clauses carry their number beside the first line, as printed law does; the others carry it in their heading.
const runsIn: ReadonlySet<string> = new Set(['paragraph', 'point', 'subpoint', 'recital'])

function renderHeading(clause: Clause, label: Label | undefined, context: RenderContext, footnotes: Footnotes): string {
  const title = clause.blocks.find(block => block.type === 'title')
  const printed = label?.printed ?? ''
  const number = printed === '' ? '' : `<bdi class="number">${escapeHtml(printed)}</bdi>`
  if (title === undefined && runsIn.has(clause.kind)) return number
  if (title === undefined && number === '') return ''
  const level = headingLevel(context.depth)
  const id = title === undefined ? null : blockId(title)
  const words = title === undefined ? '' : renderBlocks([{ ...title, type: 'heading_words' }], context, footnotes)
  const block = id === null ? '' : ` data-block="${escapeHtml(id)}"`
  return `<h${level} class="title" dir="auto"${block}>${number}${number !== '' && words !== '' ? ' ' : ''}${words}</h${level}>`
}

/**
 * A clause as static semantic HTML for reading, without its sub-clauses. Everything is escaped: no text can become markup or script.
 *
 * `<section class="clause clause-<kind>" id="c-<id>" data-clause>` with, in this order: the heading `h2`–`h6.title` (or, for paragraphs,
 * points, sub-points and recitals without a title, only `bdi.number`), `p.gap` where text is missing, the blocks, `ol.footnotes`.
 * Classes: `clause`, `clause-<kind>`, `withdrawn`, `informative`, `number`, `title`, `gap`, `requirement` (with `data-form`), `verb`,
 * `note`, `example`, `definition`, `term`, `formula`, `xref`, `xref dangling`, `cite`, `footnote-call`, `footnotes`, `bracket`.
 * Every block carries `data-block` and `dir="auto"`.
 */
export function renderClause(clause: Clause, context: RenderContext): string {
  const footnotes: Footnotes = { prefix: clause.id, notes: [] }
  const label = context.labels.get(clause.id)
  const classes = ['clause', `clause-${clause.kind}`, ...(clause.withdrawn ? ['withdrawn'] : []), ...(clause.informative ? ['informative'] : [])]
  const id = escapeHtml(clause.id)
  const body = renderBlocks(clause.blocks.filter((block, at) => block.type !== 'title' || at !== firstTitle(clause.blocks)), context, footnotes)
  return [
    `<section class="${classes.join(' ')}" id="${escapeHtml(context.anchorPrefix ?? 'c-')}${id}" data-clause="${id}">`,
    renderHeading(clause, label, context, footnotes),
    clause.gap === null ? '' : `<p class="gap" dir="auto">${escapeHtml(clause.gap)}</p>`,
    body,
    footnotes.notes.length === 0 ? '' : `<ol class="footnotes">${footnotes.notes.join('')}</ol>`,
    '</section>',
  ].join('')
}

const firstTitle = (blocks: readonly Block[]): number => blocks.findIndex(block => block.type === 'title')

/** How deep each clause stands, 0 at the root. */
export function depthsOf(clauses: readonly Pick<Clause, 'id' | 'parent'>[]): Map<string, number> {
  const depths = new Map<string, number>()
  for (const { id, parent } of clauses) depths.set(id, parent === null ? 0 : (depths.get(parent) ?? -1) + 1)
  return depths
}

/** The whole text as static HTML: one section per clause, one after the other in reading order, `data-depth` telling how deep each stands. */
export function renderDocument(document: TextDocument, labels = buildLabels(document.clauses, document.template)): string {
  const depths = depthsOf(document.clauses)
  const sections = document.clauses.map(clause => {
    const depth = depths.get(clause.id) ?? 0
    return renderClause(clause, { labels, depth }).replace('<section ', `<section data-depth="${depth}" `)
  })
  return `<article class="text" lang="${escapeHtml(document.language)}" dir="auto"><h1 class="title" dir="auto">${escapeHtml(document.title)}</h1>${sections.join('')}</article>`
}
