import { durationInWords, lastDayInWords, reached } from '../clock.ts'
import { endOf } from '../period.ts'
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
    const end = endOf(rulebook, enteredAt(history, now), minimum)
    const words = durationInWords(minimum)
    return reached(now, end)
      ? met(`The minimum of ${words} was over on ${lastDayInWords(end, rulebook.zone)}.`, where)
      : unmet(`The minimum of ${words} runs until the end of ${lastDayInWords(end, rulebook.zone)}.`, where)
  },
}
