import { accept, refusal } from '@plenary/kernel'
import type { BallotKind } from './kind.ts'
import { needsNames } from './needs-names.ts'

/** Who voted is published, how is not: the count is published as papers without names. */
export const namesOnly: BallotKind = {
  id: 'names-only',
  title: 'Ballot with names only',
  promise: 'Who voted is published. How a seat voted is shown to nobody but that seat, to no officer either; the papers are published without names.',
  holds: 'choice',
  publishes: 'batch',
  shows: () => false,
  showsOwn: true,
  admits: ({ rule }) => (needsNames(rule)
    ? refusal('names-needed', 'This rule counts weights, populations or groups of seats, so its votes cannot be published without names. Open a recorded ballot.')
    : accept(true)),
}
