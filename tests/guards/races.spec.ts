import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { VotesService } from '../../apps/api/src/ballots/votes.service.ts'
import { readConfig } from '../../apps/api/src/config.ts'
import { Deadlines } from '../../apps/api/src/platform/deadlines.ts'
import { type RunningServer, startServer } from '../../apps/api/src/server.ts'
import { ServerProcess } from '../processes.ts'
import { adoption, type Adoption, openKind, viewerOf } from '../secret-ballot.ts'

// `npm run chaos -- votes` sets these to the long run.
const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const SEATS = given('PLENARY_RACE_SEATS', 8)
const CLOSING_VOTES = given('PLENARY_RACE_VOTES', 320)
const PARALLEL_ROUNDS = given('PLENARY_RACE_ROUNDS', 3)
const SIDE_BY_SIDE = given('PLENARY_RACE_SIDE_BY_SIDE', 2)
// A long race of rounds takes no new round after so many minutes; what is told of it are the rounds that ran.
const MINUTES = given('PLENARY_RACE_MINUTES', 10)
const KILLS = given('PLENARY_RACE_KILLS', 2)
const BALLOTS = given('PLENARY_RACE_BALLOTS', 2)
const patience = 120_000 + 60 * (CLOSING_VOTES + 64 * PARALLEL_ROUNDS) + 30_000 * KILLS

/** What a long run came to, for the file that it leaves behind. */
function tell(race: string, came: Record<string, number>): void {
  const file = process.env['PLENARY_RACE_RESULT']
  if (file === undefined) return
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as object : {}
  writeFileSync(file, JSON.stringify({ ...known, [race]: came }))
}

const heads = Array.from({ length: SEATS }, (_, n) => `head${n}@race.example`)
let world: Adoption
let second: RunningServer
let ballotId: string

beforeAll(async () => {
  world = await adoption(SEATS, 'race.example')
  const env = { PORT: '0', DATABASE_URL: world.api.databaseUrl, PLENARY_KEY_DIR: world.keyDirectory }
  second = await startServer({ url: world.api.databaseUrl }, readConfig(env, process.cwd()))
  ballotId = (await openKind(world, 'recorded')).id
}, 240_000)
afterAll(async () => {
  await second?.close()
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

const instances = () => [world.api.get(VotesService), second.app.get(VotesService, { strict: false })] as const
const cast = (instance: number, head: string, choice: string, reason?: string) =>
  instances()[instance % 2]!.cast(viewerOf(world, head), { ballotId, seatId: world.committee.seats[head]!, choice, reason })

/** The same ballot, emptied and opened again, to close after so many milliseconds. */
async function reopen(milliseconds: number): Promise<void> {
  const { db } = world.api
  await db.query('delete from vote where ballot_id = $1', [ballotId])
  await db.query('delete from vote_change where ballot_id = $1', [ballotId])
  await db.query('delete from late_vote where ballot_id = $1', [ballotId])
  await db.query(
    `with opened as (update ballot set state = 'open', result = null, closed_at = null, closes_at = date_trunc('milliseconds', plenary_now() + $2 * interval '1 millisecond')
       where id = $1 returning closes_at)
     insert into deadline (key, due, task, payload) select 'ballot.close:' || $1, closes_at, 'ballot.close', json_build_object('ballotId', $1) from opened
     on conflict (key) do update set due = excluded.due, done_at = null, failures = 0`, [ballotId, milliseconds])
}

async function closeFrom(deadlines: Deadlines): Promise<void> {
  for (let isOpen = true; isOpen;) {
    await deadlines.runDue()
    isOpen = (await world.api.db.query<{ state: string }[]>('select state from ballot where id = $1', [ballotId]))[0]!.state === 'open'
  }
}

test(`(D3) ${CLOSING_VOTES} votes in the closing instant on two instances, both closing: the tally is the stored votes and the accepted ones`, async () => {
  let [taken, refused] = [0, 0]
  // How long the votes of a round take is learned, so that the end falls among them on a machine of any speed.
  let lasted = 60
  for (let round = 0; round * SEATS < CLOSING_VOTES; round += 1) {
    await reopen(2 + lasted * ((round * 7) % 20) / 16)
    const began = performance.now()
    const closing = [world.api.get(Deadlines), second.app.get(Deadlines, { strict: false })].map(closeFrom)
    const answers = await Promise.all(heads.map((head, n) => cast(n, head, 'yes')))
    lasted = performance.now() - began
    await Promise.all(closing)
    const accepted = answers.filter(answer => answer.ok).length
    const [after] = await world.api.db.query<[{ stored: number; counted: number; late: number }]>(
      `select (select count(*)::int from vote where ballot_id = ballot.id) as stored, coalesce((result->'exact'->'counted'->>'yes')::int, 0) as counted,
         coalesce((result->'exact'->>'late')::int, 0) as late from ballot where id = $1`, [ballotId])
    expect({ round, ...after }).toEqual({ round, stored: accepted, counted: accepted, late: 0 })
    expect(answers.flatMap(answer => (answer.ok ? [] : answer.refusal.code)).filter(code => code !== 'closed')).toEqual([])
    taken += accepted
    refused += answers.length - accepted
  }
  tell('closing', { votes: taken + refused, taken, refused, between: 0 })
  // Had all fallen on one side, nothing would have been raced.
  expect(Math.min(taken, refused)).toBeGreaterThan(0)
}, patience)

/** What is stored of a seat: how many votes stand, what the one is, and every change in its order. */
interface Stored { readonly standing: number; readonly choice: string; readonly log: readonly { readonly from: string | null; readonly to: string }[] }

/** 64 votes of one seat, started at once and by turns on the two instances; nothing was cast for it before. */
async function raceOneSeat(round: number, head: string): Promise<void> {
  const seat = [ballotId, world.committee.seats[head]]
  await world.api.db.query('with emptied as (delete from vote where ballot_id = $1 and seat_id = $2) delete from vote_change where ballot_id = $1 and seat_id = $2', seat)
  const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => cast(n, head, n % 2 ? 'abstain' : 'yes', `try ${n}`)))
  expect({ round, refused: answers.filter(answer => !answer.ok) }).toEqual({ round, refused: [] })
  const [{ standing, choice, log }] = await world.api.db.query<[Stored]>(
    `select (select count(*)::int from vote where ballot_id = $1 and seat_id = $2) as standing, (select max(choice) from vote where ballot_id = $1 and seat_id = $2) as choice,
       (select json_agg(json_build_object('from', from_choice, 'to', to_choice) order by id) from vote_change where ballot_id = $1 and seat_id = $2) as log`, seat)
  expect({ round, standing, choice, changes: log.length }).toEqual({ round, standing: 1, choice: log.at(-1)!.to, changes: 64 })
  expect({ round, from: log.map(change => change.from) }).toEqual({ round, from: [null, ...log.slice(0, -1).map(change => change.to)] })
}

/** The votes in the ledger of the draft, and what is missing in it. */
async function ledgerOfVotes(): Promise<{ votes: number; holes: number }> {
  const [found] = await world.api.db.query<[{ votes: number; holes: number }]>(
    "select (count(*) filter (where kind = 'vote.cast'))::int as votes, (max(seq) - count(*))::int as holes from ledger_entry where chain = 'draft:' || $1", [world.draftId])
  return found
}

test(`(D3) 64 votes of one seat at once on two instances, ${PARALLEL_ROUNDS} times: each replaces the one before, and one counts`, async () => {
  await reopen(86_400_000)
  const before = await ledgerOfVotes()
  const began = performance.now()
  let [begun, rounds] = [0, 0]
  // Each of the seats that are raced side by side takes the next round when it is through with one.
  const racing = heads.slice(0, SIDE_BY_SIDE).map(async head => {
    while (begun < PARALLEL_ROUNDS && performance.now() - began < 60_000 * MINUTES) {
      begun += 1
      await raceOneSeat(begun, head)
      rounds += 1
      if (rounds % 200 === 0) process.stderr.write(`round ${rounds} of ${PARALLEL_ROUNDS}, ${Math.round((performance.now() - began) / 1000)} s\n`)
    }
  })
  await Promise.all(racing)
  expect(rounds).toBeGreaterThan(0)
  expect(await ledgerOfVotes()).toEqual({ votes: before.votes + 64 * rounds, holes: 0 })
  tell('parallel', { rounds, votesAtOnce: 64, countedInEach: 1, sideBySide: SIDE_BY_SIDE, votesInTheLedger: 64 * rounds })
}, patience)

/** Ends the ballot by its clock, holds its count against what is stored, and opens one like it on the same text. Gives the votes counted. */
async function nextBallot(): Promise<number> {
  const { db } = world.api
  await db.query("with ended as (update ballot set closes_at = date_trunc('milliseconds', plenary_now()) where id = $1 returning closes_at) update deadline set due = closes_at from ended where key = 'ballot.close:' || $1::text", [ballotId])
  await closeFrom(world.api.get(Deadlines))
  const [ended] = await db.query<[{ stored: number; counted: number; late: number }]>(
    `select (select count(*)::int from vote where ballot_id = ballot.id) as stored, coalesce((result->'exact'->'counted'->>'yes')::int, 0) as counted,
       (select count(*)::int from late_vote where ballot_id = ballot.id) as late from ballot where id = $1`, [ballotId])
  expect(ended).toEqual({ stored: ended.counted, counted: ended.counted, late: 0 })
  const [opened] = await db.query<[{ id: string }]>(
    `insert into ballot select (jsonb_populate_record(ballot, jsonb_build_object('id', gen_random_uuid(), 'number', number + 1, 'state', 'open', 'result', null, 'closed_at', null,
       'closes_at', plenary_now() + interval '1000 days'))).* from ballot where id = $1 returning id`, [ballotId])
  await db.query('insert into roll_entry select ($2::uuid), seat_id, name, jurisdiction, interest_category, weight from roll_entry where ballot_id = $1', [ballotId, opened.id])
  await db.query("insert into deadline (key, due, task, payload) select 'ballot.close:' || id, closes_at, 'ballot.close', json_build_object('ballotId', id) from ballot where id = $1", [opened.id])
  ballotId = opened.id
  return ended.counted
}

test(`(D3) a server killed ${KILLS} times while ${SEATS} seats vote in ${BALLOTS} ballots loses no vote it acknowledged, doubles none, and leaves no hole in the ledger`, async () => {
  await reopen(86_400_000_000)
  const env = { ...process.env, PORT: '0', DATABASE_URL: world.api.databaseUrl, PLENARY_KEY_DIR: world.keyDirectory, PLENARY_DEMO: '0', LOG_LEVEL: 'fatal', NODE_ENV: 'development' }
  const program = path.resolve('apps/api/dist/main.js')
  const callers = await Promise.all(heads.map(async head => ({ head, as: await world.api.signIn(head) })))
  const acknowledged: string[] = []
  const ballots = [ballotId]
  let counted = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    // The kills are spread over the ballots.
    if (Math.floor((kill * BALLOTS) / KILLS) >= ballots.length) {
      counted += await nextBallot()
      ballots.push(ballotId)
    }
    const server = await new ServerProcess('a server to be killed', process.execPath, [program], { env }, /ready at/).start()
    const url = /ready at (\S+)/.exec(server.log)![1]!
    const before = acknowledged.length
    let alive = true
    const voting = callers.map(async ({ head, as }, seat) => {
      for (let n = 0; alive; n += 1) {
        const reason = `kill ${kill} seat ${seat} vote ${n}`
        const query = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { __typename ... on Refusal { code } } }'
        const input = { ballotId, seatId: world.committee.seats[head]!, choice: 'yes', reason }
        const body = JSON.stringify({ query, variables: { input } })
        try {
          const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { ...as, 'content-type': 'application/json' }, body })
          if ((await answer.json() as { data: { castVote: { __typename: string } } }).data.castVote.__typename === 'Ballot') acknowledged.push(reason)
        } catch (error) {
          // The server died with the answer under way: whether this vote was taken, nobody was told.
          if (alive) throw error
        }
      }
    })
    while (acknowledged.length < before + 2 * SEATS) await new Promise(resume => { setTimeout(resume, 1) })
    alive = false
    await server.kill()
    await Promise.all(voting)
  }
  const stored = await world.api.db.query<{ reason: string; times: number }[]>('select reason, count(*)::int as times from vote_change where ballot_id = any($1) group by reason', [ballots])
  const kept = new Map(stored.map(({ reason, times }) => [reason, times]))
  expect(acknowledged.filter(reason => kept.get(reason) !== 1)).toEqual([])
  expect(stored.filter(({ times }) => times > 1)).toEqual([])
  const [ledger] = await world.api.db.query<[{ holes: number; missing: number }]>(
    `select (select max(seq) - count(*) from ledger_entry where chain = 'draft:' || $1)::int as holes,
       (select count(*) from vote where ballot_id = any($2) and reason <>
         (select reason from vote_change where vote_change.ballot_id = vote.ballot_id and vote_change.seat_id = vote.seat_id order by id desc limit 1))::int as missing`,
    [world.draftId, ballots])
  expect(ledger).toEqual({ holes: 0, missing: 0 })
  expect(ballots).toHaveLength(Math.min(BALLOTS, KILLS))
  tell('kills', { kills: KILLS, voters: SEATS, ballots: ballots.length, acknowledged: acknowledged.length, stored: stored.length, lost: 0, doubled: 0, holesInTheLedger: 0, countedInEndedBallots: counted })
}, patience)
