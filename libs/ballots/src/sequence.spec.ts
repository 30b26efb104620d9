import fc from 'fast-check'
import { decide } from './decide.ts'
import { rules } from './rulebooks/index.ts'
import { castVote, type Ballot, type Roll, type Vote } from './vote.ts'

// `npm run bench -- sequences` asks for a million; the short run is the same every time.
const seed = Number(process.env.BALLOTS_SEED ?? 20261127)
const sequences = Number(process.env.BALLOTS_SEQUENCES ?? 400)

const rule = rules['generic.default']!
const seats = ['a', 'b', 'c', 'd', 'e']
const roll: Roll = seats.map((seat, index) => ({ seat, name: seat, weight: index + 1, category: null, jurisdiction: null, ...(seat === 'e' ? { holders: ['eva', 'emil'] } : {}) }))
const minute = (at: number): string => `2027-03-01T00:${`${at}`.padStart(2, '0')}:00Z`
const [opensAt, closesAt] = [minute(5), minute(50)]

/** One command. Time goes on by itself, from before the opening to after the close. */
interface Command { readonly kind: 'cast' | 'close'; readonly seat: string; readonly choice: string; readonly reason: string | null; readonly by: string; readonly after: number }

const anyCommand: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom('cast', 'cast', 'cast', 'cast', 'cast', 'cast', 'cast', 'close'), seat: fc.constantFrom(...seats, ...seats, 'stranger'),
  choice: fc.constantFrom('yes', 'yes', 'yes', 'no', 'abstain', 'object', 'recuse', 'withdraw', 'maybe'), reason: fc.constantFrom('Because', 'Because', ' ', null),
  by: fc.constantFrom('eva', 'emil', 'somebody'), after: fc.nat(9),
})

/** What should be, told without the code under test: one choice per seat, and plain whole numbers. */
class Model {
  readonly standing = new Map<string, { readonly choice: string; readonly reasoned: boolean }>()
  closed = false

  /** Why a vote is refused, or null when it is taken. */
  cast({ seat, choice, reason, by }: Command, now: number): string | null {
    if (now < 5) return 'not-open'
    if (this.closed || now > 50) return 'closed'
    if (!seats.includes(seat)) return 'not-on-the-roll'
    if (seat === 'e' && by === 'somebody') return 'not-a-holder'
    if (choice === 'maybe') return 'unknown-choice'
    const reasoned = reason === 'Because'
    if (!reasoned && (choice === 'no' || choice === 'object')) return 'reason-missing'
    if (choice === 'withdraw' && !this.standing.delete(seat)) return 'nothing-to-withdraw'
    if (choice !== 'withdraw') this.standing.set(seat, { choice, reasoned })
    return null
  }

  number(choice: string): number {
    return [...this.standing.values()].filter(vote => vote.choice === choice).length
  }

  outcome(): string {
    const [yes, no, abstain, object, recused] = ['yes', 'no', 'abstain', 'object', 'recuse'].map(choice => this.number(choice)) as [number, number, number, number, number]
    const base = seats.length - recused
    if (base === 0 || 2 * (yes + no + abstain + object) < base) return 'inquorate'
    if (object > 0) return 'blocked'
    return yes + no === 0 ? 'no-valid-votes' : 3 * yes < 2 * (yes + no) ? 'rejected' : 'approved'
  }
}

/** Runs a sequence on the model and on the engine, and says where they part; null if they agree. */
function parting(commands: readonly Command[]): object | null {
  const model = new Model()
  const log: Vote[] = []
  let ballot: Ballot = { id: 'b', editionHash: 'e', rule, opensAt, closesAt, closed: false }
  let now = 0
  for (const [step, command] of commands.entries()) {
    now = Math.min(59, now + command.after)
    if (command.kind === 'close') {
      // The close comes at its time, not before.
      if (now >= 50) [model.closed, ballot] = [true, { ...ballot, closed: true }]
      continue
    }
    const { seat, choice, reason, by } = command
    const before = model.standing.get(seat)?.choice ?? null
    const refused = model.cast(command, now)
    const taken = castVote(ballot, roll, log, { seat, choice, reason, by, at: minute(now) })
    if ((taken.ok ? null : taken.refusal.code) !== refused) return { step, command, model: refused, engine: taken }
    if (!taken.ok) continue
    if (taken.value.inPlaceOf !== before) return { step, command, model: before, engine: taken.value.inPlaceOf }
    log.push({ seat, choice, reason: taken.value.reason, at: minute(now), by })
  }
  const result = decide(rule, roll, log, { closesAt })
  if (!result.ok) return result
  const counted = Object.fromEntries(['abstain', 'no', 'object', 'yes'].map(choice => [choice, model.number(choice)] as const).filter(([, number]) => number > 0))
  const { outcome, tallies } = result.value
  const same = outcome === model.outcome() && JSON.stringify(tallies.counted) === JSON.stringify(counted) && tallies.recused === model.number('recuse') && tallies.late === undefined
  return same ? null : { model: { outcome: model.outcome(), counted }, engine: { outcome, tallies } }
}

test(`[ballots-5] ${sequences} sequences of votes, changes, withdrawals and closes come out as a plain model says`, () => {
  let agreed = 0
  fc.assert(fc.property(fc.array(anyCommand, { maxLength: 14 }), commands => {
    const parted = parting(commands)
    if (parted !== null) throw new Error(JSON.stringify(parted))
    agreed += 1
  }), { seed, numRuns: sequences })
  expect(agreed).toBe(sequences)
}, 3_600_000)

test('[ballots-5] the model is one that can fail: an engine that counted late votes would part from it', () => {
  const cast: Command = { kind: 'cast', seat: 'a', choice: 'yes', reason: null, by: 'x', after: 6 }
  expect(parting([cast, { ...cast, seat: 'b', choice: 'no', reason: 'Because' }, { ...cast, choice: 'withdraw' }])).toBeNull()
  const model = new Model()
  expect([model.cast(cast, 4), model.cast(cast, 5), model.cast(cast, 50), model.cast(cast, 51)]).toEqual(['not-open', null, null, 'closed'])
})
