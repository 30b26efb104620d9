import type { StageQuery } from '../api/generated.ts'

type Draft = NonNullable<StageQuery['draft']>
type Moved = Draft['history'][number]

/** A round that was sent back: what it was about stays readable. */
export interface Round {
  readonly id: string
  readonly stage: string
  readonly to: string
  readonly began: string
  readonly ended: string
  readonly reason: string
  readonly ballots: readonly Draft['ballots'][number][]
  readonly editions: readonly Draft['editions'][number][]
}

/** The rounds of a draft that were sent back, the latest first, each with the editions frozen and the ballots opened in it. */
export function roundsOf({ history, ballots, editions }: Pick<Draft, 'history' | 'ballots' | 'editions'>, isBack: (from: string, to: string) => boolean): readonly Round[] {
  const moves = history.filter(event => event.takenBackAt === null)
  return moves
    .flatMap((event, index): readonly Round[] => {
      const before: Moved | undefined = moves[index - 1]
      if (event.from === null || before === undefined || before.to !== event.from || !isBack(event.from, event.to)) return []
      const within = (at: string): boolean => Date.parse(at) >= Date.parse(before.at) && Date.parse(at) <= Date.parse(event.at)
      return [{
        id: event.id, stage: event.from, to: event.to, began: before.at, ended: event.at, reason: event.reason,
        ballots: ballots.filter(ballot => within(ballot.opensAt)), editions: editions.filter(edition => within(edition.createdAt)),
      }]
    })
    .toReversed()
}
