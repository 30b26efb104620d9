import { compareInstants, dateInWords } from '../clock.ts'
import { cycleStart, met, unmet, type ComputedGate } from '../gate.ts'

/** Consensus on the text as it stands: found by the chair, decided by a consent round, or adopted by silence. */
export const consensusFound: ComputedGate = {
  kind: 'computed',
  title: 'Consensus found',
  check(facts, { rulebook }) {
    const { consensus = null, lastSubstantiveChangeAt, draft } = facts
    const where = `/d/${draft.id}/polls#findings`
    if (consensus === null || compareInstants(consensus.at, cycleStart(facts, rulebook)) < 0) {
      return unmet('Nobody has found consensus yet: the chair finds it, a consent round decides it, or silence adopts it.', where)
    }
    if (lastSubstantiveChangeAt !== null && compareInstants(lastSubstantiveChangeAt, consensus.at) > 0) {
      return unmet(`The text was changed on ${dateInWords(lastSubstantiveChangeAt, rulebook.zone)}, after consensus was found.`, where)
    }
    return consensus.reached ? met(consensus.sentence, where) : unmet(consensus.sentence, where)
  },
}
