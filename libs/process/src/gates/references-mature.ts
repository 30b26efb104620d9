import { counted, met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'

/** Every text that the draft refers to normatively is as mature as the draft is about to be. */
export const referencesMature: ComputedGate = {
  kind: 'computed',
  title: 'Normative references mature',
  check({ references, draft }) {
    const where = `/d/${draft.id}/references`
    const weak = references.filter(one => !one.mature)
    if (references.length === 0) return met('The text has no normative reference to another draft.', where)
    if (weak.length === 0) return met(`Each of the ${counted(references.length, 'normative reference')} is mature.`, where)
    const named = weak.slice(0, 3).map(({ name, why }) => `${name} (${why})`)
    const all = weak.length > 3 ? [...named, counted(weak.length - 3, 'other')] : named
    return unmet(`${counted(weak.length, 'normative reference is', 'normative references are')} not mature: ${listed(all)}.`, where)
  },
}
