import { gates } from './gates/index.ts'
import { phases } from './phase.ts'
import { loadRulebook } from './rulebook-reader.ts'
import { rulebookOf, rulebooks } from './rulebooks/index.ts'
import { stageOf } from './rulebook.ts'

const book = rulebooks.harmonization!
interface Loose { [name: string]: unknown; stages: Record<string, unknown>[]; moves: Record<string, unknown>[]; review: Record<string, unknown> }
const changed = (change: (loose: Loose) => void): unknown => {
  const copy = structuredClone(book) as unknown as Loose
  change(copy)
  return copy
}

test('[process-3] the default cycle has the seven stages of the seven phases, in order', () => {
  expect(book.stages.map(stage => [stage.code, stage.phase])).toEqual(phases.map(phase => [phase, phase]))
})

test('[process-3] a draft goes forward through all stages and, from review, back to any of them', () => {
  const forward = book.moves.filter(move => move.kind === 'forward' && move.from !== 'review').map(move => `${move.from} ${move.to}`)
  expect(forward).toEqual(phases.slice(0, -1).map((phase, index) => `${phase} ${phases[index + 1]}`))
  expect(book.moves.filter(move => move.from === 'review').map(move => move.to).sort()).toEqual([...phases].filter(phase => phase !== 'review').sort())
})

test('[process-3] the default cycle uses every gate of the house, and its times are those of the design', () => {
  expect([...new Set(book.moves.flatMap(move => move.gates))].sort()).toEqual(Object.keys(gates).sort())
  expect(Object.fromEntries(book.stages.map(stage => [stage.code, stage.minimum]))).toEqual({
    issue: 'P14D', engagement: 'P60D', drafting: 'P30D', negotiation: 'P60D', adoption: undefined, implementation: 'P6M', review: undefined,
  })
  expect([book.call.minimum, book.coolingOff, book.ballot.duration, book.ballot.rule, book.appeal.window]).toEqual(['P60D', 'P14D', 'P30D', 'generic.default', 'P21D'])
  expect([book.review.begin, book.review.decideBy]).toEqual(['P4Y6M', 'P5Y'])
})

test('[process-3] no exception lets a text be adopted without a frozen edition or a passed ballot', () => {
  const adoption = book.moves.find(move => move.from === 'adoption' && move.to === 'implementation')!
  expect(adoption.gates).toEqual(expect.arrayContaining(['edition-frozen', 'ballot-passed', 'appeal-window-over']))
  for (const gate of ['edition-frozen', 'ballot-passed', 'appeal-window-over', 'text-valid']) {
    expect(book.moves.filter(move => move.override?.gates.includes(gate))).toEqual([])
  }
})

test.each([
  ['nothing', () => null, 'The rulebook is wrong at the rulebook'],
  ['a duration in words', () => changed(one => { one.stages[0]!.minimum = '14 days' }), 'stages[0].minimum: must be an ISO 8601 duration such as P14D or P4Y6M'],
  ['an unknown phase', () => changed(one => { one.stages[2]!.phase = 'waiting' }), 'stages[2].phase: must be one of the phases'],
  ['an unknown role', () => changed(one => { one.moves[0]!.by = ['king'] }), 'moves[0].by[0]: must be one of the roles'],
  ['an unknown gate', () => changed(one => { one.moves[0]!.gates = ['luck'] }), 'moves[0].gates[0]: there is no gate "luck"'],
  ['a move to nowhere', () => changed(one => { one.moves[0]!.to = 'limbo' }), 'moves[0].to: there is no stage "limbo"'],
  ['an exception from a gate the move does not have', () => changed(one => { one.moves[0]!.override = { by: ['chair'], gates: ['ballot-passed'] } }), 'moves[0].override: the move has no gate "ballot-passed"'],
  ['a review that leads nowhere', () => changed(one => { one.review.outcomes = { amend: { title: 'Amend', to: 'limbo' } } }), 'review.outcomes.amend.to: there is no stage "limbo"'],
  ['one code for two stages', () => changed(one => { one.stages[1]!.code = 'issue' }), 'stages: two stages have the same code'],
  ['a field nobody knows', () => changed(one => { one.mood = 'good' }), 'mood'],
  ['a field left out', () => changed(one => { delete one.coolingOff }), 'coolingOff'],
])('[process-4] a rulebook with %s is refused in one sentence that names the place', (_, make, message) => {
  const read = loadRulebook(make())
  expect(read.ok ? '' : read.refusal.message).toContain(message)
  expect(read.ok ? '' : read.refusal.message).not.toContain('\n')
})

test('[process-4] a rulebook is found by its id; an unknown id and the names of objects give nothing', () => {
  expect(rulebookOf('harmonization')).toBe(book)
  expect([rulebookOf('other'), rulebookOf('constructor')]).toEqual([null, null])
  expect(() => stageOf(book, 'limbo')).toThrow('has no stage "limbo"')
})
