import { dateInWords, durationInWords, lastDayInWords, reached } from '../clock.ts'
import { endOf } from '../period.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'

/** Nothing of substance changed during the cooling-off time before the text freezes. */
export const coolingOff: ComputedGate = {
  kind: 'computed',
  title: 'Cooling-off over',
  check({ lastSubstantiveChangeAt, draft, now }, { rulebook }) {
    const where = `/d/${draft.id}/history`
    const { zone, coolingOff: span } = rulebook
    if (lastSubstantiveChangeAt === null) return met('No change of substance was made.', where)
    const changed = dateInWords(lastSubstantiveChangeAt, zone)
    const end = endOf(rulebook, lastSubstantiveChangeAt, span)
    return reached(now, end)
      ? met(`The last change of substance was on ${changed}, more than ${durationInWords(span)} ago.`, where)
      : unmet(`The last change of substance was on ${changed}; ${durationInWords(span)} of cooling-off run until the end of ${lastDayInWords(end, zone)}.`, where)
  },
}
