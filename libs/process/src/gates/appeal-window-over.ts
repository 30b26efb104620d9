import { durationInWords, endOfPeriod, lastDayInWords, reached } from '../clock.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'

/** The time in which the result may be appealed has run from the day it was recorded. */
export const appealWindowOver: ComputedGate = {
  kind: 'computed',
  title: 'Appeal window over',
  check({ ballot, draft, now }, { rulebook }) {
    const { zone, appeal: { window } } = rulebook
    if (ballot?.decidedAt == null) {
      return unmet(`The appeal window of ${durationInWords(window)} starts when the result is recorded.`, `/d/${draft.id}/stage#appeal`)
    }
    const end = endOfPeriod(ballot.decidedAt, window, zone)
    const where = `/b/${ballot.id}`
    return reached(now, end)
      ? met(`The appeal window closed on ${lastDayInWords(end, zone)}.`, where)
      : unmet(`The result may be appealed until ${lastDayInWords(end, zone)}.`, where)
  },
}
