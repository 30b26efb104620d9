import { counted, met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'

/** Every open objection has an answer to its substance. The duty is to address it, not to clear it. */
export const objectionsAnswered: ComputedGate = {
  kind: 'computed',
  title: 'Objections answered',
  check({ openObjections, draft }) {
    const where = `/d/${draft.id}/comments?status=objection`
    const waiting = openObjections.filter(one => !one.answered)
    if (openObjections.length === 0) return met('No objection is open.', where)
    if (waiting.length === 0) return met(`${counted(openObjections.length, 'open objection is', 'open objections are')} answered.`, where)
    const named = waiting.slice(0, 3).map(({ by, on }) => `${by} on ${on}`)
    return unmet(`${counted(waiting.length, 'objection is', 'objections are')} not answered: ${listed(waiting.length > 3 ? [...named, counted(waiting.length - 3, 'other')] : named)}.`, where)
  },
}
