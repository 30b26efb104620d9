import { durationInWords, lastDayInWords, reached } from '../clock.ts'
import { endOf } from '../period.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'
import { stageOf } from '../rulebook.ts'
import { suspending } from '../terms.ts'

/** The time in which the result may be appealed has run from the day it was recorded, and no appeal is pending that suspends the move. */
export const appealWindowOver: ComputedGate = {
  kind: 'computed',
  title: 'Appeal window over',
  check({ ballot, draft, now, pendingAppeals = [] }, { rulebook, move }) {
    const pending = suspending(rulebook, pendingAppeals, stageOf(rulebook, move.to).phase)
    if (pending.length > 0) {
      const named = pending.map(({ number, against, body }) => `appeal ${number} against ${against} is pending before ${body}`)
      return unmet(`Nothing takes effect while an appeal is pending: ${listed(named)}.`, `/d/${draft.id}/appeals`)
    }
    const { zone, appeal: { window } } = rulebook
    if (ballot?.decidedAt == null) {
      return unmet(`The appeal window of ${durationInWords(window)} starts when the result is recorded.`, `/d/${draft.id}/stage#appeal`)
    }
    const end = endOf(rulebook, ballot.decidedAt, window)
    const where = `/b/${ballot.id}`
    return reached(now, end)
      ? met(`The appeal window closed on ${lastDayInWords(end, zone)}.`, where)
      : unmet(`The result may be appealed until ${lastDayInWords(end, zone)}.`, where)
  },
}
