import { rulebookOf, stageOf } from '@plenary/process'

/** What a review may come to, in the rulebook's own words. */
export interface OutcomeChoice {
  readonly code: string
  readonly title: string
  /** The title of the stage that the draft goes to; null when the text is withdrawn. */
  readonly leadsTo: string | null
}

/** The outcomes that a draft's rulebook has, in its order. None for a rulebook that this program does not have. */
export function reviewOutcomes(rulebookId: string, edition?: string): readonly OutcomeChoice[] {
  const book = rulebookOf(rulebookId, edition)
  if (book === null) return []
  return Object.entries(book.review?.outcomes ?? {}).map(([code, { title, to }]) => ({
    code,
    title,
    leadsTo: to === null ? null : stageOf(book, to).title,
  }))
}
