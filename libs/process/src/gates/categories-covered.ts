import { counted, met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'

/** Each interest category the committee declares has at least one seat. */
export const categoriesCovered: ComputedGate = {
  kind: 'computed',
  title: 'Interest categories covered',
  check({ categories, seats, draft }) {
    const where = `/c/${draft.committeeId}/people`
    const seated = new Set(seats.map(seat => seat.category))
    const empty = categories.filter(category => !seated.has(category.id)).map(category => category.name)
    if (categories.length === 0) return unmet('The committee has declared no interest category.', where)
    return empty.length === 0
      ? met(`Each of the ${counted(categories.length, 'declared interest category', 'declared interest categories')} has a seat.`, where)
      : unmet(`No seat yet for ${listed(empty)}.`, where)
  },
}
