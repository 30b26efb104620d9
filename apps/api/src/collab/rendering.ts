import { blockText, buildLabels, depthsOf, renderClause, textBlocks, titleOf, type TextDocument } from '@plenary/document'
import type { OutlineEntry } from './text.entity.ts'

/** A text rendered once: whole, in its first part, and as an outline. */
export interface Rendering {
  readonly html: string
  /** The first clauses, enough to fill the screen of a first visit. */
  readonly beginning: string
  readonly outline: readonly OutlineEntry[]
  readonly words: number
}

const BEGINNING = 40_000
// A document read from the same state is the same object, so a screen that is opened by many is rendered once.
const rendered = new WeakMap<TextDocument, Rendering>()

const inOutline = new Set(['part', 'chapter', 'section', 'article', 'annex', 'clause'])

function render(document: TextDocument): Rendering {
  const labels = buildLabels(document.clauses, document.template)
  const depths = depthsOf(document.clauses)
  const standing = document.clauses.filter(clause => !clause.withdrawn)
  const sections = standing.map(clause => {
    const depth = depths.get(clause.id) ?? 0
    return renderClause(clause, { labels, depth }).replace('<section ', `<section data-depth="${depth}" `)
  })
  let length = 0
  const beginning = sections.filter(section => (length += section.length) < BEGINNING).join('')
  const outline = standing.filter(clause => inOutline.has(clause.kind)).map(clause => ({
    clauseId: clause.id, depth: depths.get(clause.id) ?? 0, number: labels.get(clause.id)?.number ?? '', title: titleOf(clause), kind: clause.kind, gap: clause.gap,
  }))
  const words = standing.reduce((sum, clause) => sum + textBlocks(clause.blocks).reduce((count, block) => count + (blockText(block).match(/\S+/g)?.length ?? 0), 0), 0)
  return { html: sections.join(''), beginning, outline, words }
}

/** The rendering of a text, made once for each state of it. */
export function renderingOf(document: TextDocument): Rendering {
  const known = rendered.get(document)
  if (known) return known
  const fresh = render(document)
  rendered.set(document, fresh)
  return fresh
}
