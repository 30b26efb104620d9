import { outcomeInWords, passesBy, proxiesOf, countingOf, decidePapers } from './decide.ts'
import { smallestChange, type Cast, type Change, type Shift } from './change.ts'
import { seatsOf, type Context } from './figures.ts'
import type { BallotRule } from './rule.ts'
import { countVotes, type Counted } from './tally.ts'
import { takesPart, type Roll, type Vote } from './vote.ts'
import { distinctionsOf, votersOf, type Stand } from './voters.ts'

/** What would have changed a result: for each outcome by which the text fares otherwise, the fewest voters; and whether every such outcome was looked at. */
export interface Turning { readonly changes: readonly Change[]; readonly complete: boolean }

/** A count as a ballot of which one asks what else could have come of it. `absent` are those who could have voted and did not. */
export function castOf(rule: BallotRule, counted: Counted, context: Context, roll: Roll | null): Cast {
  const present = new Set([...counted.papers, ...counted.recused].map(paper => paper.voter))
  const absent = (roll ?? []).filter(seat => !present.has(seat.seat) && takesPart(seat))
  return { rule, context, seats: roll === null ? null : seatsOf(roll), recused: countingOf(rule, counted).recused, voters: votersOf(counted.papers, absent) }
}

/** The smallest changes by which a text that passed would not have, or the other way about; the smallest first. */
export function turningsOf(cast: Cast, outcome: string): Turning {
  const { rule } = cast
  const passes = passesBy(rule, outcome)
  const others = [...new Set([...rule.steps.map(step => step.outcome), rule.otherwise])].filter(other => passesBy(rule, other) !== passes)
  // Of equal changes those against the last criteria come first: a majority says more than a single objection.
  const found = others.toReversed().map(other => smallestChange(cast, other))
  const changes = found.filter((one): one is Change => typeof one !== 'string').sort((a, b) => Number(a.number - b.number))
  return { changes, complete: rule.method !== 'irv' && !found.includes('unknown') }
}

const standInWords = (rule: BallotRule, { choice, reasoned, flags }: Stand): string => {
  const told = flags.length === 0 ? '' : ` (${flags.join(', ')})`
  return `“${choice}”${told}${!reasoned && distinctionsOf(rule).reasonsOf.includes(choice) ? ' without a reason' : ''}`
}

function shiftInWords(rule: BallotRule, { voters: { stand, category }, to, number }: Shift): string {
  const told = [stand, to].map(one => (one === null ? null : standInWords(rule, one))) as [string | null, string | null]
  const of = distinctionsOf(rule).categories && category !== null ? ` of ${category}` : ''
  const votes = (more: string): string => `${number === 1n ? 'One' : number} ${more}vote${number === 1n ? '' : 's'}${of}`
  if (stand === null) return `${votes('more ')} ${told[1]}`
  return to === null ? `${votes('')} ${told[0]} fewer` : `${votes('')} ${told[1]} instead of ${told[0]}`
}

const changeInWords = (rule: BallotRule, { shifts }: Change): string =>
  shifts.map((shift, index) => (index === 0 ? shiftInWords(rule, shift) : shiftInWords(rule, shift).replace(/^One /, 'one '))).join(' and ')

const mostTold = 3

/** Turnings in one sentence for the record. */
export function turningInWords(rule: BallotRule, { changes, complete }: Turning): string {
  const [first, ...more] = changes
  if (first === undefined) return complete ? 'No other votes would have turned the result.' : 'What would have turned the result was not searched out.'
  const others = more.slice(0, mostTold - 1).map(change => `${changeInWords(rule, change).replace(/^One /, 'one ')} (${outcomeInWords(rule, change.outcome)})`)
  return [`${changeInWords(rule, first)} would have turned the result (${outcomeInWords(rule, first.outcome)})`, ...others].join('; ') + '.'
}

/** What would have changed the result: the smallest number of votes that, cast another way, turn it. A sentence for the record. */
export function turning(rule: BallotRule, roll: Roll, votes: readonly Vote[], facts: { readonly closesAt: string } & Context): string {
  const { closesAt, ...context } = facts
  const counted = countVotes(roll, votes, { closesAt, proxiesPerHolder: proxiesOf(rule, context) })
  const result = decidePapers(rule, counted, context, roll)
  if (!result.ok) return result.refusal.message
  return turningInWords(rule, turningsOf(castOf(rule, counted, context, roll), result.value.outcome))
}
