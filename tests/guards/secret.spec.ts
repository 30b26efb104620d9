import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readBundle, verifyRecord, type DraftRecord } from '@plenary/ledger'
import { strFromU8, unzipSync } from 'fflate'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { VotesService } from '../../apps/api/src/ballots/votes.service.ts'
import { receiptHolds } from '../../apps/web/src/ballots/sealing.ts'
import { act, travel } from '../draft.ts'
import { adoption, type Adoption, openKind, put, viewerOf, voteSealed } from '../secret-ballot.ts'

let world: Adoption
let ballot: Awaited<ReturnType<typeof openKind>>
const heads = Array.from({ length: 6 }, (_, n) => `head${n}@secret.example`)
const keyFiles = () => readdirSync(world.keyDirectory).filter(file => file.startsWith(ballot.id)).sort()
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

beforeAll(async () => {
  world = await adoption(heads.length, 'secret.example')
  ballot = await openKind(world, 'secret')
}, 120_000)
afterAll(async () => {
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

/** Everything that all tables hold, as text. */
async function everything(): Promise<string> {
  const tables = await world.api.db.query<{ name: string }[]>("select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
  const rows = await Promise.all(tables.map(({ name }) => world.api.db.query<{ row: string }[]>(`select t::text as row from ${name} t`)))
  return rows.flat().map(({ row }) => row).join('\n')
}

async function bundle(email: string): Promise<ReadonlyMap<string, string>> {
  const zip = await world.api.get(RecordService).bundle(viewerOf(world, email), world.draftId)
  return new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

test('the private keys of a secret ballot lie in the directory of keys, readable by their owner alone, and nowhere in the database', async () => {
  expect(keyFiles()).toEqual([`${ballot.id}.receipt`, `${ballot.id}.seal`])
  const seal = readFileSync(path.join(world.keyDirectory, `${ballot.id}.seal`), 'utf8')
  const stored = await everything()
  expect(stored).toContain(ballot.sealKey!)
  expect(stored).not.toContain(seal)
  expect(stored).not.toContain(Buffer.from(seal, 'base64').toString('hex'))
})

test('(D7) a vote is taken sealed, replaced by a later one of its seat, and answered with a receipt that its page can check', async () => {
  const first = await voteSealed(world, ballot, heads[0]!, 'no', 'I was mistaken.')
  const second = await voteSealed(world, ballot, heads[0]!, 'yes')
  for (const { own, receipt } of [first, second]) {
    if (!receipt.ok) throw new Error(receipt.refusal.message)
    const keys = { id: ballot.id, receiptKey: ballot.receiptKey! }
    expect(await receiptHolds(receipt.value, keys, own)).toBe(true)
    expect(await receiptHolds({ ...receipt.value, paper: sha256('another') }, keys, own)).toBe(false)
    expect(await receiptHolds(receipt.value, keys, { ...own, sealedHash: sha256('another') })).toBe(false)
    const forged = Buffer.from(receipt.value.signature, 'base64')
    forged[3]! ^= 1
    expect(await receiptHolds({ ...receipt.value, signature: forged.toString('base64') }, keys, own)).toBe(false)
  }
  const [box] = await world.api.db.query<{ papers: number; parts: number }[]>(
    'select (select count(*)::int from sealed_paper) as papers, (select count(*)::int from participation) as parts')
  expect(box).toEqual({ papers: 1, parts: 1 })
  const stored = await everything()
  // Neither the tracker nor the hash on the receipt is kept: with the published papers it would open the vote.
  for (const { own } of [first, second]) for (const part of [own.tracker, own.paper]) expect(stored).not.toContain(part)
  expect(stored).not.toContain('I was mistaken.')
})

test.each([
  ['that is no sealed paper', { sealed: 'AAAA', paper: sha256('x') }, 'BAD_INPUT'],
  ['without the hash of its paper', { sealed: Buffer.alloc(4_177).toString('base64'), paper: 'x' }, 'BAD_INPUT'],
])('a paper %s is refused', async (_, paper, code) => {
  expect(await put(world, ballot.id, heads[1]!, paper)).toMatchObject({ ok: false, refusal: { code } })
})

test('a secret ballot takes no vote in the open, and a recorded one no sealed paper', async () => {
  const votes = world.api.get(VotesService)
  const seatId = world.committee.seats[heads[1]!]!
  expect(await votes.cast(viewerOf(world, heads[1]!), { ballotId: ballot.id, seatId, choice: 'yes' })).toMatchObject({ ok: false, refusal: { code: 'secret-ballot' } })
  expect(await votes.cast(viewerOf(world, heads[1]!), { ballotId: ballot.id, seatId, choice: 'withdraw' })).toMatchObject({ ok: false, refusal: { code: 'nothing-to-withdraw' } })
})

test('a seat withdraws its paper, and has then not taken part', async () => {
  await voteSealed(world, ballot, heads[1]!, 'yes')
  const seatId = world.committee.seats[heads[1]!]!
  expect(await world.api.get(VotesService).cast(viewerOf(world, heads[1]!), { ballotId: ballot.id, seatId, choice: 'withdraw' })).toMatchObject({ ok: true })
  const [left] = await world.api.db.query<{ left: number }[]>(
    'select ((select count(*) from sealed_paper where seat_id = $1) + (select count(*) from participation where seat_id = $1))::int as left', [seatId])
  expect(left).toEqual({ left: 0 })
})

test('(D9) until the close nobody sees more of a secret ballot than who took part, the seat itself neither', async () => {
  const query = `query ($id: ID!) { ballot(id: $id) { kind hidden cast quorumReachedAt votes { choice } history { to } papers { tracker } result { outcome }
    roll { seatId hasVoted } mySeats { hasVoted vote { choice } } } }`
  for (const email of [world.officers.chair, heads[0]!]) {
    const { data } = await world.api.gql<{ ballot: { roll: { hasVoted: boolean }[]; mySeats: object[] } }>(query, { id: ballot.id }, await world.api.signIn(email))
    expect(data.ballot).toMatchObject({ kind: 'secret', hidden: true, cast: 1, quorumReachedAt: null, votes: [], history: [], papers: [], result: null })
    expect(data.ballot.roll.filter(entry => entry.hasVoted)).toHaveLength(1)
    expect(data.ballot.mySeats).toEqual(email === heads[0] ? [{ hasVoted: true, vote: null }] : [])
  }
  const kinds = await world.api.db.query<{ kind: string }[]>("select distinct kind from ledger_entry where facts->>'ballot' = $1", [ballot.id])
  expect(kinds).toEqual([{ kind: 'ballot.opened' }])
})

const trackers: Record<string, string> = {}

test('(D7) at the close the papers are published in the order of their trackers, and box and keys are gone', async () => {
  const wishes: readonly [string, string, string | null][] = [[heads[0]!, 'yes', null], [heads[1]!, 'no', 'Too soon.'], [heads[2]!, 'yes', null], [heads[3]!, 'recuse', null]]
  for (const [head, choice, reason] of wishes) trackers[head] = (await voteSealed(world, ballot, head, choice, reason)).own.tracker
  // Another seat's paper, copied: it opens in its own place only.
  const [copied] = await world.api.db.query<{ sealed: Buffer }[]>('select sealed from sealed_paper where seat_id = $1', [world.committee.seats[heads[0]!]])
  expect(await put(world, ballot.id, heads[4]!, { sealed: copied!.sealed.toString('base64'), paper: sha256('copied') })).toMatchObject({ ok: true })
  await travel(world.api, 'P32D')
  expect(keyFiles()).toEqual([])
  const [gone] = await world.api.db.query<{ left: number }[]>('select count(*)::int as left from sealed_paper')
  expect(gone).toEqual({ left: 0 })
  const query = `query ($id: ID!) { ballot(id: $id) { state votes { choice } papers { tracker choice reason }
    result { outcome sentence tallies { choice count } publication { participants papers unreadable clashing papersHash } } } }`
  interface Seen { ballot: { papers: { tracker: string; choice: string; reason: string | null }[]; result: object } }
  const { data } = await world.api.gql<Seen>(query, { id: ballot.id }, await world.api.signIn(heads[2]!))
  expect(data.ballot).toMatchObject({ state: 'closed', votes: [] })
  expect(data.ballot.result).toMatchObject({
    outcome: 'approved', publication: { participants: 5, papers: 4, unreadable: 1, clashing: 0 },
    tallies: [{ choice: 'no', count: 1 }, { choice: 'recuse', count: 1 }, { choice: 'yes', count: 2 }],
  })
  expect(data.ballot.papers.map(paper => paper.tracker)).toEqual(wishes.map(([head]) => trackers[head]).sort())
  expect(data.ballot.papers.find(paper => paper.tracker === trackers[heads[1]!])).toMatchObject({ choice: 'no', reason: 'Too soon.' })
  const order = await world.api.db.query<{ tracker: string; xmin: string }[]>('select tracker, xmin::text from published_paper where ballot_id = $1 order by ctid', [ballot.id])
  expect(order.map(row => row.tracker)).toEqual(data.ballot.papers.map(paper => paper.tracker))
  expect(new Set(order.map(row => row.xmin)).size).toBe(1)
})

test('(D8) anyone recounts a secret ballot from the record, and every change to what was published is found', async () => {
  const files = await bundle(heads[5]!)
  const findings = (changed: ReadonlyMap<string, string>) => verifyRecord(changed, sha256, recountBallot).map(finding => finding.place)
  expect(findings(files)).toEqual([])
  type Published = DraftRecord['ballots'][number] & { papers: { choice: string }[]; participants: string[]; kind: string; result: { outcome: string } }
  const record = JSON.parse(files.get('record.json')!) as { ballots: Published[] }
  const place = record.ballots.findIndex(one => one.id === ballot.id)
  const own = record.ballots[place]!
  expect(own).toMatchObject({ kind: 'secret', votes: [] })
  expect(own.participants).toHaveLength(5)
  expect(recountBallot(own).outcome).toBe('approved')
  const tampered = (change: (copy: typeof own) => void) => {
    const copy = structuredClone(record)
    change(copy.ballots[place]!)
    return findings(new Map([...files, ['record.json', JSON.stringify(copy)]])).join()
  }
  expect(tampered(copy => { copy.papers[0]!.choice = 'abstain' })).toContain(`ballots[${place}].papers`)
  expect(tampered(copy => { copy.papers.pop() })).toContain(`ballots[${place}].papers`)
  expect(tampered(copy => { copy.participants.pop() })).toContain(`ballots[${place}].participants`)
  expect(tampered(copy => { copy.kind = 'names-only' })).toContain(`ballots[${place}].kind`)
  expect(tampered(copy => { copy.result.outcome = 'rejected' })).toContain(`ballots[${place}].result`)
})

test('(D7) a ballot whose key is lost is void, says so, and is held again', async () => {
  ballot = await openKind(world, 'secret')
  await voteSealed(world, ballot, heads[0]!, 'yes')
  rmSync(path.join(world.keyDirectory, `${ballot.id}.seal`))
  await travel(world.api, 'P32D')
  const [row] = await world.api.db.query<{ state: string; result: null }[]>('select state, result from ballot where id = $1', [ballot.id])
  expect(row).toEqual({ state: 'annulled', result: null })
  const [entry] = await world.api.db.query<{ value: string }[]>(
    "select value from ledger_opening join ledger_entry using (chain, seq) where kind = 'ballot.annulled' and facts->>'ballot' = $1", [ballot.id])
  expect(entry!.value).toContain('key')
  expect(keyFiles()).toEqual([])
})

test('an instance that looks for keys in another directory does not take a ballot for lost: it leaves it to one that sees them', async () => {
  ballot = await openKind(world, 'secret')
  await voteSealed(world, ballot, heads[0]!, 'yes')
  await world.api.db.query("update ballot set key_place = gen_random_uuid() where id = $1", [ballot.id])
  await world.api.db.query("update deadline set due = date_trunc('milliseconds', plenary_now()) where key = 'ballot.close:' || $1", [ballot.id])
  await world.api.settle()
  const [row] = await world.api.db.query<{ state: string; failure: string }[]>(
    "select state, last_failure as failure from ballot join deadline on key = 'ballot.close:' || id where id = $1", [ballot.id])
  expect(row).toMatchObject({ state: 'open', failure: expect.stringContaining('PLENARY_KEY_DIR') })
  // One that looks in the right place closes it.
  await world.api.db.query('update ballot set key_place = $2 where id = $1', [ballot.id, readFileSync(path.join(world.keyDirectory, 'DIRECTORY'), 'utf8')])
  await travel(world.api, 'PT1H')
  const [after] = await world.api.db.query<{ state: string }[]>('select state from ballot where id = $1', [ballot.id])
  expect(after).toEqual({ state: 'closed' })
})

test('a ballot with names only shows who voted and publishes papers without names; no officer, record or ledger says who voted how', async () => {
  const opened = await openKind(world, 'names-only')
  const votes = world.api.get(VotesService)
  for (const [index, choice] of ['yes', 'yes', 'no', 'yes'].entries()) {
    const seatId = world.committee.seats[heads[index]!]!
    const cast = await votes.cast(viewerOf(world, heads[index]!), { ballotId: opened.id, seatId, choice, reason: choice === 'no' ? 'Not like this.' : null })
    expect(cast.ok).toBe(true)
  }
  await travel(world.api, 'P32D')
  const query = 'query ($id: ID!) { ballot(id: $id) { state cast votes { seatId choice } history { to } papers { choice reason } result { publication { participants papers } } } }'
  const seen = async (email: string) => (await world.api.gql<{ ballot: object }>(query, { id: opened.id }, await world.api.signIn(email))).data.ballot
  const papers = [{ choice: 'no', reason: 'Not like this.' }, ...Array.from({ length: 3 }, () => ({ choice: 'yes', reason: null }))]
  const published = { state: 'closed', cast: 4, result: { publication: { participants: 4, papers: 4 } }, papers: expect.arrayContaining(papers) }
  expect(await seen(world.officers.chair)).toMatchObject({ ...published, votes: [], history: [] })
  expect(await seen(heads[2]!)).toMatchObject({ ...published, votes: [{ seatId: world.committee.seats[heads[2]!], choice: 'no' }], history: [{ to: 'no' }] })
  const files = await bundle(world.officers.chair)
  const read = readBundle(files)
  if (!read.ok) throw new Error(read.refusal.message)
  expect(verifyRecord(files, sha256, recountBallot)).toEqual([])
  const cast = read.value.chains.get(`draft:${world.draftId}`)!.filter(entry => entry.kind === 'vote.cast').map(entry => entry.seq)
  expect(cast).toHaveLength(4)
  expect(read.value.openings.filter(opening => cast.includes(opening.seq))).toEqual([])
})

test('a secret ballot of fewer than five seats is opened only by who confirms that its result may tell', async () => {
  await world.api.db.query("update seat set until = plenary_now() where id = any($1)", [[heads[4], heads[5]].map(head => world.committee.seats[head!])])
  await expect(openKind(world, 'secret')).rejects.toThrow('With 4 seats the result itself tells who voted how.')
  const chair = await world.api.signIn(world.officers.chair)
  const [clock] = await world.api.db.query<[{ closes: Date }]>("select plenary_now() + interval '31 days' as closes")
  const input = { draftId: world.draftId, closesAt: clock.closes.toISOString() }
  expect(await act(world.api, 'openBallot', 'Ballot { kind promise }', { ...input, kind: 'raised-hands' }, chair)).toMatchObject({ code: 'other-kind' })
  expect(await act(world.api, 'openBallot', 'Ballot { kind promise }', { ...input, kind: 'secret', confirmedSmall: true }, chair)).toMatchObject({ kind: 'secret', promise: expect.stringContaining('sealed') })
})
