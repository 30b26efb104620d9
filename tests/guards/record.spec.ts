import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { type Caller, enterCommittee, type TestApi, type TestCommittee, testApi } from '../api.ts'
import { act, type Cast, openDraft, signInAll, travel, walkToAdoption, writeArticles } from '../draft.ts'

type Files = Record<string, string>

const officers = { chair: 'chair@record.example', secretary: 'secretary@record.example' }
const heads = ['br', 'fr', 'jp'].map(country => `${country}@record.example`)
const canary = 'Canary 7f3a: five years are too long for small firms.'
const folder = mkdtempSync(join(tmpdir(), 'plenary-record-'))
const verifier = fileURLToPath(new URL('../../apps/cli/dist/verify.mjs', import.meta.url))

let api: TestApi
let committee: TestCommittee
let draftId: string
let cast: Cast
let running: { member: Files; voter: Files }
let member: Files
let outside: Files

/** The record as this reader is given it; the status when they are refused. */
async function exported(as?: Caller): Promise<Files | number> {
  const answer = await api.send('GET', `/export/${draftId}.zip`, undefined, as ? { cookie: as.cookie } : {})
  if (answer.status !== 200) return answer.status
  return Object.fromEntries(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

async function files(as?: Caller): Promise<Files> {
  const answer = await exported(as)
  if (typeof answer === 'number') throw new Error(`The record was refused: ${answer}`)
  return answer
}

/** Runs the program that travels in the record on a zip file, with nothing around it but Node. */
function verified(record: Files): { code: number | null; said: string } {
  const program = join(folder, 'verify.mjs')
  const bundle = join(folder, 'record.zip')
  writeFileSync(program, member['verify.mjs']!)
  writeFileSync(bundle, zipSync(Object.fromEntries(Object.entries(record).map(([name, text]) => [name, strToU8(text)])), { level: 0 }))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, bundle], { cwd: dirname(program), encoding: 'utf8', env: {} })
  return { code: status, said: stdout + stderr }
}

beforeAll(async () => {
  if (!existsSync(verifier)) throw new Error('There is no apps/cli/dist/verify.mjs: build it with npx nx run @plenary/cli:bundle.')
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary', 'drafter@record.example': 'drafter' },
    Object.fromEntries(heads.map(head => [head, 'participating'])))
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[heads[2]!]])
  draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people['drafter@record.example']!)
  cast = await walkToAdoption(api, committee, draftId, officers)
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 31 * 86_400_000).toISOString()
  const ballot = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt }, cast.chair)
  const vote = async (head: number, choice: string, reason?: string): Promise<void> => {
    const { seat, as } = cast.heads[head]!
    const done = await act(api, 'castVote', 'Ballot { cast }', { ballotId: ballot.id, seatId: seat, choice, ...(reason ? { reason } : {}) }, as)
    if (done.code) throw new Error(done.message)
  }
  await vote(0, 'no', canary)
  await vote(1, 'yes')
  running = { member: await files(cast.chair), voter: await files(cast.heads[0]!.as) }
  await vote(0, 'yes')
  await vote(2, 'yes')
  await travel(api, 'P32D')
  await travel(api, 'P22D')
  cast = await signInAll(api, committee, officers.chair, officers.secretary)
  const moved = await act<{ stage: string }>(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation' }, cast.chair)
  if (moved.stage !== 'implementation') throw new Error(moved.message)
  await api.settle()
  await travel(api, 'P4Y7M')
  cast = await signInAll(api, committee, officers.chair, officers.secretary)
  member = await files(cast.chair)
  outside = await files()
}, 180_000)

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await api?.close()
})

test('the record of a draft after the whole cycle holds, for a member and for the public, by the program that travels in it', () => {
  for (const record of [member, outside]) {
    expect(Object.keys(record).sort()).toEqual(['editions/1.json', 'ledger.json', 'openings.json', 'record.json', 'verify.mjs'])
    expect(verified(record)).toMatchObject({ code: 0, said: expect.stringContaining('1 ballot counted again') })
  }
  const { draft, ballots } = JSON.parse(member['record.json']!) as { draft: { stage: string }; ballots: { votes: object[]; result: { outcome: string } }[] }
  expect(draft.stage).toBe('review')
  expect(ballots).toMatchObject([{ votes: [{ choice: 'no', reason: canary }, { choice: 'yes' }, { choice: 'yes' }, { choice: 'yes' }], result: { outcome: 'approved' } }])
})

test('while a ballot runs, the record holds no choice and no reason of any vote, for no reader, and still holds', () => {
  for (const record of Object.values(running)) {
    expect(Object.entries(record).filter(([, text]) => text.includes('Canary')).map(([name]) => name)).toEqual([])
    expect(JSON.parse(record['record.json']!)).toMatchObject({ ballots: [{ votes: [], result: null }] })
    const entries = JSON.parse(record['ledger.json']!) as { kind: string; seq: number; facts: { choice: object } }[]
    const votes = entries.filter(entry => entry.kind === 'vote.cast')
    expect(votes.map(entry => Object.keys(entry.facts.choice).join())).toEqual(['commitment', 'commitment'])
    const opened = JSON.parse(record['openings.json']!) as { seq: number }[]
    expect(opened.filter(opening => votes.some(entry => entry.seq === opening.seq))).toEqual([])
    expect(verified(record)).toMatchObject({ code: 0 })
  }
})

/** One value somewhere in a file, by the steps that lead to it. */
interface Leaf { readonly file: string; readonly path: readonly (string | number)[]; readonly value: unknown }

function leavesOf(file: string, value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ file, path, value }]
  return Object.entries(value).flatMap(([name, held]) => leavesOf(file, held, [...path, Array.isArray(value) ? Number(name) : name]))
}

// What the record tells beside the evidence, in words for its reader: the ledger does not hold it.
// Another `format` is not read at all, and an adoption may have been taken back.
const told = [
  /^format$/, /^exportedAt$/, /^editions\.\d+\.adopted$/, /^draft\.(title|phase|withdrawn)$/, /^draft\.(committee|rulebook|languages)\./, /^ballots\.\d+\.result\.sentence$/, /^decisions\.\d+\.figures$/,
]
const proven = ({ file, path }: Leaf): boolean => file !== 'record.json' || !told.some(pattern => pattern.test(path.join('.')))

/** Another value of the same kind. */
const other = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return 'something'
  const [first = ''] = String(value)
  return (first === '0' ? '1' : '0') + String(value).slice(1)
}

function corrupted(record: Files, { file, path, value }: Leaf): Files {
  const data = JSON.parse(record[file]!) as unknown
  let place = data as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>
  place[path.at(-1)!] = other(value)
  return { ...record, [file]: JSON.stringify(data) }
}

/** Numbers that look drawn by lot and are the same in every run. */
function* lot(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

test('of twenty records, each with one value changed somewhere in the record, the ledger or a text, none holds', () => {
  const draw = lot(20_261_122)
  const taken = new Set<Leaf>()
  const groups = ['record.json', 'ledger.json', 'editions/1.json'].map(file => leavesOf(file, JSON.parse(member[file]!)).filter(proven))
  while (taken.size < 20) {
    const group = groups[taken.size % groups.length]!
    taken.add(group[Math.floor(draw.next().value * group.length)]!)
  }
  const passed = [...taken].map(leaf => ({ at: `${leaf.file} ${leaf.path.join('.')}`, code: verified(corrupted(member, leaf)).code })).filter(({ code }) => code !== 1)
  expect(passed).toEqual([])
}, 60_000)
