import { rules } from '@plenary/ballots'
import { attest, deadlinesOf, editionsOf, type Facts, loadRulebook, move, predicateSchema, replay, rulebookFileSchema, rulebooks, runOut } from '@plenary/process'
import { Ajv } from 'ajv'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { attested, sound } from '../../libs/process/cases/facts.ts'
import { rulebookSchemaFile, rulebookSchemaText, shelfFile, shelfText } from '../../tools/rulebooks.mjs'

const folder = path.resolve('libs/process/src/rulebooks')
const known = Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, rule.options]))
const files = readdirSync(folder).filter(file => file.endsWith('.json'))

test.each(files)('(A11) %s names only counting rules and choices that exist', file => {
  const read = loadRulebook(JSON.parse(readFileSync(path.join(folder, file), 'utf8')), known)
  expect(read.ok ? '' : read.refusal.message).toBe('')
})

test('(A11) the shares by which printed results are read are those of the counting rules', () => {
  const ballots = Object.keys(rulebooks).flatMap(id => editionsOf(id)).flatMap(book => book.ballots)
  const shares = ballots.flatMap(({ rule, shares: said = {} }) => Object.values(said).map(share => [rule, share] as const))
  expect(shares.length).toBeGreaterThan(5)
  const strange = shares.filter(([rule, share]) => !JSON.stringify(rules[rule]).includes(`"${share}"`))
  expect(strange).toEqual([])
})

test('[process-216] the published schema is the one the reader uses, takes every rulebook of the house, and refuses what is none', () => {
  const published = readFileSync(path.resolve(rulebookSchemaFile), 'utf8')
  expect(published).toBe(rulebookSchemaText(rulebookFileSchema, predicateSchema))
  const { $schema: _, ...schema } = JSON.parse(published) as Record<string, unknown>
  const valid = new Ajv({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } }).compile(schema)
  for (const file of files) expect([file, valid(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))]).toEqual([file, true])
  const odd = JSON.parse(readFileSync(path.join(folder, 'harmonization.json'), 'utf8')) as { editions: { stages: { phase: string }[] }[] }
  odd.editions[0]!.stages[0]!.phase = 'waiting'
  expect(valid(odd)).toBe(false)
})

test('[process-218] every rulebook file of the folder is on the shelf, and the list of them is generated', () => {
  expect(readFileSync(path.resolve(shelfFile), 'utf8')).toBe(shelfText())
  expect(Object.keys(rulebooks)).toHaveLength(files.length)
})

test('[process-218] the worked example of the page is a rulebook: it is read, a draft walks it to the end, and nothing was written for it', () => {
  const page = readFileSync(path.resolve('docs/how-to/add-a-rulebook.md'), 'utf8')
  const example = JSON.parse(/```json\n([\s\S]*?)\n```/.exec(page)![1]!) as unknown
  const read = loadRulebook(example, known)
  expect(read.ok ? '' : read.refusal.message).toBe('')
  const book = (read.ok ? read.value : [])[0]!
  const here = (stage: string, change: Partial<Facts> = {}): Facts => {
    const facts = sound('negotiation', { ballot: null, ...change })
    return { ...facts, draft: { ...facts.draft, stage }, history: [{ ...facts.history[0]!, to: stage, at: '2027-01-04T10:00:00Z' }] }
  }
  const chair = { roles: ['chair'] } as const
  const moved = (to: string, facts: Facts) => {
    const done = move(to, book, facts, chair, { reason: 'It is time' })
    return done.ok ? done.value.to : done.refusal.missing.map(one => one.gate)
  }
  expect(moved('draft', here('idea'))).toBe('draft')
  expect(moved('meeting', here('draft'))).toEqual(['notice-given'])
  expect(attest(book, { gate: 'notice-given', person: 'Wanjiru', reason: 'Letter of 4 January' }, { roles: ['secretary'] }, [], '2027-01-05T00:00:00Z').ok).toBe(true)
  const given = [attested('notice-given', '2027-01-05')]
  expect(moved('meeting', here('draft', { attestations: given }))).toBe('meeting')
  expect(moved('meeting', here('draft', { attestations: given, seats: [] }))).toEqual(['enough-members'])
  const ballot = { ...sound('adoption').ballot!, rule: 'generic.consent', decidedAt: '2027-02-01T10:00:00Z' }
  expect(moved('rule', here('meeting', { edition: sound('adoption').edition, ballot }))).toBe('rule')
  const idle = here('draft', { now: '2027-07-04T00:00:00Z' })
  expect(runOut(book, idle, 'idle')).toMatchObject({ ok: true, value: { to: 'dropped', ends: 'abandoned' } })
  expect(deadlinesOf(book, idle).map(row => row.task)).toEqual(expect.arrayContaining(['stage.minimum', 'stage.target', 'clock.reminder', 'clock.end']))
  expect(replay([book], { doc: 'Rule 1', rulebook: book.id, events: [{ date: '2027-01-04', stage: 'idea' }, { date: '2027-01-20', stage: 'meeting' }, { date: '2027-01-20', stage: 'rule' }] })).toEqual([])
})
