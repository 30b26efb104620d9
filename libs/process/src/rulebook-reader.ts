import { accept, refusal, type Result } from '@plenary/kernel'
import * as v from 'valibot'
import { gates } from './gates/index.ts'
import { rulebookSchema, type Rulebook } from './rulebook.ts'

const placeOf = (path: readonly { readonly key: unknown }[] | undefined): string => {
  const place = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return place === '' ? 'the rulebook' : place.replace(/^\./, '')
}

/** A name used in a rulebook that nothing bears. */
function unknownName(book: Rulebook): string | null {
  const known = new Set(book.stages.map(one => one.code))
  if (known.size !== book.stages.length) return 'stages: two stages have the same code'
  for (const [index, one] of book.moves.entries()) {
    for (const end of ['from', 'to'] as const) {
      if (!known.has(one[end])) return `moves[${index}].${end}: there is no stage ${JSON.stringify(one[end])}`
    }
    const strange = one.gates.findIndex(name => !(name in gates))
    if (strange >= 0) return `moves[${index}].gates[${strange}]: there is no gate ${JSON.stringify(one.gates[strange])}`
    const beyond = one.override?.gates.find(name => !one.gates.includes(name))
    if (beyond !== undefined) return `moves[${index}].override: the move has no gate ${JSON.stringify(beyond)}`
  }
  for (const [outcome, { to }] of Object.entries(book.review.outcomes)) {
    if (to !== null && !known.has(to)) return `review.outcomes.${outcome}.to: there is no stage ${JSON.stringify(to)}`
  }
  return null
}

/** Reads a rulebook. Refuses with one sentence that says what is wrong and where. */
export function loadRulebook(data: unknown): Result<Rulebook> {
  const read = v.safeParse(rulebookSchema, data)
  if (!read.success) {
    const issue = read.issues[0]
    return refusal('rulebook', `The rulebook is wrong at ${placeOf(issue.path)}: ${issue.message}.`)
  }
  const wrong = unknownName(read.output)
  return wrong === null ? accept(read.output) : refusal('rulebook', `The rulebook is wrong at ${wrong}.`)
}
