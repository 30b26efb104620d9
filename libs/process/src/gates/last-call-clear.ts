import { compareInstants, dateInWords } from '../clock.ts'
import { cycleStart, met, unmet, type ComputedGate } from '../gate.ts'

/** A last call on the text as it stands has closed, and nothing of substance was left. */
export const lastCallClear: ComputedGate = {
  kind: 'computed',
  title: 'Last call clear',
  check(facts, { rulebook }) {
    const { lastCall = null, lastSubstantiveChangeAt, draft } = facts
    const where = `/d/${draft.id}/polls`
    if (lastCall === null || compareInstants(lastCall.openedAt, cycleStart(facts, rulebook)) < 0) return unmet('No last call was held in this cycle.', where)
    if (lastSubstantiveChangeAt !== null && compareInstants(lastSubstantiveChangeAt, lastCall.openedAt) > 0) {
      return unmet(`The text was changed on ${dateInWords(lastSubstantiveChangeAt, rulebook.zone)}, after the last call opened. Hold it again.`, where)
    }
    return lastCall.clear ? met(lastCall.sentence, where) : unmet(lastCall.sentence, where)
  },
}
