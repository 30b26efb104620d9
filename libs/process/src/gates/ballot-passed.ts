import { lastDayInWords } from '../clock.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'

/** A ballot on the frozen edition, named by its hash, is closed and has passed. */
export const ballotPassed: ComputedGate = {
  kind: 'computed',
  title: 'Ballot passed',
  check({ ballot, edition, draft }, { rulebook }) {
    if (ballot === null) return unmet('No ballot was opened on the frozen edition.', `/d/${draft.id}/stage#ballot`)
    const where = `/b/${ballot.id}`
    if (edition?.number !== ballot.edition || edition.hash !== ballot.editionHash) return unmet('The ballot was not on the latest frozen edition.', where)
    if (ballot.outcome === null) return unmet(`The ballot is open until ${lastDayInWords(ballot.closesAt, rulebook.zone)}.`, where)
    const said = ballot.sentence ?? `The ballot ended: ${ballot.outcome}.`
    return ballot.passed ? met(said, where) : unmet(said, where)
  },
}
