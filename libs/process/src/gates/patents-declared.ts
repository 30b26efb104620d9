import { attestationsOn } from '../attested.ts'
import { compareInstants } from '../clock.ts'
import { counted, met, unmet, type AttestedGate } from '../gate.ts'
import { listed } from '../may.ts'

const name = 'patents-declared'

/** Each participating seat has declared the patents it knows of, for the text as it stands: a change of substance asks again. */
export const patentsDeclared: AttestedGate = {
  kind: 'attested',
  title: 'Patents declared',
  by: ['head', 'delegate'],
  eachSeat: true,
  statement: 'This seat has declared the patents it knows of that the text as it stands would touch, or that it knows of none.',
  check(facts, { rulebook }) {
    const where = `/d/${facts.draft.id}/stage#${name}`
    const changed = facts.lastSubstantiveChangeAt
    const declared = attestationsOn(name, facts, rulebook)
    const current = new Set(declared.filter(one => changed === null || compareInstants(one.at, changed) >= 0).map(one => one.seat))
    const voting = facts.seats.filter(seat => seat.kind === 'participating')
    if (voting.length === 0) return unmet('The committee has no participating seat.', where)
    const silent = voting.filter(seat => !current.has(seat.id)).map(seat => seat.name)
    if (silent.length === 0) return met(`Declared for the present text by each of the ${counted(voting.length, 'participating seat')}.`, where)
    const some = silent.length > 5 ? [...silent.slice(0, 5), counted(silent.length - 5, 'other')] : silent
    return unmet(`${silent.length} of ${counted(voting.length, 'seat')} have not declared for the present text: ${listed(some)}.`, where)
  },
}
