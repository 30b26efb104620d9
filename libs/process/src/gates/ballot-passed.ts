import { compareInstants, lastDayInWords } from '../clock.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'
import { ballotsAt } from '../rulebook.ts'
import { standsSince } from '../stand.ts'

/** A ballot on the frozen edition, named by its hash, under a rule that the rulebook holds where the draft stands, is closed and has passed. */
export const ballotPassed: ComputedGate = {
  kind: 'computed',
  title: 'Ballot passed',
  check({ ballot, edition, draft, history }, { rulebook, move }) {
    if (ballot === null) return unmet('No ballot was opened on the frozen edition.', `/d/${draft.id}/stage#ballot`)
    const where = `/b/${ballot.id}`
    if (edition?.number !== ballot.edition || edition.hash !== ballot.editionHash) return unmet('The ballot was not on the latest frozen edition.', where)
    const held = ballotsAt(rulebook, move.from).find(one => one.rule === ballot.rule)
    if (held === undefined) return unmet(`The ballot was held under the rule ${ballot.rule}, which does not decide here.`, where)
    const since = standsSince(history, held.stages)
    if (since !== null && ballot.decidedAt !== null && compareInstants(ballot.decidedAt, since) < 0) return unmet('The latest ballot was held before the draft came here.', where)
    if (ballot.outcome === null) return unmet(`The ballot is open until ${lastDayInWords(ballot.closesAt, rulebook.zone)}.`, where)
    const said = ballot.sentence ?? `The ballot ended: ${ballot.outcome}.`
    return ballot.passed ? met(said, where) : unmet(said, where)
  },
}
