import { dateInWords, durationInWords, lastDayInWords, reached } from '../clock.ts'
import { endOf } from '../period.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'

/** A public call ran for at least the minimum of the rulebook and is closed. */
export const callClosed: ComputedGate = {
  kind: 'computed',
  title: 'Public call closed',
  check({ call, draft, now }, { rulebook }) {
    const where = `/d/${draft.id}/stage#call`
    const { zone, call: { minimum } } = rulebook
    if (call === null) return unmet(`No public call was opened; it runs for at least ${durationInWords(minimum)}.`, where)
    if (!reached(now, call.closesAt)) return unmet(`The public call is open until ${lastDayInWords(call.closesAt, zone)}.`, where)
    const earliest = endOf(rulebook, call.openedAt, minimum)
    return reached(call.closesAt, earliest)
      ? met(`The public call ran from ${dateInWords(call.openedAt, zone)} to ${lastDayInWords(call.closesAt, zone)}.`, where)
      : unmet(`The public call closed before its minimum of ${durationInWords(minimum)} was over (${lastDayInWords(earliest, zone)}).`, where)
  },
}
