import fc from 'fast-check'
import { endsWith, smallestChange, type Cast, type Shift } from './change.ts'
import { passesBy } from './decide.ts'
import { rational } from './rational.ts'
import { rules } from './rulebooks/index.ts'
import type { BallotRule, Quantity, Step, Test } from './rule.ts'
import { turningInWords, turningsOf } from './turning.ts'
import type { Stand, Voters } from './voters.ts'

const seed = Number(process.env.BALLOTS_SEED ?? 20261127)
const numRuns = Number(process.env.BALLOTS_RUNS ?? 6)

interface Setting { readonly id: string; readonly categories: readonly (string | null)[]; readonly flags: readonly string[]; readonly context: Cast['context'] }

const settings: readonly Setting[] = [
  { id: 'generic.default', categories: [null], flags: [], context: { eligible: 4 } },
  { id: 'generic.simple', categories: [null], flags: [], context: {} },
  { id: 'generic.consent', categories: [null], flags: [], context: {} },
  { id: 'iso.dis', categories: ['P', 'O'], flags: [], context: {} },
  { id: 'iso.np', categories: ['P', 'O'], flags: ['commits'], context: { pMembers: 3 } },
  { id: 'iso.simple', categories: ['P', 'O'], flags: [], context: {} },
  { id: 'ieee.sa', categories: [null], flags: [], context: { eligible: 4 } },
  { id: 'w3c.appeal.2025', categories: [null], flags: [], context: { eligible: 17 } },
  { id: 'eu.qmv', categories: [null], flags: [], context: { members: 4, population: 40, minBlocking: 2 } },
  { id: 'cen.mandated', categories: ['blue', 'other'], flags: [], context: {} },
  { id: 'oecd.qmv', categories: [null], flags: [], context: { members: 4, totalContribution: 40 } },
  { id: 'codex.majority', categories: [null], flags: [], context: { present: 30, attending: 40, membership: 100 } },
  { id: 'itu.aap.sg', categories: ['member-state', 'sector'], flags: [], context: {} },
]

const optionsOf = (rule: BallotRule): readonly string[] => rule.options.filter(option => option !== 'withdraw' && option !== 'recuse')

const subsets = (flags: readonly string[]): readonly string[][] => flags.reduce<string[][]>((made, flag) => [...made, ...made.map(set => [...set, flag])], [[]])

/** All that a voter may do, told anew and not by the code under test. */
const stands = (rule: BallotRule, flags: readonly string[]): readonly (Stand | null)[] => [
  null,
  ...optionsOf(rule).flatMap(choice => [true, false].flatMap(reasoned => subsets(flags).map(set => ({ choice, reasoned, flags: set })))),
]

const castOf = (setting: Setting, rule: BallotRule) => {
  const voter = fc.record({
    stand: fc.constantFrom(...stands(rule, setting.flags)),
    category: fc.constantFrom(...setting.categories),
    weight: fc.integer({ min: 1, max: 10 }),
    population: fc.integer({ min: 1, max: 20 }),
  })
  return fc.array(voter, { minLength: 3, maxLength: 4 }).map((voters): Cast => ({
    rule, context: setting.context, seats: null, recused: rational(0n),
    voters: voters.map(({ stand, category, weight, population }, index): Voters => ({
      stand, category, number: 1n, names: [`v${index}`], each: { weight: rational(BigInt(weight)), population: rational(BigInt(population)) },
    })),
  }))
}

const mayDo = (rule: BallotRule, stand: Stand | null): boolean => stand === null || stand.reasoned || !rule.reasonRequired?.includes(stand.choice)
const same = (a: Stand | null, b: Stand | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The voters as they stand after a change. */
function afterChange(voters: readonly Voters[], shifts: readonly Shift[]): readonly Voters[] {
  const left = voters.map(one => ({ ...one, number: shifts.reduce((number, shift) => (shift.voters === one ? number - shift.number : number), one.number) }))
  return [...left, ...shifts.map(({ voters: one, to, number }) => ({ ...one, stand: to, number }))].filter(one => one.number > 0n)
}

/** For each outcome, how few voters bring it about, by trying everything. */
function byTrying(cast: Cast, flags: readonly string[]): ReadonlyMap<string, number> {
  const least = new Map<string, number>()
  const try_ = (at: number, voters: readonly Voters[], changed: number): void => {
    const one = cast.voters[at]
    if (one === undefined) {
      const outcome = endsWith(cast, voters)
      if (changed < (least.get(outcome) ?? Infinity)) least.set(outcome, changed)
      return
    }
    for (const stand of stands(cast.rule, flags)) {
      const stays = same(stand, one.stand)
      if (stays || mayDo(cast.rule, stand)) try_(at + 1, [...voters, { ...one, stand }], changed + (stays ? 0 : 1))
    }
  }
  try_(0, [], 0)
  return least
}

test.each(settings.map(setting => [setting.id, setting] as const))(
  '[ballots-13] under %s no fewer votes than told turn a result, and those told do, as trying everything shows', (id, setting) => {
    const rule = rules[id]!
    const runs = rule.options.length * 2 ** setting.flags.length > 6 ? Math.max(3, numRuns / 3) : numRuns
    fc.assert(fc.property(castOf(setting, rule), cast => {
      const now = endsWith(cast, cast.voters)
      const tried = byTrying(cast, setting.flags)
      for (const outcome of new Set([...rule.steps.map(step => step.outcome), rule.otherwise])) {
        if (outcome === now) continue
        const change = smallestChange(cast, outcome)
        expect([outcome, typeof change === 'string' ? change : Number(change.number)]).toEqual([outcome, tried.get(outcome) ?? 'none'])
        if (typeof change !== 'string') expect(endsWith(cast, afterChange(cast.voters, change.shifts))).toBe(outcome)
      }
    }), { seed, numRuns: runs })
  }, 60_000)

test('[ballots-13] the changes told are those that turn the result, the smallest first', () => {
  const setting = settings[0]!
  fc.assert(fc.property(castOf(setting, rules[setting.id]!), cast => {
    const now = endsWith(cast, cast.voters)
    const { changes, complete } = turningsOf(cast, now)
    expect(complete).toBe(true)
    expect(changes.every(change => passesBy(cast.rule, change.outcome) !== passesBy(cast.rule, now))).toBe(true)
    expect(changes.map(change => Number(change.number))).toEqual(changes.map(change => Number(change.number)).sort((a, b) => a - b))
  }), { seed, numRuns })
})

const three: readonly Voters[] = ['a', 'b', 'c'].map(name => ({
  stand: { choice: 'yes', reasoned: true, flags: [] }, category: null, number: 1n, names: [name], each: { weight: rational(1n), population: rational(1n) },
}))
const under = (rule: Partial<BallotRule>): Cast => ({
  rule: { id: 'x', title: 'X', options: ['yes', 'no'], method: 'steps', pre: [], steps: [], otherwise: 'approved', ...rule }, voters: three, recused: rational(0n), context: { share: '1/2' }, seats: null,
})
const [yes, no] = [{ sum: 'count', where: { choice: ['yes'] } }, { sum: 'count', where: { choice: ['no'] } }] as const
const above = (l: Quantity, r: Quantity): Test => ({ l, op: '>', r })
const [plain, rounded] = [above(no, yes), above({ floor: no }, yes)]

test.each<[string, Test, number | 'unknown']>([
  ['a comparison of votes', plain, 2],
  ['votes of any choice with a flag', above({ sum: 'count', where: { flag: 'uses' } }, { const: 0 }), 1],
  ['votes less a fraction of votes', above({ sub: [no, { mul: ['1/2', yes] }] }, { const: 0 }), 2],
  ['a rounded figure on the left', rounded, 'unknown'],
  ['a rounded figure on the right', above(no, { ceil: yes }), 'unknown'],
  ['a greatest', above({ max: [no, { const: 1 }] }, yes), 'unknown'],
  ['a fraction that is a figure', above(no, { mul: [{ ctx: 'share' }, yes] }), 'unknown'],
  ['a fraction of what is rounded', above(no, { mul: ['1/2', { floor: yes }] }), 'unknown'],
  ['a sum with a rounded part', above({ add: [no, { floor: yes }] }, yes), 'unknown'],
  ['several, of which one is rounded', { all: [plain, rounded] }, 'unknown'],
  ['one of several, of which one is rounded', { any: [plain, rounded] }, 'unknown'],
  ['one of several that are all sums', { any: [plain, above(no, { const: 0 })] }, 1],
])('[ballots-13] what would change a result is told where the rule compares sums of votes, and otherwise not: %s', (_, test, number) => {
  const change = smallestChange(under({ steps: [{ if: test, outcome: 'rejected' }] }), 'rejected')
  expect(typeof change === 'string' ? change : Number(change.number)).toBe(number)
})

test('[ballots-13] nor where another step is not such a comparison, ballots are collapsed, or the ballot is a runoff', () => {
  const steps = [{ if: plain, outcome: 'rejected' }]
  expect(smallestChange(under({ steps: [...steps, { if: rounded, outcome: 'odd' }] }), 'rejected')).toBe('unknown')
  expect(smallestChange(under({ steps, pre: ['collapse-identical-by-affiliation'] }), 'rejected')).toBe('unknown')
  expect(smallestChange(under({ method: 'irv' }), 'yes')).toBe('unknown')
  expect(smallestChange(under({ steps }), 'postponed')).toBe('none')
})

test('[ballots-13] an outcome with too many ways to it is not searched for; one before it is', () => {
  const pair = (made: 'all' | 'any'): Test => ({ [made]: [plain, above(no, { const: 0 })] }) as unknown as Test
  const rejected: Step = { if: plain, outcome: 'rejected' }
  const told = (steps: readonly Step[], outcome: string) => {
    const change = smallestChange(under({ steps }), outcome)
    return typeof change === 'string' ? change : Number(change.number)
  }
  const holdsInMany: Step = { if: { all: Array.from({ length: 13 }, () => pair('any')) }, outcome: 'odd' }
  const failsInMany: Step = { if: { any: Array.from({ length: 13 }, () => pair('all')) }, outcome: 'odd' }
  expect([told([rejected, holdsInMany], 'odd'), told([rejected, holdsInMany], 'rejected'), told([rejected, failsInMany], 'rejected')]).toEqual(['unknown', 2, 2])
  expect(told([failsInMany, rejected], 'rejected')).toBe('unknown')
})

test('[ballots-13] a change of several kinds of voters is one sentence, with what they say beside their votes, and of which category where they have one', () => {
  const stand = (choice: string, ...flags: readonly string[]): Stand => ({ choice, reasoned: true, flags })
  const kind = (does: Stand | null, category: string | null): Voters => ({ ...three[0]!, stand: does, category })
  const shifts = [
    { voters: kind(stand('yes', 'commits', 'uses'), 'P'), to: stand('no'), number: 1n }, { voters: kind(null, null), to: stand('no'), number: 1n }, { voters: kind(stand('yes'), 'O'), to: null, number: 2n },
  ]
  expect(turningInWords(rules['iso.np']!, { complete: true, changes: [{ outcome: 'elsewhere', number: 4n, shifts }] }))
    .toBe('One vote of P “no” instead of “yes” (commits, uses) and one more vote “no” and 2 votes of O “yes” fewer would have turned the result (elsewhere).')
})
