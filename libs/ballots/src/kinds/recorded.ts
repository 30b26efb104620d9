import { accept } from '@plenary/kernel'
import type { BallotKind } from './kind.ts'

/** The roll call: who voted how is published with the reasons. */
export const recorded: BallotKind = {
  id: 'recorded',
  title: 'Recorded ballot',
  promise: 'How each seat votes, and why, is published once the ballot is counted.',
  holds: 'choice',
  publishes: 'votes',
  shows: (moment, results) => moment === 'counted' || results === 'open',
  showsOwn: true,
  admits: () => accept(true),
}
