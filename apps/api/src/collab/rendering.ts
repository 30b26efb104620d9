import { buildLabels, countWords, depthsOf, outline, renderClause, type TextDocument } from '@plenary/document'
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
  const clauses = new Map(standing.map(clause => [clause.id, clause]))
  const entries = outline({ ...document, clauses: standing }, labels).flatMap(({ clauseId, depth, number, title }) => {
    const clause = clauses.get(clauseId)
    return clause ? [{ clauseId, depth, number, title, kind: clause.kind, gap: clause.gap }] : []
  })
  return { html: sections.join(''), beginning, outline: entries, words: countWords(document) }
}

/** The rendering of a text, made once for each state of it. */
export function renderingOf(document: TextDocument): Rendering {
  const known = rendered.get(document)
  if (known) return known
  const fresh = render(document)
  rendered.set(document, fresh)
  return fresh
}
