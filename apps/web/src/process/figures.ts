import type { ProcessFlowQuery } from '../api/generated.ts'

type Answered = NonNullable<ProcessFlowQuery['processFlow']>
type MoveFigures = Answered['moves'][number]

/** What a picture of the process shows beside its counts. */
export interface Figures {
  stageOf(code: string): { readonly late: number; readonly waiting: number; readonly medianDays: number | null }
  madeOf(from: string, to: string): number
}

/** Before the figures have come, and where no draft is. */
export const nothingFlows: Figures = { stageOf: () => ({ late: 0, waiting: 0, medianDays: null }), madeOf: () => 0 }

/** The figures of an answer, by stage and by move. */
export function figuresOf(answer: Answered | null): Figures {
  if (answer === null) return nothingFlows
  return {
    stageOf: code => {
      const stage = answer.stages.find(one => one.stage === code)
      const waiting = answer.moves.filter(move => move.from === code).reduce((sum, move) => sum + move.waiting, 0)
      return { late: stage?.late ?? 0, waiting, medianDays: stage?.medianDays ?? null }
    },
    madeOf: (from, to) => answer.moves.find(move => move.from === from && move.to === to)?.made ?? 0,
  }
}

/** The move at whose gate most drafts wait; null when none does. */
export function fullestGate(answer: Answered | null): MoveFigures | null {
  const [first] = (answer?.moves ?? []).toSorted((a, b) => b.waiting - a.waiting)
  return first !== undefined && first.waiting > 0 ? first : null
}

/** How many moves went on and how many back in the year, by the kinds of the rulebook. */
export function movesMade(answer: Answered | null, kindOf: (from: string, to: string) => string | undefined): { readonly on: number; readonly back: number } {
  const sum = (kind: string): number => (answer?.moves ?? []).filter(move => kindOf(move.from, move.to) === kind).reduce((total, move) => total + move.made, 0)
  return { on: sum('forward'), back: sum('back') }
}
