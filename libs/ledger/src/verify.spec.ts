import fc from 'fast-check'
import { chain, disputed, filesOf, opensAt, sample as sampleOf, sha256, type Sample } from '../cases/record.ts'
import { appendTo, type SealedEntry } from './entry.ts'
import type { RecordedBallot } from './record.ts'
import { verifyRecord } from './verify.ts'

const sample = (): Sample => sampleOf({ id: 'generic.simple', title: 'Simple' }, { yes: 2, no: 1 })

/** Counts a ballot as the rule of these tests does: more yes than no, the latest vote of a seat. */
const recount = (ballot: RecordedBallot): { outcome: string; tallies: unknown } => {
  const latest = new Map(ballot.votes.map(vote => [vote.seat, vote.choice]))
  const yes = [...latest.values()].filter(choice => choice === 'yes').length
  return { outcome: yes > latest.size - yes ? 'approved' : 'rejected', tallies: { no: latest.size - yes, yes } }
}

const findingsOf = (files: ReadonlyMap<string, string>): readonly string[] =>
  verifyRecord(files, sha256, recount).map(({ file, place, message }) => `${file} ${place} ${message}`)

test('[ledger-8] a record as it was exported holds', () => {
  expect(findingsOf(filesOf(sample()))).toEqual([])
})

/** The parts of a record, of which a test changes one. */
interface Changeable {
  record: {
    draft: { stage: string }
    heads: Record<string, { seq: number; hash: string }>
    stages: { to: string; at: string; takenBack: boolean; reason: string | null; overridden: string[]; entry: number }[]
    editions: { hash: string; frozenAt: string; adopted: boolean }[]
    decisions: { outcome: string; number: number; reason: string | null; at: string }[]
    comments: { disposition: string; reason: string | null }[]
    ballots: {
      editionHash: string; rule: { title: string }; roll: object[]; closesAt: string; votes: { seat: string; choice: string; at: string; entry: number }[]
      result: { outcome: string; tallies: object } | null
    }[]
  }
  entries: { facts: object; seq: number }[]
  openings: { value: unknown; seq: number }[]
  texts: Record<string, string>
}

const tampering: readonly (readonly [string, string, (s: Changeable) => void])[] = [
  ['a fact of an entry', 'was altered', s => { s.entries[2]!.facts = { edition: 1, hash: 'x' } }],
  ['the last entry', 'cut off', s => { s.entries.pop() }],
  ['the head', 'was rewritten', s => { Object.values(s.record.heads)[0]!.hash = '0'.repeat(64) }],
  ['the naming of the head', 'is not named', s => { s.record.heads = {} }],
  ['the value of an opening', 'do not open', s => { s.openings[0]!.value = 'Another reason' }],
  ['the place of an opening', 'no such commitment', s => { s.openings[0]!.seq = 1 }],
  ['a word of the text', 'does not have the hash', s => { s.texts['editions/1.json'] = '{"clauses":["should keep records"]}' }],
  ['the file of the text', 'has no editions/1.json', s => { s.texts = {} }],
  ['the hash of the edition', 'differs from entry 3', s => { s.record.editions[0]!.hash = '0'.repeat(64) }],
  ['the stage of the draft', 'is said to stand in review', s => { s.record.draft.stage = 'review' }],
  ['the reason of a move', 'in reason', s => { s.record.stages[1]!.reason = 'It can wait' }],
  ['the gates passed over', 'in overridden', s => { s.record.stages[1]!.overridden = [] }],
  ['the time of a move', 'stages[1].at The record differs from entry 2 of the ledger in its time', s => { s.record.stages[1]!.at = opensAt }],
  ['the opening into a move taken back', 'Entry 1 of the ledger does not make this move', s => { s.record.stages[0]!.takenBack = true }],
  ['the time of a freeze', 'editions[0].frozenAt', s => { s.record.editions[0]!.frozenAt = opensAt }],
  ['a move left out', 'leaves it out', s => { s.record.stages.pop() }],
  ['the text of a ballot', 'none of the editions', s => { s.record.ballots[0]!.editionHash = '0'.repeat(64) }],
  ['the rule of a ballot', 'in ruleHash', s => { s.record.ballots[0]!.rule.title = 'Other' }],
  ['the roll of a ballot', 'does not have the hash', s => { s.record.ballots[0]!.roll.pop() }],
  ['the close of a ballot', 'in closesAt', s => { s.record.ballots[0]!.closesAt = '2028-01-01T00:00:00.000000Z' }],
  ['the seat of a vote', 'not on the roll', s => { s.record.ballots[0]!.votes[0]!.seat = 'us' }],
  ['the choice of a vote', 'in choice', s => { s.record.ballots[0]!.votes[0]!.choice = 'yes' }],
  ['the time of a vote', 'in its time', s => { s.record.ballots[0]!.votes[0]!.at = opensAt }],
  ['a vote left out', 'leaves out', s => { s.record.ballots[0]!.votes.pop() }],
  ['a vote counted twice', 'does not cast this vote', s => { s.record.ballots[0]!.votes.push(s.record.ballots[0]!.votes[1]!) }],
  ['the outcome of a ballot', 'with this outcome', s => { s.record.ballots[0]!.result!.outcome = 'rejected' }],
  ['the figures of a ballot', 'figures are others', s => { s.record.ballots[0]!.result!.tallies = { yes: 3, no: 0 } }],
  ['the result of a ballot', 'has no result', s => { s.record.ballots[0]!.result = null }],
  ['a ballot left out', 'opens a ballot in entry 4', s => { s.record.ballots = [] }],
  ['an edition left out', 'freezes an edition in entry 3', s => { s.record.editions = [] }],
  ['a decision', 'in outcome', s => { s.record.decisions[0]!.outcome = 'rejected' }],
  ['the number of a decision', 'in number', s => { s.record.decisions[0]!.number = 2 }],
  ['the reason of a decision', 'in reason', s => { s.record.decisions[0]!.reason = 'Because' }],
  ['the time of a decision', 'decisions[0].at', s => { s.record.decisions[0]!.at = opensAt }],
  ['a decision left out', 'records a decision', s => { s.record.decisions = [] }],
  ['a disposition', 'in disposition', s => { s.record.comments[0]!.disposition = 'rejected' }],
  ['the reason of a disposition', 'in reason', s => { s.record.comments[0]!.reason = 'No reason' }],
]

test.each(tampering)('[ledger-9] a change of %s is found', (_, message, change) => {
  const changed = structuredClone(sample())
  change(changed as unknown as Changeable)
  expect(findingsOf(filesOf(changed)).join('\n')).toContain(message)
})

const byProxy = (): Sample => sampleOf({ id: 'generic.simple', title: 'Simple' }, { yes: 2, no: 1 }, { proxies: true })

test('[ledger-13] (D6) a record of a vote by proxy, as it was exported, holds; who does not see the instruction is shown none', () => {
  const whole = byProxy()
  expect(findingsOf(filesOf(whole))).toEqual([])
  const { proxies = [], ...ballot } = whole.record.ballots[0]!
  const silent = proxies.map(one => ('instruction' in one.facts ? { ...one, facts: { ...one.facts, instruction: null } } : one))
  const record = { ...whole.record, ballots: [{ ...ballot, proxies: silent }] }
  expect(findingsOf(filesOf({ ...whole, record, openings: whole.openings.filter(opening => opening.path !== 'instruction') }))).toEqual([])
})

/** The parts of a record with proxies, of which a test changes one. */
interface Delegated {
  votes: { seat: string; proxyHolder?: string }[]
  proxies: { act: string; facts: Record<string, string>; entry: number }[]
}

test.each<[string, string, (ballot: Delegated) => void]>([
  ['the holder of a vote', 'votes[2].proxyHolder The record differs', ballot => { ballot.votes[2]!.proxyHolder = 'br' }],
  ['a vote by proxy into one of the seat', 'votes[2].proxyHolder The record differs', ballot => { delete ballot.votes[2]!.proxyHolder }],
  ['a vote of the seat into one by proxy', 'votes[0].proxyHolder The ledger knows of no proxy', ballot => { ballot.votes[0]!.proxyHolder = 'ke' }],
  ['the holder of a proxy', 'proxies[2].facts.holder', ballot => { ballot.proxies[2]!.facts['holder'] = 'br' }],
  ['the instruction of a proxy', 'proxies[2].facts.instruction', ballot => { ballot.proxies[2]!.facts['instruction'] = 'In favour' }],
  ['a proxy to one of another ballot', 'in another ballot', ballot => { ballot.proxies[0]!.facts['ballot'] = 'b2' }],
  ['a proxy that was taken back into one that was not', 'leaves out', ballot => { ballot.proxies.splice(1, 1) }],
  ['all proxies to none', 'leaves out', ballot => { ballot.proxies.length = 0 }],
  ['another act to a proxy', 'does not hold this act', ballot => { ballot.proxies[0]!.act = 'ballot.opened' }],
])('[ledger-13] a change of %s is found', (_, message, change) => {
  const changed = structuredClone(byProxy())
  change(changed.record.ballots[0] as unknown as Delegated)
  expect(findingsOf(filesOf(changed)).join('\n')).toContain(message)
})

interface Act { kind: string; readonly facts: Record<string, unknown> }

/** The same record over a ledger that was written otherwise from the beginning; its chain holds. */
function rewritten(change: (act: Act, seq: number) => void): Sample {
  const whole = byProxy()
  const entries: SealedEntry[] = []
  for (const { chain: of, kind, actor, at, facts, seq } of whole.entries) {
    const act: Act = { kind, facts: structuredClone(facts) as Record<string, unknown> }
    change(act, seq)
    entries.push(appendTo(entries.at(-1) ?? null, { chain: of, actor, at, ...act }, sha256))
  }
  const { seq, hash } = entries.at(-1) as SealedEntry
  return { ...whole, entries, record: { ...whole.record, heads: { [chain]: { seq, hash } } } }
}

test.each<[string, (act: Act, seq: number) => void]>([
  ['was given to another seat', ({ kind, facts }) => { if (kind === 'proxy.given' && facts['seat'] === 'ke') facts['holder'] = 'br' }],
  ['was given in another ballot', ({ kind, facts }) => { if (kind === 'proxy.given') facts['ballot'] = 'b2' }],
  ['was taken back', act => { if (act.kind === 'proxy.given' && act.facts['seat'] === 'ke') act.kind = 'proxy.takenBack' }],
  ['had ended with a vote of the seat itself', ({ facts }, seq) => { if (seq === 8) facts['seat'] = 'ke' }],
])('[ledger-13] a vote by a proxy that by the ledger %s is found', (_, change) => {
  expect(findingsOf(filesOf(rewritten(change))).filter(line => line.includes('votes[2].proxyHolder'))).toEqual([
    'record.json ballots[0].votes[2].proxyHolder The ledger knows of no proxy by which this vote was cast.',
  ])
})

test('[ledger-9] an edition said to be adopted which the ledger does not adopt is found', () => {
  const whole = sample()
  const cut = whole.entries.slice(0, -1)
  const { seq, hash } = cut.at(-1) as SealedEntry
  const changed: Sample = { ...whole, entries: cut, record: { ...whole.record, heads: { [chain]: { seq, hash } } } }
  expect(findingsOf(filesOf(changed))).toEqual(['record.json editions The ledger does not adopt edition 1.'])
})

test('[ledger-10] a reader without the openings sees no reasons and no choices, and may not be shown other ones', () => {
  const whole = sample()
  const blind: Sample = { ...whole, openings: whole.openings.filter(opening => opening.path !== 'reason') }
  expect(findingsOf(filesOf(blind)).map(line => line.split(' ')[1])).toEqual(['stages[1].reason', 'comments[0].reason'])
  const { stages, comments } = whole.record
  const silent = { ...whole.record, stages: stages.map(stage => ({ ...stage, reason: null })), comments: comments.map(one => ({ ...one, reason: null })) }
  expect(findingsOf(filesOf({ ...blind, record: silent }))).toEqual([])
})

test.each([
  ['no record', (files: Map<string, string>) => files.delete('record.json'), 'The bundle has no record.json.'],
  ['no JSON', (files: Map<string, string>) => files.set('ledger.json', '[{'), 'ledger.json is not JSON'],
  ['no list', (files: Map<string, string>) => files.set('openings.json', '{}'), 'openings.json does not hold a list'],
  ['an entry without a hash', (files: Map<string, string>) => files.set('ledger.json', '[{"chain":"draft:1"}]'), 'ledger.json[0]'],
  ['another format', (files: Map<string, string>) => files.set('record.json', '{"format":"plenary.record.9"}'), 'record.json: format'],
])('[ledger-11] a bundle with %s is refused in one sentence that names the file', (_, spoil, message) => {
  const files = filesOf(sample())
  spoil(files)
  const findings = findingsOf(files)
  expect(findings).toHaveLength(1)
  expect(findings[0]).toContain(message)
})

test('[ledger-11] no nonsense in any file makes the verifier fail otherwise than by a finding', () => {
  const names = ['record.json', 'ledger.json', 'openings.json', 'editions/1.json']
  fc.assert(fc.property(fc.constantFrom(...names), fc.json(), (name, nonsense) => {
    const files = filesOf(sample())
    files.set(name, nonsense)
    expect(findingsOf(files).length).toBeGreaterThan(0)
  }))
})

test('[ledger-9] a change of any digit of the ledger or of the openings is found (H8)', () => {
  fc.assert(fc.property(fc.constantFrom('ledger.json', 'openings.json'), fc.nat(), (name, where) => {
    const files = filesOf(sample())
    const text = files.get(name) as string
    const digits = [...text.matchAll(/[0-9a-f]/g)].map(match => match.index)
    const at = digits[where % digits.length] as number
    files.set(name, `${text.slice(0, at)}${text[at] === '5' ? '6' : '5'}${text.slice(at + 1)}`)
    expect(findingsOf(files).length).toBeGreaterThan(0)
  }), { numRuns: 300 })
})

type Section = { act: string; at: string; entry: number; facts: Record<string, unknown> }[]
type Disputed = { record: { statements?: Section; findings?: Section; objections?: Section; appeals?: Section } }
const quarrel = (): Sample => disputed({ id: 'generic.simple', title: 'Simple' }, { yes: 2, no: 1 })

test('[ledger-12] a record that shows objections, appeals, findings and statements holds; one from before these sections does too', () => {
  expect(findingsOf(filesOf(quarrel()))).toEqual([])
  const { statements: _, findings: __, objections: ___, appeals: ____, ...older } = quarrel().record
  expect(findingsOf(filesOf({ ...quarrel(), record: older }))).toEqual([])
})

test.each<[string, string, (record: Disputed['record']) => void]>([
  ['the reason of an objection', 'objections[0].facts.reason', record => { record.objections![0]!.facts['reason'] = 'Too short' }],
  ['the outcome of a finding on it', 'objections[1].facts.outcome', record => { record.objections![1]!.facts['outcome'] = 'resolved' }],
  ['a fact left out', 'objections[0].facts.wouldClear', record => { delete record.objections![0]!.facts['wouldClear'] }],
  ['a fact put in', 'appeals[0].facts.outcome', record => { record.appeals![0]!.facts['outcome'] = 'upheld' }],
  ['the body of an appeal', 'appeals[0].facts.body', record => { record.appeals![0]!.facts['body'] = 'nobody' }],
  ['the time of an appeal', 'appeals[0].at', record => { record.appeals![0]!.at = opensAt }],
  ['the figures of a finding', 'findings[0].facts.record', record => { record.findings![0]!.facts['record'] = [] }],
  ['the words of a statement', 'statements[0].facts.words', record => { record.statements![0]!.facts['words'] = 'We agree' }],
  ['an act left out', 'objections The ledger holds an act in entry', record => { record.objections!.pop() }],
  ['an act told twice', 'does not hold this act', record => { record.objections!.push(record.objections![0]!) }],
  ['an act in the wrong section', 'does not hold this act', record => { record.appeals!.push(record.statements!.pop()!) }],
  ['a section taken away', 'statements The ledger holds an act', record => { delete record.statements }],
])('[ledger-12] a change of %s is found', (_, message, change) => {
  const changed = structuredClone(quarrel())
  change(changed.record as unknown as Disputed['record'])
  expect(findingsOf(filesOf(changed)).join('\n')).toContain(message)
})
