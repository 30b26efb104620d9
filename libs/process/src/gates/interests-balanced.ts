import { counted, met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'

/** No interest category holds more of the participating seats than the cap of the rulebook. Exact: 4 of 12 is not more than 1/3. */
export const interestsBalanced: ComputedGate = {
  kind: 'computed',
  title: 'Interests balanced',
  check({ categories, seats, draft }, { rulebook }) {
    const where = `/c/${draft.committeeId}/people`
    const cap = rulebook.balance?.cap ?? '1/2'
    const [numerator, denominator] = cap.split('/').map(BigInt) as [bigint, bigint]
    const voting = seats.filter(seat => seat.kind === 'participating')
    if (voting.length === 0) return unmet('The committee has no participating seat.', where)
    const named = new Map(categories.map(category => [category.id, category.name]))
    const held = [...new Set(voting.flatMap(seat => seat.category ?? []))].map(id => ({ name: named.get(id) ?? id, seats: voting.filter(seat => seat.category === id).length }))
    const over = held.filter(one => BigInt(one.seats) * denominator > numerator * BigInt(voting.length))
    if (over.length === 0) return met(`No interest category holds more than ${cap} of the ${counted(voting.length, 'participating seat')}.`, where)
    return unmet(`${listed(over.map(one => `${one.name} holds ${one.seats} of ${voting.length} seats`))}, more than ${cap}.`, where)
  },
}
