import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { verifyRecord } from '@plenary/ledger'
import { rulebookOf } from '@plenary/process'
import { strFromU8, unzipSync } from 'fflate'
import { ProxiesService } from '../../apps/api/src/ballots/proxies.service.ts'
import { VotesService } from '../../apps/api/src/ballots/votes.service.ts'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { DelegatesService } from '../../apps/api/src/people/delegates.service.ts'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import { type Caller, enterPerson } from '../api.ts'
import { act, type Outcome, travel } from '../draft.ts'
import { adoption, type Adoption, openKind, viewerOf } from '../secret-ballot.ts'

const heads = Array.from({ length: 6 }, (_, n) => `head${n}@proxies.example`)
const colleagues = ['colleague0@proxies.example', 'colleague1@proxies.example']
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let world: Adoption
let ballotId: string

const callers = new Map<string, Caller>()
const as = async (email: string): Promise<Caller> => {
  const known = callers.get(email) ?? await world.api.signIn(email)
  callers.set(email, known)
  return known
}
const seat = (n: number): string => world.committee.seats[heads[n]!]!
const head = (n: number): Promise<Caller> => as(heads[n]!)
const give = async (from: number, to: number, more: { instruction?: string; by?: string } = {}): Promise<Outcome<{ id: string }>> => {
  const { by = heads[from]!, ...input } = more
  return act(world.api, 'giveProxy', 'Ballot { id }', { ballotId, seatId: seat(from), holderId: seat(to), ...input }, await as(by))
}
const takeBack = async (from: number, by = heads[from]!): Promise<Outcome<{ id: string }>> =>
  act(world.api, 'takeBackProxy', 'Ballot { id }', { ballotId, seatId: seat(from) }, await as(by))
const cast = async (from: number, choice: string, more: { through?: number; by?: string; reason?: string } = {}): Promise<Outcome<{ cast: number }>> => {
  const { through, by = heads[through ?? from]!, reason } = more
  const input = { ballotId, seatId: seat(from), choice, ...(reason === undefined ? {} : { reason }), ...(through === undefined ? {} : { proxyHolderId: seat(through) }) }
  return act(world.api, 'castVote', 'Ballot { cast }', input, await as(by))
}
const open = async (more: object = {}): Promise<string> => {
  await world.api.db.query("update ballot set state = 'annulled', closed_at = plenary_now() where draft_id = $1 and state = 'open'", [world.draftId])
  const [clock] = await world.api.db.query<[{ closes: Date }]>("select plenary_now() + interval '2 days' as closes")
  const opened = await act<{ id: string }>(world.api, 'openBallot', 'Ballot { id }', { draftId: world.draftId, rule: 'eu.simple', closesAt: clock.closes.toISOString(), ...more }, await as(world.officers.secretary))
  if (!opened.id) throw new Error(opened.message)
  return opened.id
}
/** Who is asked to do what for a seat just now. */
const called = (n: number) => world.api.db.query<{ email: string; verb: string }[]>(
  'select email, verb from notice join person on person.id = person_id where starts_with(key, $1) and settled_at is null order by email', [`ballot:${ballotId}:${seat(n)}`])

interface Seen {
  readonly proxiesPerHolder: number
  readonly proxies: readonly { seatId: string; holderId: string; instruction: string | null; used: boolean; ended: string | null }[]
  readonly heldVotes: readonly {
    seat: { id: string }; holderId: string; instruction: string | null; mayVote: boolean; hasVoted: boolean; vote: { choice: string; proxyHolderId: string } | null
  }[]
  readonly mySeats: readonly { mayGive: boolean; vote: { choice: string; proxyHolder: string | null } | null }[]
  readonly votes: readonly { seatId: string; choice: string; proxyHolderId: string | null }[]
  readonly history: readonly { seatId: string; to: string; proxyHolderId: string | null }[]
  readonly ownHistory: readonly { to: string; proxyHolderId: string | null }[]
}
const seen = async (caller: Caller): Promise<Seen> => (await world.api.gql<{ ballot: Seen }>(
  `query ($id: ID!) { ballot(id: $id) { proxiesPerHolder proxies { seatId holderId instruction used ended }
     heldVotes { seat { id } holderId instruction mayVote hasVoted vote { choice proxyHolderId } } mySeats { mayGive vote { choice proxyHolder } }
     votes { seatId choice proxyHolderId } history { seatId to proxyHolderId } ownHistory { to proxyHolderId } } }`, { id: ballotId }, caller)).data.ballot

beforeAll(async () => {
  world = await adoption(heads.length, 'proxies.example')
  for (const [n, email] of colleagues.entries()) {
    const personId = await enterPerson(world.api, email)
    const entered = await world.api.db.transaction(tx => world.api.get(DelegatesService).enter(tx, { seatId: seat(n), personId, head: false }, null))
    if (!entered.ok) throw new Error(entered.refusal.message)
    await world.api.db.query('update delegate set holds_vote = true where id = $1', [entered.value.id])
    Object.assign(world.committee.people, { [email]: personId })
  }
}, 180_000)
afterAll(async () => {
  await world?.api.close()
  if (world) rmSync(world.keyDirectory, { recursive: true, force: true })
})

test('[ballots-70] where the rule is silent about proxies none is given, and the page offers none', async () => {
  ballotId = (await openKind(world, 'recorded')).id
  expect(await give(0, 1)).toMatchObject({ code: 'no-proxies' })
  expect(await seen(await head(0))).toMatchObject({ proxiesPerHolder: 0, proxies: [], heldVotes: [], mySeats: [{ mayGive: false }] })
  // From here on under the rules of the Council, where one member acts for one other.
  await world.api.db.query("update stage_event set from_stage = null, to_stage = 'council' where draft_id = $1", [world.draftId])
  await world.api.db.query("update draft set rulebook = 'eu', rulebook_edition = $2, stage = 'council' where id = $1", [world.draftId, rulebookOf('eu')!.edition])
})

test('(D6) a seat gives its vote to another one of the roll; the holder is called, the seat is no more, and only the two read the instruction', async () => {
  ballotId = await open()
  expect((await called(0)).map(row => row.email)).toEqual([colleagues[0], heads[0]])
  expect(await give(0, 1, { by: heads[2]! })).toMatchObject({ code: 'FORBIDDEN' })
  expect(await give(0, 1, { by: world.officers.secretary })).toMatchObject({ code: 'FORBIDDEN' })
  expect(await give(0, 0)).toMatchObject({ code: 'own-seat' })
  expect(await act(world.api, 'giveProxy', 'Ballot { id }', { ballotId, seatId: seat(0), holderId: 'nobody' }, await head(0))).toMatchObject({ code: 'NOT_FOUND' })
  expect(await act(world.api, 'giveProxy', 'Ballot { id }', { ballotId, seatId: seat(0), holderId: world.draftId }, await head(0))).toMatchObject({ code: 'holder-not-on-the-roll' })
  expect(await give(0, 1, { instruction: 'In favour, unless Article 4 changes.' })).toEqual({ id: ballotId })
  expect(await called(0)).toEqual([{ email: colleagues[0], verb: 'Check' }, { email: colleagues[1], verb: 'Vote' }, { email: heads[1], verb: 'Vote' }])
  const [giver, holder, third] = [await seen(await head(0)), await seen(await head(1)), await seen(await head(2))]
  const proxy = { seatId: seat(0), holderId: seat(1), used: false, ended: null }
  expect([giver.proxies, third.proxies]).toEqual([[{ ...proxy, instruction: 'In favour, unless Article 4 changes.' }], [{ ...proxy, instruction: null }]])
  expect(giver).toMatchObject({ proxiesPerHolder: 1, heldVotes: [], mySeats: [{ mayGive: true, vote: null }] })
  expect(holder.heldVotes).toEqual([{ seat: { id: seat(0) }, holderId: seat(1), instruction: 'In favour, unless Article 4 changes.', mayVote: true, hasVoted: false, vote: null }])
  expect(third.heldVotes).toEqual([])
})

test('(D6) a holder has one vote of another seat; a seat that holds one gives none, and one that gave its own holds none', async () => {
  const refusals = [await give(2, 1), await give(1, 3), await give(3, 0), await give(0, 2)]
  expect(refusals.map(refusal => refusal.code)).toEqual(['too-many-proxies', 'proxy-of-a-proxy', 'proxy-of-a-proxy', 'given-already'])
})

test('(D6) what the roll does not name, who holds nothing, and whom the seat did not choose is refused as any vote is', async () => {
  const answers = [
    await cast(0, 'yes', { through: 2 }), await cast(2, 'yes', { through: 1 }), await cast(0, 'perhaps', { through: 1 }), await cast(0, 'yes', { through: 1, by: heads[0]! }),
    await cast(0, 'yes', { through: 1, by: world.officers.chair }), await cast(0, 'withdraw', { through: 1 }),
  ]
  expect(answers.map(answer => answer.code)).toEqual(['no-proxy', 'no-proxy', 'unknown-choice', 'FORBIDDEN', 'FORBIDDEN', 'nothing-to-withdraw'])
})

test('(D6) any holder of the other seat votes by it, beside the own vote and as often as one changes one’s mind; there is one vote, which names its holder, and the seat is told', async () => {
  await world.api.db.query('update ballot set hidden = true where id = $1', [ballotId])
  expect(await cast(1, 'no')).toEqual({ cast: 1 })
  expect(await cast(0, 'yes', { through: 1, reason: 'As instructed.' })).toEqual({ cast: 2 })
  expect(await cast(0, 'yes', { through: 1, reason: 'As instructed.' })).toEqual({ cast: 2 })
  expect(await cast(0, 'abstain', { through: 1, by: colleagues[1]! })).toEqual({ cast: 2 })
  const log = await world.api.db.query('select to_choice as choice, proxy_holder as holder from vote_change where ballot_id = $1 and seat_id = $2 order by id', [ballotId, seat(0)])
  expect(log).toEqual([{ choice: 'yes', holder: seat(1) }, { choice: 'abstain', holder: seat(1) }])
  expect(await called(0)).toEqual([{ email: colleagues[0], verb: 'Check' }, { email: heads[0], verb: 'Check' }])
  const [giver, holder, third] = [await seen(await head(0)), await seen(await head(1)), await seen(await head(2))]
  expect(giver.mySeats[0]?.vote).toMatchObject({ choice: 'abstain', proxyHolder: expect.any(String) })
  expect(giver.ownHistory.map(one => one.to)).toEqual(['yes', 'abstain'])
  expect(holder.heldVotes).toMatchObject([{ hasVoted: true, vote: { choice: 'abstain', proxyHolderId: seat(1) } }])
  expect(third).toMatchObject({ proxies: [{ used: true }], votes: [], history: [], heldVotes: [] })
})

test('(D6) once it was used the proxy is not taken back, but the seat’s own vote stands in its place, and both stay on record', async () => {
  expect(await takeBack(0)).toMatchObject({ code: 'used' })
  expect(await give(0, 2)).toMatchObject({ code: 'has-voted' })
  expect(await cast(0, 'no')).toEqual({ cast: 2 })
  expect(await cast(0, 'yes', { through: 1 })).toMatchObject({ code: 'no-proxy' })
  expect(await seen(await head(0))).toMatchObject({
    proxies: [{ ended: 'voted', used: false }], mySeats: [{ vote: { choice: 'no', proxyHolder: null } }],
    ownHistory: [{ proxyHolderId: seat(1) }, { proxyHolderId: seat(1) }, { to: 'no', proxyHolderId: null }],
  })
  const holder = await seen(await head(1))
  expect(holder.heldVotes).toEqual([])
  expect(holder.votes.map(one => one.seatId)).toEqual([seat(1)])
})

test('(D6) a proxy is taken back while nothing was cast by it; the holder can use it no more, and the seat is called again', async () => {
  expect(await takeBack(2)).toMatchObject({ code: 'no-proxy' })
  expect(await give(2, 3)).toEqual({ id: ballotId })
  expect(await takeBack(2, heads[3]!)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await takeBack(2)).toEqual({ id: ballotId })
  expect(await called(2)).toEqual([{ email: heads[2], verb: 'Vote' }])
  expect(await cast(2, 'yes', { through: 3 })).toMatchObject({ code: 'no-proxy' })
  expect(await give(2, 3)).toEqual({ id: ballotId })
  expect(await cast(3, 'recuse')).toMatchObject({ cast: 3 })
  expect(await cast(2, 'yes', { through: 3 })).toMatchObject({ code: 'holder-recused' })
  expect(await cast(3, 'yes')).toMatchObject({ cast: 3 })
  expect(await cast(2, 'yes', { through: 3 })).toMatchObject({ cast: 4 })
})

test('(D6) the secretary enters no vote over one by proxy, and what is entered for a seat ends its proxy', async () => {
  const enter = async (n: number) => {
    const [document] = await world.api.db.query<[{ id: string }]>(
      "insert into vote_document (ballot_id, person_id, file_name, media_type, sha256, bytes) values ($1, $2, 'vote.txt', 'text/plain', 'hash', 'No.') returning id", [ballotId, world.committee.people[world.officers.secretary]])
    return act(world.api, 'enterVote', 'Ballot { cast }', { ballotId, seatId: seat(n), choice: 'no', entered: 'paper', documentId: document.id }, await as(world.officers.secretary))
  }
  expect(await enter(2)).toMatchObject({ code: 'cast-by-proxy' })
  expect(await give(4, 5)).toEqual({ id: ballotId })
  expect(await enter(4)).toEqual({ cast: 5 })
  expect(await cast(4, 'yes', { through: 5 })).toMatchObject({ code: 'no-proxy' })
})

interface Exported {
  readonly ballots: readonly {
    id: string; votes: readonly { seat: string; choice: string; proxyHolder?: string }[]; proxies: readonly { act: string; facts: { instruction?: string | null } }[]
  }[]
}
const exported = async (email: string): Promise<{ record: Exported; wrong: object[] }> => {
  const zip = await world.api.get(RecordService).bundle(viewerOf(world, email), world.draftId)
  const files = new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  // The draft was put into its stage without a move, which the record rightly tells; it is no matter of ballots.
  const wrong = verifyRecord(files, sha256, recountBallot).filter(({ place }) => !place.startsWith('draft'))
  return { record: JSON.parse(files.get('record.json')!) as Exported, wrong }
}
const inRecord = ({ record }: { record: Exported }) => record.ballots.find(ballot => ballot.id === ballotId)!

test('(D6) while the ballot is open its record shows who votes for whom to nobody with how; counted, every holder is in it, and it is verified and counted again without Plenary', async () => {
  const running = await exported(world.officers.chair)
  expect(running.wrong).toEqual([])
  expect(inRecord(running)).toMatchObject({ votes: [], proxies: [{ act: 'proxy.given', facts: { seat: seat(0), holder: seat(1), instruction: null } }, {}, { act: 'proxy.takenBack' }, {}, {}] })
  await travel(world.api, 'P3D')
  const [row] = await world.api.db.query<[{ state: string; counted: object; refused: number | null }]>(
    "select state, result->'exact'->'counted' as counted, (result->'exact'->>'proxyRefused')::int as refused from ballot where id = $1", [ballotId])
  expect(row).toEqual({ state: 'closed', counted: { no: 3, yes: 2 }, refused: null })
  const closed = await exported(world.officers.chair)
  expect(closed.wrong).toEqual([])
  const { votes, proxies } = inRecord(closed)
  expect(proxies[0]?.facts.instruction).toBe('In favour, unless Article 4 changes.')
  expect(votes.filter(vote => vote.proxyHolder !== undefined).map(({ seat: of, choice, proxyHolder }) => [of, choice, proxyHolder])).toEqual([
    [seat(0), 'yes', seat(1)], [seat(0), 'abstain', seat(1)], [seat(2), 'yes', seat(3)],
  ])
})

test('[ballots-73] after the end a vote by proxy is refused as every vote, and listed as late; nothing is given or taken back any more', async () => {
  callers.clear()
  expect(await cast(2, 'no', { through: 3 })).toMatchObject({ code: 'closed' })
  expect(await cast(5, 'no', { through: 3 })).toMatchObject({ code: 'no-proxy' })
  expect([await give(5, 4), await takeBack(2)].map(answer => answer.code)).toEqual(['closed', 'closed'])
  const late = await world.api.db.query('select seat_id as seat, choice from late_vote where ballot_id = $1', [ballotId])
  expect(late).toEqual([{ seat: seat(2), choice: 'no' }])
})

test('[ballots-71] of many gifts, votes and second thoughts at once no holder has two, none passes one on, and the count refuses none', async () => {
  ballotId = await open()
  const viewer = (n: number) => viewerOf(world, heads[n]!)
  const proxies = world.api.get(ProxiesService)
  const votes = world.api.get(VotesService)
  const first = await Promise.all([1, 2, 3, 4, 5].map(n => proxies.give(viewer(n), { ballotId, seatId: seat(n), holderId: seat(0) })))
  expect(first.filter(answer => answer.ok)).toHaveLength(1)
  await Promise.all(Array.from({ length: 60 }, (_, n) => {
    const [from, to] = [n % 6, (n * 5 + Math.floor(n / 6) + 1) % 6]
    if (n % 4 === 0) return votes.cast(viewer(to), { ballotId, seatId: seat(from), choice: 'yes', proxyHolderId: seat(to) })
    if (n % 4 === 1) return proxies.takeBack(viewer(from), { ballotId, seatId: seat(from) })
    if (n % 12 === 2) return votes.cast(viewer(from), { ballotId, seatId: seat(from), choice: n % 24 === 2 ? 'withdraw' : 'no' })
    return proxies.give(viewer(from), { ballotId, seatId: seat(from), holderId: seat(to) })
  }))
  const [chains] = await world.api.db.query<[{ most: number; passed: number }]>(
    `with standing as (select seat_id, holder_id from proxy where ballot_id = $1 and ended is null)
     select (select coalesce(max(held), 0)::int from (select count(*) as held from standing group by holder_id) as one) as most,
       (select count(*)::int from standing as one join standing as other on other.seat_id = one.holder_id) as passed`, [ballotId])
  expect(chains).toEqual({ most: expect.any(Number), passed: 0 })
  expect(chains.most).toBeLessThanOrEqual(1)
  const unbacked = await world.api.db.query(
    `select 1 from vote where ballot_id = $1 and proxy_holder is not null
       and not exists (select 1 from proxy where proxy.ballot_id = vote.ballot_id and proxy.seat_id = vote.seat_id and holder_id = proxy_holder and ended is null)`, [ballotId])
  expect(unbacked).toEqual([])
})

test('(D6) whoever acts for the holder no longer votes by proxy no longer, and a seat that has ended is voted for by nobody', async () => {
  ballotId = await open()
  expect(await give(0, 1, { by: colleagues[0]! })).toEqual({ id: ballotId })
  await world.api.db.query('update delegate set until = plenary_now() where person_id = $1', [world.committee.people[colleagues[1]!]])
  expect(await cast(0, 'yes', { through: 1, by: colleagues[1]! })).toMatchObject({ code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/) })
  expect(await cast(0, 'yes', { through: 1 })).toEqual({ cast: 1 })
  await world.api.db.query('update seat set until = plenary_now() where id = any($1)', [[seat(0), seat(4)]])
  expect(await cast(0, 'no', { through: 1 })).toMatchObject({ code: 'seat-ended' })
  expect(await give(2, 4)).toMatchObject({ code: 'seat-ended' })
  await world.api.db.query('update seat set until = null where id = any($1)', [[seat(0), seat(4)]])
})

test('[ballots-73] in a meeting a seat that is not there may be voted for by one that is, and by no other', async () => {
  ballotId = await open()
  await world.api.db.query("update roll_entry set presence = case when seat_id = any($2) then 'absent' else 'present' end where ballot_id = $1", [ballotId, [seat(0), seat(2)]])
  expect(await cast(0, 'yes')).toMatchObject({ code: 'not-present' })
  expect([(await give(0, 2)).code, (await give(1, 2)).code]).toEqual(['holder-not-present', 'holder-not-present'])
  expect(await give(0, 1)).toEqual({ id: ballotId })
  expect(await cast(0, 'yes', { through: 1 })).toEqual({ cast: 1 })
  // It can not vote itself, so it is told to ask the holder.
  const [told] = await world.api.db.query<[{ why: string }]>("select why from notice where key = $1 and settled_at is null limit 1", [`ballot:${ballotId}:${seat(0)}:by-proxy`])
  expect(told.why).toMatch(/ask .* before the close to change it\.$/)
  // Once the holder has withdrawn the vote, the seat takes it back, and nobody is called to a vote they cannot cast.
  expect(await cast(0, 'withdraw', { through: 1 })).toEqual({ cast: 0 })
  expect(await takeBack(0)).toEqual({ id: ballotId })
  expect(await called(0)).toEqual([])
})

test.each(['names-only', 'secret'])('[ballots-70] in a ballot of the kind %s no vote is given, cast or taken out by proxy', async kind => {
  ballotId = await open({ kind })
  expect(await give(0, 1)).toMatchObject({ code: 'not-by-name' })
  expect(await cast(0, 'withdraw', { through: 1 })).toMatchObject({ code: 'no-proxy' })
  expect(await seen(await head(0))).toMatchObject({ proxiesPerHolder: 0, mySeats: [{ mayGive: false }] })
})

test('giving, voting by proxy, taking back and looking at it take few statements', async () => {
  ballotId = await open()
  const statements = async (query: string, variables: object, n: number): Promise<number> => {
    const response = await world.api.send('POST', '/graphql', { query, variables }, { cookie: (await head(n)).cookie })
    expect((await response.json() as { errors?: unknown }).errors).toBeUndefined()
    return Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
  }
  const mutation = (name: string) => `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ... on Ballot { id } ... on Refusal { code } } }`
  const vote = (input: object, n: number) => statements(mutation('castVote'), { input: { ballotId, choice: 'yes', ...input } }, n)
  const own = await vote({ seatId: seat(2) }, 2)
  const taken = {
    give: await statements(mutation('giveProxy'), { input: { ballotId, seatId: seat(0), holderId: seat(1) } }, 0),
    takeBack: await statements(mutation('takeBackProxy'), { input: { ballotId, seatId: seat(0) } }, 0),
    giveAgain: await statements(mutation('giveProxy'), { input: { ballotId, seatId: seat(0), holderId: seat(1) } }, 0),
    cast: await vote({ seatId: seat(0), proxyHolderId: seat(1) }, 1),
  }
  // A vote by proxy asks more of the two seats, and tells the one that gave it.
  expect(Math.max(...Object.values(taken))).toBeLessThanOrEqual(own + 10)
  const looking = `query ($id: ID!) { ballot(id: $id) { proxies { id givenBy { name } } heldVotes { seat { body { name } } vote { choice } }
    mySeats { seat { body { name } } vote { choice } } } }`
  expect(await statements(looking, { id: ballotId }, 1)).toBeLessThanOrEqual(15)
})
