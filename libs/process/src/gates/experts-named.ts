import { attestationsOn } from '../attested.ts'
import { counted, met, unmet, type AttestedGate } from '../gate.ts'

const name = 'experts-named'

/** As many participating seats as the rulebook asks for the committee's size have named an expert who takes part in the work. */
export const expertsNamed: AttestedGate = {
  kind: 'attested',
  title: 'Experts named',
  by: ['head', 'delegate'],
  eachSeat: true,
  statement: 'This seat names an expert who takes part in the work.',
  check(facts, { rulebook }) {
    const where = `/d/${facts.draft.id}/stage#${name}`
    const voting = facts.seats.filter(seat => seat.kind === 'participating')
    const steps = rulebook.experts?.needed ?? [{ experts: 1 }]
    // The form of a rulebook asks for at least one number; beyond the last bound the last one holds.
    const { experts: needed } = steps.find(one => one.seatsAtMost === undefined || voting.length <= one.seatsAtMost) ?? steps.at(-1) as (typeof steps)[number]
    const seats = new Set(voting.map(seat => seat.id))
    const named = new Set(attestationsOn(name, facts, rulebook).map(one => one.seat).filter(seat => seat !== null && seats.has(seat))).size
    const words = `${counted(named, 'seat has', 'seats have')} named an expert; with ${counted(voting.length, 'participating seat')} it takes ${needed}.`
    return named >= needed ? met(words, where) : unmet(words, where)
  },
}
