import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { canonicalJson, hashOf } from './canonical.ts'
import { conceal } from './commitment.ts'
import { appendTo, type SealedEntry } from './entry.ts'
import { recordFormat, type DraftRecord, type PlacedOpening, type RecordedBallot } from './record.ts'
import { verifyRecord } from './verify.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const draft = '7f3c1f6e-2d0b-4a53-9d0e-0c8f6f1f2a11'
const chain = `draft:${draft}`
const opensAt = '2027-03-01T00:00:00.000000Z'
const closesAt = '2027-04-01T00:00:00.000000Z'

/** Counts a ballot as the rule of these tests does: more yes than no, the latest vote of a seat. */
const recount = (ballot: RecordedBallot): { outcome: string; tallies: unknown } => {
  const latest = new Map(ballot.votes.map(vote => [vote.seat, vote.choice]))
  const yes = [...latest.values()].filter(choice => choice === 'yes').length
  return { outcome: yes > latest.size - yes ? 'approved' : 'rejected', tallies: { no: latest.size - yes, yes } }
}

interface Sample { record: DraftRecord; entries: SealedEntry[]; openings: PlacedOpening[]; texts: Record<string, string> }

/** A draft that was opened, moved with a reason, frozen, voted on by three seats (one changed its vote), decided and adopted. */
function sample(): Sample {
  const entries: SealedEntry[] = []
  const openings: PlacedOpening[] = []
  const closed = (path: string, value: unknown): object => {
    const { shown, opening } = conceal(value, sha256(`salt ${openings.length}`), sha256)
    openings.push({ chain, seq: entries.length + 1, path, ...opening })
    return shown
  }
  const act = (kind: string, facts: Record<string, unknown>): SealedEntry => {
    const at = `2027-03-02T10:00:00.${String(entries.length).padStart(6, '0')}Z`
    const entry = appendTo(entries.at(-1) ?? null, { chain, kind, actor: 'someone', at, facts }, sha256)
    entries.push(entry)
    return entry
  }
  const text = canonicalJson({ clauses: ['shall keep records'] })
  const roll = ['br', 'fr', 'ke'].map(seat => ({ seat, name: seat.toUpperCase(), weight: 1, category: null, jurisdiction: seat, population: null }))
  const rule = { id: 'generic.simple', title: 'Simple' }
  const votes = [['br', 'no'], ['fr', 'yes'], ['ke', 'no'], ['br', 'yes']] as const

  act('draft.opened', { stage: 'negotiation', title: 'Records' })
  const moved = act('stage.moved', { from: 'negotiation', to: 'adoption', direction: 'forward', overridden: ['cooling-off'], reason: closed('reason', 'It cannot wait') })
  const frozen = act('edition.frozen', { edition: 1, hash: sha256(text) })
  const opened = act('ballot.opened', {
    ballot: 'b1', edition: 1, hash: sha256(text), rule: rule.id, ruleHash: hashOf(rule, sha256), rollHash: hashOf(roll, sha256), opensAt, closesAt,
  })
  const cast = votes.map(([seat, choice]) => {
    const entry = act('vote.cast', { ballot: 'b1', seat, choice: closed('choice', choice), reason: null })
    return { seat, choice, reason: null, at: entry.at, entry: entry.seq }
  })
  act('ballot.closed', { ballot: 'b1', outcome: 'approved' })
  const decided = act('decision.recorded', { decision: 'd1', kind: 'adoption', outcome: 'approved' })
  const disposed = act('comment.decided', { comment: 'c1', disposition: 'accepted', reason: closed('reason', 'Clearer so') })
  act('edition.adopted', { edition: 1, hash: sha256(text) })

  const head = entries.at(-1) as SealedEntry
  const record: DraftRecord = {
    format: recordFormat,
    exportedAt: '2027-05-01T00:00:00Z',
    draft: {
      id: draft, title: 'Records', committee: { id: 'c', name: 'AI' }, rulebook: { id: 'harmonization', edition: '1' }, stage: 'adoption', phase: 'adoption',
      languages: ['en'], withdrawn: false,
    },
    heads: { [chain]: { seq: head.seq, hash: head.hash } },
    stages: [
      { from: null, to: 'negotiation', at: entries[0]?.at ?? '', takenBack: false, overridden: [], reason: null, entry: 1 },
      { from: 'negotiation', to: 'adoption', at: moved.at, takenBack: false, overridden: ['cooling-off'], reason: 'It cannot wait', entry: moved.seq },
    ],
    editions: [{ number: 1, hash: sha256(text), frozenAt: frozen.at, adopted: true, file: 'editions/1.json', entry: frozen.seq }],
    ballots: [{
      id: 'b1', edition: 1, editionHash: sha256(text), rule, opensAt, closesAt, roll, rollHash: hashOf(roll, sha256), context: {}, votes: cast,
      result: { outcome: 'approved', tallies: { yes: 2, no: 1 }, sentence: 'Approved: 2 yes, 1 no.' }, entry: opened.seq,
    }],
    decisions: [{ id: 'd1', number: 1, kind: 'adoption', outcome: 'approved', reason: null, figures: '2 yes, 1 no', at: decided.at, entry: decided.seq }],
    comments: [{ id: 'c1', number: 1, type: 'editorial', body: 'keep', quote: 'keep', disposition: 'accepted', reason: 'Clearer so', entry: disposed.seq }],
  }
  return { record, entries, openings, texts: { 'editions/1.json': text } }
}

const filesOf = ({ record, entries, openings, texts }: Sample): Map<string, string> => new Map([
  ['record.json', JSON.stringify(record)], ['ledger.json', JSON.stringify(entries)], ['openings.json', JSON.stringify(openings)], ...Object.entries(texts),
])
const findingsOf = (files: ReadonlyMap<string, string>): readonly string[] =>
  verifyRecord(files, sha256, recount).map(({ file, place, message }) => `${file} ${place} ${message}`)

test('[ledger-8] a record as it was exported holds', () => {
  expect(findingsOf(filesOf(sample()))).toEqual([])
})

/** The parts of a record, of which a test changes one. */
interface Changeable {
  record: {
    draft: { stage: string }; heads: Record<string, { seq: number; hash: string }>; stages: { to: string; reason: string | null; overridden: string[]; entry: number }[]
    editions: { hash: string; adopted: boolean }[]; decisions: { outcome: string }[]; comments: { disposition: string; reason: string | null }[]
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
  ['a decision left out', 'records a decision', s => { s.record.decisions = [] }],
  ['a disposition', 'in disposition', s => { s.record.comments[0]!.disposition = 'rejected' }],
  ['the reason of a disposition', 'in reason', s => { s.record.comments[0]!.reason = 'No reason' }],
]

test.each(tampering)('[ledger-9] a change of %s is found', (_, message, change) => {
  const changed = structuredClone(sample())
  change(changed as unknown as Changeable)
  expect(findingsOf(filesOf(changed)).join('\n')).toContain(message)
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

test('[ledger-9] a change of any digit of the ledger or of the openings is found', () => {
  fc.assert(fc.property(fc.constantFrom('ledger.json', 'openings.json'), fc.nat(), (name, where) => {
    const files = filesOf(sample())
    const text = files.get(name) as string
    const digits = [...text.matchAll(/[0-9a-f]/g)].map(match => match.index)
    const at = digits[where % digits.length] as number
    files.set(name, `${text.slice(0, at)}${text[at] === '5' ? '6' : '5'}${text.slice(at + 1)}`)
    expect(findingsOf(files).length).toBeGreaterThan(0)
  }), { numRuns: 300 })
})
