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

/** What a rulebook says of the moves of a draft. */
export interface Ways {
  readonly isBack: (from: string, to: string) => boolean
  /** Whether the text is frozen in a stage. */
  readonly isFrozen: (stage: string) => boolean
  /** Whether an upheld appeal against the adoption makes this move. */
  readonly isSetAside: (from: string, to: string) => boolean
}

/** The rounds of a draft that were sent back, the latest first, each with the editions frozen and the ballots opened in it. */
export function roundsOf({ history, ballots, editions }: Pick<Draft, 'history' | 'ballots' | 'editions'>, { isBack, isFrozen, isSetAside }: Ways): readonly Round[] {
  const moves = history.filter(event => event.takenBackAt === null)
  return moves
    .flatMap((event, index): readonly Round[] => {
      const last: Moved | undefined = moves[index - 1]
      const setAside = event.from !== null && isSetAside(event.from, event.to)
      if (event.from === null || last === undefined || last.to !== event.from || (!setAside && !isBack(event.from, event.to))) return []
      // The round of an adoption that was set aside began when its text was frozen.
      const frozen = moves.slice(0, index).findLast(one => isFrozen(one.to) && (one.from === null || !isFrozen(one.from)))
      const before = setAside ? (frozen ?? last) : last
      const within = (at: string): boolean => Date.parse(at) >= Date.parse(before.at) && Date.parse(at) <= Date.parse(event.at)
      return [{
        id: event.id, stage: event.from, to: event.to, began: before.at, ended: event.at, reason: event.reason,
        ballots: ballots.filter(ballot => within(ballot.opensAt)), editions: editions.filter(edition => within(edition.createdAt)),
      }]
    })
    .toReversed()
}
