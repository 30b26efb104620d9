import { accept, refusal } from '@plenary/kernel'
import type { BallotKind } from './kind.ts'
import { needsNames } from './needs-names.ts'

/** In a ballot of fewer seats the bare result says too much of who voted how. */
export const FEWEST = 5

/** The secret ballot: papers are sealed where they are written and opened together, without names. */
export const secret: BallotKind = {
  id: 'secret',
  title: 'Secret ballot',
  promise: 'Who took part is published. Your paper is sealed in your browser and opened with all others at the close, in an order that says nothing of who cast it.',
  holds: 'sealed',
  publishes: 'batch',
  shows: () => false,
  showsOwn: false,
  admits: ({ rule, seats, confirmed }) => {
    if (needsNames(rule)) {
      return refusal('names-needed', 'This rule counts weights, populations or groups of seats, so it cannot be voted on in secret. Open a recorded ballot.')
    }
    if (seats < FEWEST && !confirmed) {
      return refusal('too-few', `With ${seats === 1 ? 'one seat' : `${seats} seats`} the result itself tells who voted how. A secret ballot has at least ${FEWEST} seats, unless you confirm that you know this.`)
    }
    return accept(true)
  },
}
