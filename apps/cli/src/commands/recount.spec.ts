import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
const worked = new URL('../../../../libs/ballots/cases/generic.json', import.meta.url)
const cases = JSON.parse(readFileSync(worked, 'utf8')) as { id: string; expected: { outcome: string; tallies: object } }[]

test('worked ballots are counted again, one line a case, in the form they are given in', async () => {
  const { code, results, notes } = await runs(recount, worked.pathname)
  expect(results.map(line => JSON.parse(line) as object)).toEqual(cases.map(({ id, expected }) => ({ id, ...expected })))
  expect([code, notes]).toEqual([0, []])
})

test('a case whose result is another ends with 1 and is named', async () => {
  const other = [cases[0], { ...cases[1], expected: { ...cases[1]!.expected, outcome: 'approved' } }]
  const { code, results, notes } = await runs(recount, fileOf(other))
  expect([code, results.length, notes.length]).toEqual([1, 2, 1])
  expect(notes[0]).toContain(`Case ${cases[1]!.id} gives approved`)
})

test('rules of a file take the place of the rules of the house', async () => {
  const strict = structuredClone(rules['generic.default']) as unknown as { steps: { if: { r: { mul?: unknown[] } } }[] }
  strict.steps[4]!.if.r.mul![0] = '3/4'
  const { code, results } = await runs(recount, fileOf([cases[0]]), '--rules', fileOf({ rules: { 'generic.default': strict } }))
  expect([code, JSON.parse(results[0]!) as object]).toEqual([1, expect.objectContaining({ outcome: 'rejected' })])
})

test('a rule of a file without names for its figures takes those of the same rule of the house', async () => {
  const plain = structuredClone(rules['generic.default']) as unknown as { steps: { if: object; outcome: string }[] }
  const bare = { ...plain, steps: plain.steps.map(step => ({ if: step.if, outcome: step.outcome })) }
  expect((await runs(recount, fileOf([cases[0]]), '--rules', fileOf({ 'generic.default': bare }))).code).toBe(0)
})

test('an exported ballot is counted again and its result checked', async () => {
  const rule = rules['generic.simple'] as unknown as { id: string } & Record<string, unknown>
  const ballot = sample(rule, { counted: { no: 1, yes: 2 }, recused: 0, superseded: 1, ratios: {} }).record.ballots[0]!
  expect(await runs(recount, fileOf(ballot))).toMatchObject({ code: 0, notes: ['Approved: 1 no, 2 yes.'] })
  expect((await runs(recount, fileOf({ ...ballot, result: { ...ballot.result, outcome: 'rejected' } }))).code).toBe(1)
})

test.each([
  ['an unknown rule', [{ id: 'a', rule: 'none', votes: [] }], 'Case a: there is no rule "none".'],
  ['a broken case', [{ id: 'a', rule: 'generic.simple', votes: [{}] }], 'Case a: votes[0] needs voter and choice.'],
  ['no JSON', '[1,', 'is not JSON'],
  ['a number', 7, 'is neither a list of worked ballots nor an exported ballot.'],
  ['an object of another kind', { id: 'x' }, 'is neither a list of worked ballots nor an exported ballot.'],
])('%s is answered with one sentence, no result and 2', async (_, data, message) => {
  const { code, results, notes } = await runs(recount, fileOf(data))
  expect([code, results, notes]).toEqual([2, [], [expect.stringContaining(message)]])
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
