import { durationInWords, endOfPeriod, lastDayInWords, reached } from '../clock.ts'
import { enteredAt } from '../stand.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'
import { stageOf } from '../rulebook.ts'

/** The draft has stood in its stage for the minimum the rulebook sets. */
export const minimumTime: ComputedGate = {
  kind: 'computed',
  title: 'Minimum time',
  check({ draft, history, now }, { rulebook, move }) {
    const where = `/d/${draft.id}/stage#time`
    const { minimum } = stageOf(rulebook, move.from)
    if (minimum === undefined) return met('This stage has no minimum time.', where)
    const end = endOfPeriod(enteredAt(history, now), minimum, rulebook.zone)
    const words = durationInWords(minimum)
    return reached(now, end)
      ? met(`The minimum of ${words} was over on ${lastDayInWords(end, rulebook.zone)}.`, where)
      : unmet(`The minimum of ${words} runs until the end of ${lastDayInWords(end, rulebook.zone)}.`, where)
  },
}
