import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type BundleFiles, type Finding, verifyRecord } from '@plenary/ledger'
import { rulebookOf } from '@plenary/process'
import { strFromU8, unzipSync } from 'fflate'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import type { Caller } from '../api.ts'
import { act, travel } from '../draft.ts'
import { adoption, type Adoption, viewerOf } from '../secret-ballot.ts'

const heads = Array.from({ length: 3 }, (_, n) => `head${n}@sections.example`)
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let world: Adoption
let as: { chair: Caller; secretary: Caller; heads: Caller[] }
let files: ReadonlyMap<string, string>

type Section = Record<string, unknown>[]
interface Told { readonly [section: string]: unknown; readonly draft: object }

const seatOf = (n: number) => world.committee.seats[heads[n]!]!
const signIn = async () => {
  const { api, officers } = world
  as = { chair: await api.signIn(officers.chair), secretary: await api.signIn(officers.secretary), heads: await Promise.all(heads.map(head => api.signIn(head))) }
}
/** Does an act that must succeed, and gives the id of what was made. */
async function done(name: string, thing: string, input: object, by: Caller): Promise<string> {
  const { id, code, message } = await act<{ id: string }>(world.api, name, `${thing} { id }`, input, by)
  if (code !== undefined) throw new Error(`${name}: ${code} ${message}`)
  return id!
}
const inDays = async (days: number) => (await world.api.db.query<[{ at: Date }]>("select plenary_now() + make_interval(days => $1) as at", [days]))[0].at.toISOString()
const decisionOf = async (kind: string) => (await world.api.db.query<{ id: string }[]>('select id from decision where draft_id = $1 and kind = $2 order by number desc limit 1', [world.draftId, kind]))[0]!.id

/** A ballot in which one seat votes on paper. */
async function holdBallot(): Promise<void> {
  const { api, draftId } = world
  const ballotId = await done('openBallot', 'Ballot', { draftId, closesAt: await inDays(31) }, as.chair)
  for (const n of [0, 1]) await done('castVote', 'Ballot', { ballotId, seatId: seatOf(n), choice: 'yes', reason: `Seat ${n} agrees.` }, as.heads[n]!)
  const form = new FormData()
  form.append('file', new Blob(['Our vote is yes.']), 'note.txt')
  const sent = await fetch(`${api.url}/vote-documents/${ballotId}`, { method: 'POST', body: form, headers: { cookie: as.secretary.cookie } })
  const { documentId } = await sent.json() as { documentId: string }
  await done('enterVote', 'Ballot', { ballotId, seatId: seatOf(2), choice: 'yes', entered: 'paper', documentId }, as.secretary)
  await travel(api, 'P32D')
  await signIn()
}

/** An objection that its seat sustains, with the chair's finding on it and an appeal against that. */
async function object(): Promise<void> {
  const { draftId } = world
  const objectionId = await done('raiseObjection', 'Objection', { draftId, seatId: seatOf(0), wholeDraft: true, reason: 'Too long.', wouldClear: 'A shorter one.' }, as.heads[0]!)
  await done('triageObjection', 'Objection', { objectionId, kind: 'substantive' }, as.chair)
  await done('answerObjection', 'Objection', { objectionId, outcome: 'partly', answer: 'Shorter.' }, as.chair)
  await done('respondToObjection', 'Objection', { objectionId, response: 'sustain', reason: 'Not enough.' }, as.heads[0]!)
  await done('findOnObjection', 'Objection', { objectionId, outcome: 'proceeds', reason: 'It is enough.' }, as.chair)
  await done('fileAppeal', 'Appeal', { draftId, seatId: seatOf(0), objectionId, grounds: 'Nobody listened.', remedy: 'Hear us.' }, as.heads[0]!)
}

/** A vote from the floor of a meeting, under a rulebook that holds it there. */
async function voteFromFloor(): Promise<void> {
  const { api, draftId, committee } = world
  await api.db.query("update stage_event set from_stage = null, to_stage = 'Step 8' where draft_id = $1", [draftId])
  await api.db.query("update draft set rulebook = 'codex', rulebook_edition = $2, stage = 'Step 8' where id = $1", [draftId, rulebookOf('codex')!.edition])
  await travel(api, 'P91D')
  await signIn()
  const meetingId = await done('openMeeting', 'Meeting', { committeeId: committee.id, title: 'First session' }, as.secretary)
  const { items } = await act<{ items: { id: string }[] }>(api, 'takeUpItem', 'Meeting { items { id } }', { meetingId, draftId }, as.secretary)
  const itemId = items![0]!.id
  await done('markAttendance', 'Meeting', { itemId, seatIds: heads.map((_, n) => seatOf(n)), present: true }, as.secretary)
  const ballotId = await done('openBallot', 'Ballot', { draftId, closesAt: await inDays(1), itemId }, as.secretary)
  for (const n of [0, 1, 2]) await done('enterVote', 'Ballot', { ballotId, seatId: seatOf(n), choice: 'yes', entered: 'floor' }, as.secretary)
  await done('closeBallot', 'Ballot', { ballotId, reason: 'All have voted.' }, as.chair)
  await travel(api, 'PT1S')
}

beforeAll(async () => {
  world = await adoption(heads.length, 'sections.example')
  await signIn()
  const { draftId, api, officers } = world
  await holdBallot()
  const ballot = await decisionOf('ballot')
  const [statement] = [await act(api, 'stateMinority', 'Decision { id }', { decisionId: ballot, seatId: seatOf(2), words: 'We hold that five years are too long.' }, as.heads[2])]
  expect(statement.code).toBeUndefined()
  await travel(api, 'P22D')
  await signIn()
  await done('moveDraft', 'Draft', { draftId, to: 'implementation' }, as.chair)
  const commentId = await done('comment', 'Comment', { draftId, type: 'technical', body: 'Five years are too long.', anchor: { clauseId: 'records' } }, as.heads[1]!)
  await done('decideComment', 'Comment', { commentId, disposition: 'rejected', reason: 'The courts ask for five.' }, as.chair)
  await object()
  await done('findConsensus', 'ConsensusFinding', { draftId, reached: false, statement: 'The length.', reason: 'One seat dissents.' }, as.chair)
  await voteFromFloor()
  const zip = await api.get(RecordService).bundle(viewerOf(world, officers.chair), draftId)
  files = new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}, 180_000)
afterAll(async () => {
  await world?.api.close()
  if (world) rmSync(world.keyDirectory, { recursive: true, force: true })
})

const record = (): Told => JSON.parse(files.get('record.json')!) as Told
// The draft was put under another rulebook without a move, which the record rightly tells.
const findingsIn = (told: BundleFiles): readonly Finding[] => verifyRecord(told, sha256, recountBallot).filter(({ place }) => place !== 'draft.stage')

test('the record of a draft with ballots on paper and from the floor, statements, findings, objections and appeals holds, section by section', () => {
  const told = record()
  const sizes = Object.fromEntries(Object.entries(told).filter(([, value]) => Array.isArray(value)).map(([section, value]) => [section, (value as Section).length]))
  // The appeal was filed, and its body has let its time pass.
  expect(sizes).toEqual({ stages: 6, editions: 1, ballots: 2, decisions: expect.any(Number), comments: 1, statements: 1, findings: 1, objections: 6, appeals: 2 })
  expect((told['ballots'] as Section).map(ballot => (ballot['votes'] as object[]).length)).toEqual([3, 3])
  expect(findingsIn(files)).toEqual([])
})

/** Another letter or digit at one place of a text. */
const turned = (text: string, at: number): string => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)

/** One place in each section whose text is changed by one byte. */
const bytes: readonly [section: string, change: (told: Section) => void][] = [
  ['stages', told => { told[1]!['to'] = turned(String(told[1]!['to']), 0) }],
  ['editions', told => { told[0]!['frozenAt'] = turned(String(told[0]!['frozenAt']), 3) }],
  ['ballots', told => { const [vote] = told[0]!['votes'] as Section; vote!['reason'] = turned(String(vote!['reason']), 3) }],
  ['ballots', told => { const votes = told[1]!['votes'] as Section; votes[2]!['seat'] = turned(String(votes[2]!['seat']), 9) }],
  ['decisions', told => { told[0]!['reason'] = turned(String(told[0]!['reason']), 1) }],
  ['comments', told => { told[0]!['reason'] = turned(String(told[0]!['reason']), 4) }],
  ['statements', told => { const facts = told[0]!['facts'] as Record<string, unknown>; facts['words'] = turned(String(facts['words']), 8) }],
  ['findings', told => { const facts = told[0]!['facts'] as Record<string, unknown>; facts['reason'] = turned(String(facts['reason']), 0) }],
  ['objections', told => { const facts = told.at(-1)!['facts'] as Record<string, unknown>; facts['objection'] = turned(String(facts['objection']), 2) }],
  ['appeals', told => { const facts = told[0]!['facts'] as Record<string, unknown>; facts['grounds'] = turned(String(facts['grounds']), 7) }],
]

test.each(bytes)('one byte altered in the section %s is named there', (section, change) => {
  const told = record()
  change(told[section] as Section)
  const found = findingsIn(new Map([...files, ['record.json', JSON.stringify(told)]]))
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(({ place }) => !place.startsWith(section))).toEqual([])
})

test('an act that a section leaves out is named', () => {
  for (const section of ['statements', 'findings', 'objections', 'appeals']) {
    const told = record()
    ;(told[section] as Section).pop()
    const found = findingsIn(new Map([...files, ['record.json', JSON.stringify(told)]]))
    expect(found.map(({ place }) => place)).toEqual([section])
  }
})
