import type * as v from 'valibot'
import { isFrozen } from './phase.ts'
import type { rulebookFileSchema } from './rulebook-form.ts'

/** A file of a rulebook as it was read. */
export type RulebookFile = v.InferOutput<typeof rulebookFileSchema>

/** One edition of a body's procedure as data: stages, moves, gates, clocks, ballots, objections, appeals and review. */
export type Rulebook = Omit<RulebookFile, 'editions'> & RulebookFile['editions'][number]
export type Stage = Rulebook['stages'][number]
export type Move = Rulebook['moves'][number]
export type BallotOfRulebook = Rulebook['ballots'][number]
export type RulebookClock = NonNullable<Rulebook['clocks']>[number]
export type ReviewPolicy = NonNullable<Rulebook['review']>
export type ReviewOutcome = 'confirm' | 'amend' | 'revise' | 'withdraw'

/** The stage with this code; asking for a stage the rulebook does not have is a fault. */
export function stageOf(book: Rulebook, stageCode: string): Stage {
  const found = book.stages.find(one => one.code === stageCode)
  if (found === undefined) throw new Error(`The rulebook ${book.id} has no stage ${JSON.stringify(stageCode)}.`)
  return found
}

/** The ballots that may be held in a stage, the usual one first. */
export const ballotsAt = (book: Rulebook, stageCode: string): readonly BallotOfRulebook[] => book.ballots.filter(one => one.stages.includes(stageCode))

/** The ballot under this counting rule: that of the stage, else any of the rulebook; null if it has none. */
export const ballotUnder = (book: Rulebook, rule: string, stageCode: string): BallotOfRulebook | null =>
  ballotsAt(book, stageCode).find(one => one.rule === rule) ?? book.ballots.find(one => one.rule === rule) ?? null

/** Whether the text is frozen while a draft stands here: from adoption on, and wherever the rulebook holds a ballot. */
export const isFrozenIn = (book: Rulebook, stageCode: string): boolean => isFrozen(stageOf(book, stageCode).phase) || ballotsAt(book, stageCode).length > 0

/** All gates of a move: its own, those of leaving its stage, and those of coming to the next. */
export function gateNamesOf(book: Rulebook, move: Pick<Move, 'from' | 'to' | 'kind' | 'gates'>): readonly string[] {
  if (move.kind === 'back') return move.gates
  return [...new Set([...(stageOf(book, move.from).exit ?? []), ...move.gates, ...(stageOf(book, move.to).entry ?? [])])]
}

/** The way out of a stage that leads on: the first move forward that does not end the work, else the first that does. */
export function wayOn(book: Rulebook, stageCode: string): Move | undefined {
  const ways = book.moves.filter(one => one.from === stageCode && one.kind === 'forward')
  return ways.find(one => stageOf(book, one.to).ends === undefined) ?? ways[0]
}
