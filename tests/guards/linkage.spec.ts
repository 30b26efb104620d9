import { rmSync } from 'node:fs'
import { until } from '../collab/clients.ts'
import { ServerProcess } from '../processes.ts'
import { adoption, type Adoption, openKind, viewerOf, voteSealed } from '../secret-ballot.ts'
import { BoxService } from '../../apps/api/src/ballots/box.service.ts'
import { sealPaper } from '../../apps/web/src/ballots/sealing.ts'
import { attacks, chanceOfAtLeast, drawing, type Evidence, evidenceOf, logSince, scores } from './linkage.ts'

// PLENARY_LINKAGE_BALLOTS=500 for the long run.
const BALLOTS = Number(process.env['PLENARY_LINKAGE_BALLOTS'] ?? 16)
const SEATS = 7
const heads = Array.from({ length: SEATS }, (_, n) => `head${n}@linkage.example`)
let world: Adoption

beforeAll(async () => { world = await adoption(SEATS, 'linkage.example') }, 120_000)
afterAll(async () => {
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

/** Holds one secret ballot, its seats voting in a drawn order, some of them twice. */
async function hold(draw: () => number): Promise<{ evidence: Evidence; truth: ReadonlyMap<string, string>; cast: readonly string[] }> {
  const { db } = world.api
  const [start] = await db.query<{ at: string }[]>('select pg_current_wal_lsn()::text as at')
  const ballot = await openKind(world, 'secret')
  const order = heads.map(head => ({ head, place: draw() })).sort((one, other) => one.place - other.place).map(({ head }) => head)
  const truth = new Map<string, string>()
  for (const head of order) {
    if (draw() < 0.3) await voteSealed(world, ballot, head, 'abstain')
    const { own, receipt } = await voteSealed(world, ballot, head, draw() < 0.5 ? 'yes' : 'abstain')
    if (!receipt.ok) throw new Error(receipt.refusal.message)
    truth.set(own.tracker, world.committee.seats[head]!)
  }
  await db.query("update ballot set closes_at = date_trunc('milliseconds', plenary_now()) where id = $1", [ballot.id])
  await db.query("update deadline set due = date_trunc('milliseconds', plenary_now()) where key = 'ballot.close:' || $1", [ballot.id])
  await world.api.settle()
  return { evidence: await evidenceOf(db, ballot.id, await logSince(db, start!.at)), truth, cast: order.map(head => world.committee.seats[head]!) }
}

test(`(D7) over ${BALLOTS} secret ballots no attack by tables, order, transactions, write-ahead log, receipts or letters does better than chance`, async () => {
  const draw = drawing(20_261_127)
  const cases: Awaited<ReturnType<typeof hold>>[] = []
  for (let n = 0; n < BALLOTS; n += 1) cases.push(await hold(draw))
  // Every paper was found, so that an attack that finds none has failed by itself and not for want of evidence.
  for (const { evidence, truth } of cases) {
    expect(evidence.papers['papers, as stored']!.map(paper => paper.tracker).sort()).toEqual([...truth.keys()].sort())
    for (const [name, seats] of Object.entries(evidence.seats)) expect([name, seats.length]).toEqual([name, SEATS])
  }
  // The log has a header every eight kilobytes, which may stand in the middle of a tracker.
  const logged = cases.flatMap(({ evidence, truth }) => [...truth.keys()].filter(tracker => evidence.log.includes(tracker)))
  expect(logged.length).toBeGreaterThan(0.9 * BALLOTS * SEATS)
  const results = scores(cases)
  if (process.env['PLENARY_LINKAGE_BALLOTS']) {
    process.stdout.write(`${results.map(({ attack, right, chance, p }) => `${p.toFixed(4)}  ${right} right, ${chance} by chance: ${attack}`).sort().join('\n')}\n`)
  }
  // Trackers are random, so that one attack in a hundred comes below 0.01 by itself; this bound is reached once in a hundred million runs.
  const suspicious = results.filter(({ p }) => p < 1e-8 / Object.keys(attacks).length)
  expect(suspicious).toEqual([])
  expect(results.find(result => result.attack === 'receipts in the log')).toMatchObject({ right: 0 })
  // The same attack on the same ballots finds everything, were papers stored as they were cast.
  const leaking = cases.map(({ evidence, truth, cast }) => {
    const seatOf = (tracker: string) => cast.indexOf(truth.get(tracker)!)
    const papers = [...evidence.papers['papers, as stored']!].sort((one, other) => seatOf(one.tracker) - seatOf(other.tracker))
    return { truth, evidence: { ...evidence, seats: { ...evidence.seats, 'taking part, by transaction': cast }, papers: { ...evidence.papers, 'papers, as stored': papers } } }
  })
  const found = scores(leaking).find(({ attack }) => attack === 'taking part, by transaction; papers, as stored')!
  expect(found).toMatchObject({ right: BALLOTS * SEATS })
  expect(found.p).toBeLessThan(1e-8)
}, 600_000)

test('(D7) what the bound says: blind guessing has one right paper in each ballot', () => {
  expect(chanceOfAtLeast(0, 24)).toBe(1)
  expect(chanceOfAtLeast(24, 24)).toBeCloseTo(0.53, 1)
  expect(chanceOfAtLeast(40, 24)).toBeLessThan(0.01)
  expect(chanceOfAtLeast(72, 24)).toBeLessThan(1e-8)
})

test('(D7) a server that logs all it can writes nothing of a sealed vote', async () => {
  const ballot = await openKind(world, 'secret')
  const env = { ...process.env, PORT: '0', DATABASE_URL: world.api.databaseUrl, PLENARY_KEY_DIR: world.keyDirectory, PLENARY_DEMO: '0', LOG_LEVEL: 'trace', NODE_ENV: 'development' }
  const seatId = world.committee.seats[heads[0]!]!
  const sealed = await sealPaper({ id: ballot.id, sealKey: ballot.sealKey! }, seatId, { choice: 'no', reason: 'A reason nobody logs.' })
  if (!sealed.ok) throw new Error(sealed.refusal.message)
  const server = await new ServerProcess('a talkative server', process.execPath, ['apps/api/dist/main.js'], { env }, /ready at/).start()
  try {
    const url = /ready at (\S+)/.exec(server.log)![1]!
    const { cookie } = await world.api.signIn(heads[0]!)
    const ask = async (input: object) => {
      const query = 'mutation ($input: CastSealedVoteInput!) { castSealedVote(input: $input) { __typename ... on Receipt { signature } ... on Refusal { code } } }'
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { input } }) })
      return (await answer.json() as { data?: { castSealedVote: { __typename: string } } }).data?.castSealedVote.__typename
    }
    const input = { ballotId: ballot.id, seatId, sealed: sealed.value.sealed, paper: sealed.value.paper }
    expect(await ask(input)).toBe('Receipt')
    expect(await ask({ ...input, sealed: sealed.value.sealed.slice(0, 40) })).toBe('Refusal')
    // And one that fails half-way: its fault is logged, its input is not.
    await world.api.db.query('alter table sealed_paper rename to sealed_paper_away')
    expect(await ask(input)).toBeUndefined()
    await world.api.db.query('alter table sealed_paper_away rename to sealed_paper')
  } finally {
    await server.stop()
  }
  const parts = [seatId, sealed.value.tracker, sealed.value.paper, sealed.value.sealed.slice(0, 40), Buffer.from(sealed.value.sealed, 'base64').toString('hex').slice(0, 40)]
  await until('the fault is in the log', () => server.log.includes('a request failed'))
  expect(parts.filter(part => server.log.includes(part))).toEqual([])
  expect(await world.api.get(BoxService).put(viewerOf(world, heads[0]!), { ballotId: ballot.id, seatId: 'x', sealed: Buffer.alloc(4_177).toString('base64'), paper: '0'.repeat(64) }))
    .toMatchObject({ ok: false, refusal: { code: 'NOT_FOUND' } })
}, 120_000)
