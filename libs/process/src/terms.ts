import * as v from 'valibot'
import { isDuration } from './clock.ts'
import type { PendingAppeal } from './facts.ts'
import { phases, type Phase } from './phase.ts'
import type { Rulebook } from './rulebook.ts'

/** One body that decides appeals, and how long it has. */
export interface AppealLevel {
  readonly body: string
  /** ISO 8601; null when the rulebook sets no time. */
  readonly decide: string | null
}

/** Until when one may appeal, to whom, and what waits meanwhile. */
export interface AppealTerms {
  readonly zone: string
  readonly window: string
  readonly levels: readonly AppealLevel[]
  /** Into which phases a draft does not move while an appeal is pending. */
  readonly suspends: readonly Phase[]
}

const duration = v.pipe(v.string(), v.check(isDuration))
const level = v.object({ body: v.string(), decide: v.nullish(duration) })
// Read loosely: a rulebook that says nothing of it has the default, one that says more is read as far as this asks.
const said = v.object({
  appeal: v.optional(v.object({ levels: v.optional(v.array(level)), suspends: v.optional(v.union([v.boolean(), v.array(v.picklist(phases))])) })),
  objection: v.optional(v.object({ respond: v.optional(duration) })),
  silence: v.optional(v.object({ minimum: v.optional(duration) })),
})

const read = (book: Rulebook): v.InferOutput<typeof said> => {
  const found = v.safeParse(said, book)
  return found.success ? found.output : {}
}

/** How appeals run under a rulebook. Where it says nothing, the parent committee decides in 90 days, and what is appealed does not take effect meanwhile. */
export function appealTerms(book: Rulebook): AppealTerms {
  const { levels, suspends } = read(book).appeal ?? {}
  return {
    zone: book.zone, window: book.appeal.window,
    levels: (levels ?? [{ body: 'parent committee', decide: 'P90D' }]).map(({ body, decide }) => ({ body: /^(the|an?) /i.test(body) ? body : `the ${body}`, decide: decide ?? null })),
    suspends: Array.isArray(suspends) ? suspends : suspends === false ? [] : ['implementation'],
  }
}

/** How long a seat has to say whether an answer clears its objection. */
export const respondTime = (book: Rulebook): string => read(book).objection?.respond ?? 'P14D'

/** How long a silence procedure runs at least. 72 hours is the floor of the General Assembly's procedure (resolution 74/544 of 2020). */
export const silenceMinimum = (book: Rulebook): string => read(book).silence?.minimum ?? 'PT72H'

/** The pending appeals that keep a draft out of a phase. */
export const suspending = (book: Rulebook, pending: readonly PendingAppeal[], into: Phase): readonly PendingAppeal[] =>
  (appealTerms(book).suspends.includes(into) ? pending : [])
