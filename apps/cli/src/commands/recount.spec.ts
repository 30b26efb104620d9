import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from '@plenary/ballots'
import { sample } from '@plenary/ledger/cases'
import { runCommand, type Command } from '../command.ts'
import { recount } from './recount.ts'
import { replay } from './replay.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary recount '))
afterAll(() => rmSync(folder, { recursive: true }))

let written = 0
const fileOf = (value: unknown): string => {
  const path = join(folder, `${(written += 1)}.json`)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}
const runs = async (command: Command, ...args: string[]): Promise<{ code: number; results: string[]; notes: string[] }> => {
  const results: string[] = []
  const notes: string[] = []
  return { code: await runCommand(command, args, { result: line => results.push(line), note: line => notes.push(line) }), results, notes }
}
const worked = new URL('../../../../libs/ballots/cases/worked-ballots.json', import.meta.url)
type Case = { id: string; rule: string; expected: { outcome: string; tallies: object } }
const cases = JSON.parse(readFileSync(worked, 'utf8')) as Case[]
const ofRule = (rule: string): Case[] => cases.filter(one => one.rule === rule)
const first = ofRule('generic.default')[0]!

test('worked ballots are counted again, one line a case, in the form they are given in', async () => {
  const { code, results, notes } = await runs(recount, fileURLToPath(worked))
  expect(results.map(line => JSON.parse(line) as object)).toEqual(cases.map(({ id, expected }) => ({ id, ...expected })))
  expect([code, notes]).toEqual([0, []])
})

test('a case whose result is another ends with 1 and is named', async () => {
  const [one, two] = ofRule('generic.default')
  const other = [one, { ...two, expected: { ...two!.expected, outcome: 'approved' } }]
  const { code, results, notes } = await runs(recount, fileOf(other))
  expect([code, results.length, notes.length]).toEqual([1, 2, 1])
  expect(notes[0]).toContain(`Case ${two!.id} gives approved`)
})

test('a case whose figures are others than counted ends with 1, though the outcome is the same', async () => {
  const other = { ...first, expected: { ...first.expected, tallies: { ...first.expected.tallies, recused: 1 } } }
  expect((await runs(recount, fileOf([other]))).code).toBe(1)
})

test('rules of a file take the place of the rules of the house', async () => {
  const strict = structuredClone(rules['generic.default']) as unknown as { steps: { if: { r: { mul?: unknown[] } } }[] }
  strict.steps[4]!.if.r.mul![0] = '3/4'
  const { code, results } = await runs(recount, fileOf([first]), '--rules', fileOf({ rules: { 'generic.default': strict } }))
  expect([code, JSON.parse(results[0]!) as object]).toEqual([1, expect.objectContaining({ outcome: 'rejected' })])
})

test('rules of a file without words, as other programs write them, take the names of their figures from the house: every worked ballot agrees', async () => {
  const plain = (test: object): object => JSON.parse(JSON.stringify(test, (name, value: unknown) => (name === 'words' ? undefined : value))) as object
  const bare = Object.fromEntries(Object.values(rules).map(({ id, title, options, method, pre, steps, otherwise, source, factStatus }) => [id, {
    id, title, options: options.filter(option => option !== 'withdrawal'), method, pre, otherwise, source, factStatus,
    steps: method === 'steps' ? steps.map(step => ({ if: plain(step.if), outcome: step.outcome })) : [],
  }]))
  const { code, results, notes } = await runs(recount, fileURLToPath(worked), '--rules', fileOf({ rules: bare }))
  expect([code, notes]).toEqual([0, []])
  expect(results.map(line => JSON.parse(line) as object)).toEqual(cases.map(({ id, expected }) => ({ id, ...expected })))
})

test('an exported ballot is counted again and its result checked', async () => {
  const rule = rules['generic.simple'] as unknown as { id: string } & Record<string, unknown>
  const ballot = sample(rule, { counted: { no: 1, yes: 2 }, recused: 0, superseded: 1, ratios: {} }).record.ballots[0]!
  expect(await runs(recount, fileOf(ballot))).toMatchObject({ code: 0, notes: ['Approved: 2 for > 1 against.'] })
  expect((await runs(recount, fileOf({ ...ballot, result: { ...ballot.result, outcome: 'rejected' } }))).code).toBe(1)
})

test('(D6) an exported ballot is counted again with the holders of its proxies: one beyond the limit of the rule is refused', async () => {
  const rule = rules['eu.simple'] as unknown as { id: string } & Record<string, unknown>
  const ballot = sample(rule, { counted: { no: 1, yes: 2 }, recused: 0, superseded: 1, ratios: { members: '2/3' } }, { proxies: true }).record.ballots[0]!
  expect(await runs(recount, fileOf(ballot))).toMatchObject({ code: 0 })
  const both = { ...ballot, votes: ballot.votes.map(vote => (vote.seat === 'br' ? { ...vote, proxyHolder: 'fr' } : vote)) }
  const { code, results } = await runs(recount, fileOf(both))
  expect([code, JSON.parse(results[0]!)]).toMatchObject([1, { tallies: { counted: { no: 1, yes: 1 }, proxyRefused: 1 } }])
  const odd = { ...ballot, votes: ballot.votes.map(vote => ({ ...vote, proxyHolder: 3 })) }
  expect((await runs(recount, fileOf(odd))).notes.join()).toContain('votes[0].proxyHolder must be a seat.')
})

const vote = (change: object) => JSON.stringify([{ id: 'a', rule: 'generic.simple', context: {}, votes: [{ voter: 'x', choice: 'yes' }, { voter: 'y', choice: 'no', ...change }] }], null, 1)

test.each([
  ['an unknown rule', [{ id: 'a', rule: 'none', votes: [] }], 'line 1: Case a: there is no rule "none".'],
  ['a broken case', [{ id: 'a', rule: 'generic.simple', votes: [{}] }], 'line 1: Case a: votes[0].voter must be a text.'],
  ['half a vote', vote({ count: 0.5 }), 'line 14: Case a: votes[1].count is not a whole number.'],
  ['a choice that the rule does not have', vote({ choice: 'maybe' }), 'line 13: Case a: votes[1].choice is "maybe", which is not an option of the rule generic.simple.'],
  ['a time without a zone', vote({ castAt: '2026-01-01' }), 'line 14: Case a: votes[1].castAt is not an instant'],
  ['a figure that the rule asks and the case does not give', [{ id: 'a', rule: 'generic.default', votes: [] }], 'Case a: context: The rule asks for "eligible", which the ballot does not give.'],
  ['no JSON', '[\n1,', 'line 2: it is not JSON'],
  ['a word among JSON', '[\n1,\nx]', 'line 3: it is not JSON'],
  ['a number', 7, 'is neither a list of worked ballots nor an exported ballot.'],
  ['an object of another kind', { id: 'x' }, 'is neither a list of worked ballots nor an exported ballot.'],
])('%s is answered with one sentence, no result and 2', async (_, data, message) => {
  const { code, results, notes } = await runs(recount, fileOf(data))
  expect([code, results, notes]).toEqual([2, [], [expect.stringContaining(message)]])
})

const exported = () => {
  const rule = rules['generic.simple'] as unknown as { id: string } & Record<string, unknown>
  return structuredClone(sample(rule, { counted: { no: 1, yes: 2 }, recused: 0, superseded: 1, ratios: {} }).record.ballots[0]!) as unknown as Record<string, object[]>
}
test.each([
  ['a vote without a time', 'votes', { at: 'noon' }, 'votes[0].at is not an instant'],
  ['a vote without a choice', 'votes', { choice: 7 }, 'votes[0] needs seat, choice and reason'],
  ['a seat of half a weight', 'roll', { weight: 0.5 }, 'roll[0] needs a seat, and a whole number as its weight'],
])('an exported ballot with %s is bad input', async (_, list, change, message) => {
  const ballot = exported()
  Object.assign(ballot[list]![0]!, change)
  expect(await runs(recount, fileOf(ballot))).toEqual({ code: 2, results: [], notes: [expect.stringContaining(message)] })
})

test('histories are replayed, one line a document', async () => {
  const histories = [
    { doc: 'A', rulebook: 'harmonization', events: [{ date: '2027-01-04', stage: 'issue' }, { date: '2027-03', stage: 'engagement' }] },
    { doc: 'B', rulebook: 'harmonization', events: [{ date: '2027-01-04', stage: 'issue' }, { date: '2027-01-05', stage: 'engagement' }] },
  ]
  const { code, results } = await runs(replay, fileOf(histories))
  expect(results.map(line => JSON.parse(line) as object)).toEqual([
    { doc: 'A', ok: true, refused: [] },
    { doc: 'B', ok: false, refused: [expect.objectContaining({ index: 1, from: 'issue', to: 'engagement', code: 'too-soon' })] },
  ])
  expect(code).toBe(1)
})

test('a history under a rulebook nobody knows is bad input', async () => {
  const { code, results, notes } = await runs(replay, fileOf([{ doc: 'A', rulebook: 'none', events: [] }]))
  expect([code, results, notes]).toEqual([2, [], [expect.stringContaining('A: there is no rulebook "none".')]])
})
