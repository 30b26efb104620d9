import { rules } from '@plenary/ballots'
import { hashOf } from '@plenary/ledger'
import { strFromU8, unzipSync } from 'fflate'
import { enterCommittee, enterPerson, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { act, type Cast, openDraft, travel, signInAll, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { RecordService } from '../formats/record.service.ts'
import { sha256 } from '../ledger/ledger.service.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { VotesService } from './votes.service.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let ballotId: string
let cast: Cast
const officers = { chair: 'chair@vote.example', secretary: 'secretary@vote.example' }
const heads = ['br', 'fr', 'jp', 'ke', 'us'].map(country => `${country}@vote.example`)

beforeAll(async () => {
  api = await testApi()
  const seats = { ...Object.fromEntries(heads.map(head => [head, 'participating'])), 'watcher@vote.example': 'observing' }
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, seats)
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[heads[4]!]])
  draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people[officers.chair]!)
  const voting = { ...committee, seats: Object.fromEntries(heads.map(head => [head, committee.seats[head]!])) }
  cast = await walkToAdoption(api, voting, draftId, officers)
}, 120_000)
afterAll(() => api.close())

const inDays = async (days: number) => new Date(Date.parse(await api.get(Clock).now()) + days * 86_400_000).toISOString()
const open = async (input: object, as = cast.chair) => act<{ id: string; quorum: number; rollHash: string; roll: { seatId: string }[] }>(
  api, 'openBallot', 'Ballot { id quorum rollHash roll { seatId } }', { draftId, closesAt: await inDays(31), ...input }, as)
const vote = (head: number, choice: string, reason?: string) => act<{ cast: number }>(
  api, 'castVote', 'Ballot { cast }', { ballotId, seatId: cast.heads[head]!.seat, choice, ...(reason ? { reason } : {}) }, cast.heads[head]!.as)
const viewerOf = (email: string) => ({ personId: committee.people[email]!, sessionId: null, name: email, email, isAdministrator: false })

test.each([
  ['by another rule than the rulebook’s', 'generic.simple', 31, 'other-rule'],
  ['by a rule that does not exist', 'emperor', 31, 'other-rule'],
  ['for ten days', 'generic.default', 10, 'too-short'],
])('a ballot %s is refused', async (_, rule, days, code) => {
  expect(await open({ rule, closesAt: await inDays(days) })).toMatchObject({ code })
})

test('a head of delegation may not open a ballot', async () => {
  expect(await open({}, cast.heads[0]!.as)).toMatchObject({ code: 'FORBIDDEN' })
})

test('(B14) a ballot opens on the edition by its hash, with the participating seats of that moment as its roll, and calls their heads', async () => {
  const ballot = await open({})
  ballotId = ballot.id!
  expect(ballot).toMatchObject({ quorum: 3, rollHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(ballot.roll?.map(entry => entry.seatId).sort()).toEqual(heads.map(head => committee.seats[head]!).sort())
  const called = await api.db.query<{ email: string }[]>("select email from notice join person on person.id = person_id where verb = 'Vote' and settled_at is null order by email")
  expect(called.map(row => row.email)).toEqual([...heads].sort())
  expect(await open({})).toMatchObject({ code: 'ballot-open' })
})

test('(D3) a seat has one vote, which its head can change until the close; every change is kept', async () => {
  expect(await vote(0, 'yes')).toEqual({ cast: 1 })
  expect(await vote(0, 'no')).toMatchObject({ code: 'reason-missing' })
  expect(await vote(0, 'no', 'Five years is too long.')).toEqual({ cast: 1 })
  expect(await vote(0, 'no', 'Five years is too long.')).toEqual({ cast: 1 })
  const query = 'query ($id: ID!) { ballot(id: $id) { history { from to } } }'
  const own = await api.gql<{ ballot: { history: { from: string | null; to: string }[] } }>(query, { id: ballotId }, cast.heads[0]!.as)
  expect(own.data.ballot.history).toEqual([{ from: null, to: 'yes' }, { from: 'yes', to: 'no' }])
})

test('a vote for a foreign seat, by an observer, by the chair or by nobody is refused', async () => {
  const foreign = { ballotId, seatId: cast.heads[1]!.seat, choice: 'yes' }
  expect(await act(api, 'castVote', 'Ballot { cast }', foreign, cast.heads[0]!.as)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(api, 'castVote', 'Ballot { cast }', foreign, await api.signIn('watcher@vote.example'))).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(api, 'castVote', 'Ballot { cast }', foreign, cast.chair)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(api, 'castVote', 'Ballot { cast }', foreign)).toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('(D9) until the close nobody sees how another seat voted, by no field; who has voted is shown', async () => {
  await vote(1, 'yes')
  const query = `query ($id: ID!) { ballot(id: $id) { hidden cast quorumReachedAt votes { seatId choice reason by { name } } history { seatName from to }
    roll { seatId hasVoted } result { outcome } mySeats { vote { choice } mayVote } } }`
  interface Seen { votes: object[]; roll: { seatId: string; hasVoted: boolean }[] }
  const seenBy = async (as: { cookie: string }) => (await api.gql<{ ballot: Seen }>(query, { id: ballotId }, as)).data.ballot
  for (const as of [cast.chair, cast.heads[2]!.as, await api.signIn('watcher@vote.example')]) {
    const seen = await seenBy(as)
    expect(seen).toMatchObject({ hidden: true, cast: 2, votes: [], history: [], result: null })
    expect(seen.roll.filter(entry => entry.hasVoted)).toHaveLength(2)
  }
  expect(await seenBy(cast.heads[1]!.as)).toMatchObject({ votes: [{ choice: 'yes' }], mySeats: [{ vote: { choice: 'yes' }, mayVote: true }] })
  await enterPerson(api, 'stranger@vote.example')
  const stranger = await api.signIn('stranger@vote.example')
  expect((await api.gql<{ ballot: null }>('query ($id: ID!) { ballot(id: $id) { id } }', { id: ballotId }, stranger)).data.ballot).toBeNull()
  const ledger = await api.db.query<{ facts: { choice: object } }[]>("select facts from ledger_entry where kind = 'vote.cast'")
  expect(ledger.every(entry => Object.keys(entry.facts.choice).join() === 'commitment')).toBe(true)
})

test('(D3) of 64 votes of one seat at once, each is a change of the one before and one is counted', async () => {
  const votes = api.get(VotesService)
  const seatId = cast.heads[2]!.seat
  const results = await Promise.all(Array.from({ length: 64 }, (_, index) =>
    votes.cast(viewerOf(heads[2]!), { ballotId, seatId, choice: index % 2 ? 'abstain' : 'yes', reason: `try ${index}` })))
  expect(results.every(result => result.ok)).toBe(true)
  const [counted] = await api.db.query<[{ standing: number }]>('select count(*)::int as standing from vote where ballot_id = $1 and seat_id = $2', [ballotId, seatId])
  expect(counted.standing).toBe(1)
  const log = await api.db.query<{ from_choice: string | null; to_choice: string }[]>(
    'select from_choice, to_choice from vote_change where ballot_id = $1 and seat_id = $2 order by id', [ballotId, seatId])
  expect(log).toHaveLength(64)
  expect(log.slice(1).map(change => change.from_choice)).toEqual(log.slice(0, -1).map(change => change.to_choice))
}, 60_000)

test('(D3) a ballot keeps the rule it was opened under, also when the rule of that name has changed: to vote, to read and to count', async () => {
  const shipped = rules as Record<string, (typeof rules)[string]>
  const kept = shipped['generic.default']!
  const query = 'query ($id: ID!) { ballot(id: $id) { ruleInWords choices { code } } }'
  const shown = (await api.gql<{ ballot: object }>(query, { id: ballotId }, cast.chair)).data
  shipped['generic.default'] = { ...kept, title: 'Rewritten', inWords: 'Rewritten', options: ['later'] }
  try {
    expect((await api.gql<{ ballot: object }>(query, { id: ballotId }, cast.chair)).data).toEqual(shown)
    expect(await vote(2, 'later')).toMatchObject({ code: expect.any(String) })
    expect(await vote(2, 'yes')).toEqual({ cast: 3 })
    expect(await vote(3, 'yes')).toEqual({ cast: 4 })
    await travel(api, 'P32D')
  } finally {
    shipped['generic.default'] = kept
  }
})

test('at the close the result is counted, explained and recorded, and everybody sees the votes', async () => {
  cast = await signInAll(api, { ...committee, seats: Object.fromEntries(heads.map(head => [head, committee.seats[head]!])) }, officers.chair, officers.secretary)
  const answer = await api.gql<{ ballot: object; draft: { decisions: object[] } }>(
    `query ($id: ID!, $draft: ID!) { ballot(id: $id) { state votes { choice } result { outcome sentence turning criteria { name figures met } tallies { choice count weight } } }
      draft(id: $draft) { decisions { number kind outcome figures where } } }`, { id: ballotId, draft: draftId }, await api.signIn('watcher@vote.example'))
  const result = { outcome: 'approved', sentence: expect.stringContaining('3 of 4'), turning: expect.stringContaining('would have') }
  expect(answer.data.ballot).toMatchObject({ state: 'closed', votes: [{}, {}, {}, {}], result })
  expect(answer.data.draft.decisions).toMatchObject([{ kind: 'ballot', outcome: 'approved', where: `/b/${ballotId}` }])
  expect(await vote(4, 'yes')).toMatchObject({ code: 'closed' })
})

test('(B14) the exported record carries the rule that was stored at the opening, and the ledger its hash', async () => {
  const zip = await api.get(RecordService).bundle(viewerOf(officers.chair), draftId)
  const exported = JSON.parse(strFromU8(unzipSync(zip!)['record.json']!)) as { ballots: { rule: object }[] }
  const [stored] = await api.db.query<{ rule: object }[]>('select rule_data as rule from ballot where id = $1', [ballotId])
  const [opened] = await api.db.query<{ hash: string }[]>("select facts->>'ruleHash' as hash from ledger_entry where kind = 'ballot.opened'")
  expect(exported.ballots.map(ballot => ballot.rule)).toEqual([stored!.rule])
  expect(stored!.rule).toEqual(rules['generic.default'])
  expect(hashOf(exported.ballots[0]!.rule, sha256)).toBe(opened!.hash)
})

test('a vote in the closing instant is counted or refused, never anything between', async () => {
  const votes = api.get(VotesService)
  const deadlines = api.get(Deadlines)
  // How soon the ballot closes, in milliseconds: moved to where votes and close meet, however fast the machine is just now.
  let [taken, refused, soon] = [0, 0, 30]
  for (let round = 0; round < 200; round += 1) {
    // The same ballot, emptied and opened again, to close within the time its votes take.
    await api.db.query('delete from vote where ballot_id = $1', [ballotId])
    await api.db.query('delete from vote_change where ballot_id = $1', [ballotId])
    const [opened] = await api.db.query<[{ closes: Date }]>(
      `with opened as (update ballot set state = 'open', result = null, closed_at = null, closes_at = plenary_now() + $2 * interval '1 millisecond' where id = $1 returning closes_at)
       select closes_at as closes from opened`, [ballotId, Math.round(soon)])
    const due = opened.closes.toISOString()
    await api.db.query('update ballot set closes_at = $2::timestamptz where id = $1', [ballotId, due])
    await deadlines.set(api.db.manager, { key: `ballot.close:${ballotId}`, due, task: 'ballot.close', payload: { ballotId } })
    const closing = (async () => {
      for (let isOpen = true; isOpen;) {
        await deadlines.runDue()
        isOpen = (await api.db.query<{ state: string }[]>('select state from ballot where id = $1', [ballotId]))[0]!.state === 'open'
      }
    })()
    const answers = await Promise.all(heads.map((head, index) => votes.cast(viewerOf(head), { ballotId, seatId: cast.heads[index]!.seat, choice: 'yes' })))
    await closing
    const accepted = answers.filter(answer => answer.ok).length
    const [after] = await api.db.query<[{ stored: number; result: { tallies: { count: number }[]; exact: { counted: { yes?: number }; late?: number } } }]>(
      'select (select count(*)::int from vote where ballot_id = ballot.id) as stored, result from ballot where id = $1', [ballotId])
    const counted = after.result.tallies.reduce((sum, line) => sum + line.count, 0)
    expect({ round, stored: after.stored, counted, exactly: after.result.exact.counted.yes ?? 0, late: after.result.exact.late ?? 0 })
      .toEqual({ round, stored: accepted, counted: accepted, exactly: accepted, late: 0 })
    expect(answers.flatMap(answer => (answer.ok ? [] : answer.refusal.code)).filter(code => code !== 'closed')).toEqual([])
    soon = accepted === answers.length ? Math.max(2, soon / 1.4) : accepted === 0 ? Math.min(4000, soon * 1.4) : soon
    taken += accepted
    refused += answers.length - accepted
  }
  // Had all fallen on one side, nothing would have been raced.
  expect(taken).toBeGreaterThan(20)
  expect(refused).toBeGreaterThan(20)
}, 240_000)
