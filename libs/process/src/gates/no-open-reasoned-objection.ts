import { counted, met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'

/** No reasoned objection stands: each was ended by its seat, by its silence or by a recorded finding. */
export const noOpenReasonedObjection: ComputedGate = {
  kind: 'computed',
  title: 'No open reasoned objection',
  check({ openObjections, draft }) {
    const where = `/d/${draft.id}/comments?status=objection`
    if (openObjections.length === 0) return met('No reasoned objection is open.', where)
    const named = openObjections.slice(0, 3).map(({ by, on, lacks }) => (lacks ? `${by} on ${on} ${lacks}` : `${by} on ${on}`))
    const rest = openObjections.length - named.length
    const all = rest > 0 ? [...named, counted(rest, 'other')] : named
    return unmet(`${counted(openObjections.length, 'reasoned objection is', 'reasoned objections are')} open: ${listed(all)}.`, where)
  },
}
