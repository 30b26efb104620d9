import type { Rulebook } from '../rulebook.ts'
import { loadRulebook } from '../rulebook-reader.ts'
import harmonization from './harmonization.json' with { type: 'json' }

const read = (data: unknown): Rulebook => {
  const book = loadRulebook(data)
  if (!book.ok) throw new Error(book.refusal.message)
  return book.value
}

/** The rulebooks of the house, by id. This folder is the only place that names a body. */
export const rulebooks: Readonly<Record<string, Rulebook>> = {
  harmonization: read(harmonization),
}

/** The rulebook with this id, or null. */
export const rulebookOf = (id: string): Rulebook | null => (Object.hasOwn(rulebooks, id) ? (rulebooks[id] ?? null) : null)
