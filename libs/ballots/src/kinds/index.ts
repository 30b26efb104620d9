import type { BallotKind } from './kind.ts'
import { namesOnly } from './names-only.ts'
import { recorded } from './recorded.ts'
import { secret } from './secret.ts'

export type { BallotKind, Moment, Opening } from './kind.ts'
export { FEWEST } from './secret.ts'

/** The kinds of ballot. Another one is one more file and one more line. */
export const kinds: readonly BallotKind[] = [recorded, namesOnly, secret]

/** The kind with this id, or null. */
export const kindOf = (id: string): BallotKind | null => kinds.find(kind => kind.id === id) ?? null
