import { kinds } from './kinds/index.ts'

/** What a rulebook permits around its ballots beside the counting rule. A ballot keeps it as it was at the opening. */
export interface BallotPolicy {
  /** The kinds of ballot that may be held. */
  readonly kinds: readonly string[]
  /** How often the end of an open ballot may be put off, and by at most how long each time; null where it may not be. */
  readonly extension: { readonly most: string; readonly times: number } | null
  /** Whether a ballot may be closed before its end once every seat of the roll has voted. */
  readonly closesWhenAllVoted: boolean
  /** Whether it is taken from the floor of a meeting: then it ends when the chair ends it. */
  readonly fromFloor?: boolean
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/**
 * Reads what the ballot of a rulebook says about kinds, extension and early close. Each is optional: where a rulebook is silent, every kind may be
 * held, and the end stands as it was advertised.
 */
export function ballotPolicy(ballot: object): BallotPolicy {
  const { kinds: named, extension, closesWhenAllVoted } = ballot as Fields
  const known = kinds.map(kind => kind.id)
  return {
    kinds: Array.isArray(named) ? known.filter(id => named.includes(id)) : known,
    extension: isFields(extension) && typeof extension['most'] === 'string' && isCount(extension['times']) ? { most: extension['most'], times: extension['times'] } : null,
    closesWhenAllVoted: closesWhenAllVoted === true,
  }
}
