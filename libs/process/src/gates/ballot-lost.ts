import { met, unmet, type ComputedGate } from '../gate.ts'

/** The latest ballot on the frozen edition is closed and has not passed. What the rulebook does with a lost ballot waits for it. */
export const ballotLost: ComputedGate = {
  kind: 'computed',
  title: 'Ballot lost',
  check({ ballot, draft }) {
    if (ballot === null) return unmet('No ballot was opened on the frozen edition.', `/d/${draft.id}/stage#ballot`)
    const where = `/b/${ballot.id}`
    if (ballot.outcome === null) return unmet('The ballot is open.', where)
    const said = ballot.sentence ?? `The ballot ended: ${ballot.outcome}.`
    return ballot.passed ? unmet(said, where) : met(said, where)
  },
}
