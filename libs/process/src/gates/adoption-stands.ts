import { met, unmet, type ComputedGate } from '../gate.ts'
import { suspensionOf } from '../suspension.ts'

/** No appeal is pending that suspends the adoption on which the draft stands. */
export const adoptionStands: ComputedGate = {
  kind: 'computed',
  title: 'Adoption not suspended',
  check(facts, { rulebook }) {
    const where = `/d/${facts.draft.id}/appeals`
    const suspended = suspensionOf(rulebook, facts)
    return suspended === null ? met('No appeal suspends the adoption.', where) : unmet(suspended, where)
  },
}
