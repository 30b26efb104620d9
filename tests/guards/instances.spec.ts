import { CollabService } from '../../apps/api/src/collab/collab.service.ts'
import { readConfig } from '../../apps/api/src/config.ts'
import { Changes } from '../../apps/api/src/platform/changes.ts'
import { type RunningServer, startServer } from '../../apps/api/src/server.ts'
import { type Caller, enterCommittee, type TestApi, type TestCommittee, testApi } from '../api.ts'
import { until } from '../collab/clients.ts'
import { StockProcess } from '../collab/stock-process.ts'
import { act, addWord, openDraft, writeArticles } from '../draft.ts'

let api: TestApi
let second: RunningServer
let origin: string
let committee: TestCommittee
let secretary: Caller
const callers: Record<string, Caller> = {}
const writers = ['ada@two.example', 'bo@two.example', 'cy@two.example', 'di@two.example', 'ed@two.example', 'fi@two.example']

beforeAll(async () => {
  api = await testApi()
  second = await startServer({ url: api.databaseUrl }, readConfig({ PORT: '0', DATABASE_URL: api.databaseUrl }, process.cwd()))
  origin = `http://127.0.0.1:${second.port}`
  committee = await enterCommittee(api, { 'secretary@two.example': 'secretary', ...Object.fromEntries(writers.map(writer => [writer, 'drafter'])) })
  for (const email of Object.keys(committee.people)) callers[email] = await api.signIn(email)
  secretary = callers['secretary@two.example']!
}, 120_000)
afterAll(async () => {
  await second?.close()
  await api?.close()
})

async function written(): Promise<string> {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, committee.people[writers[0]!]!)
  return draftId
}

/** The published client, in the draft by way of this server. */
const inside = (server: string, draftId: string, email: string): Promise<StockProcess> =>
  new StockProcess(`${server.replace('http', 'ws')}/collab`, draftId, { cookie: callers[email]!.cookie, origin: server }).inside()

async function endRole(email: string): Promise<void> {
  const [role] = await api.db.query<{ id: string }[]>('select id from role where person_id = $1 and until is null', [committee.people[email]])
  const ended = await act<{ id: string }>(api, 'endRole', 'Role { id }', { roleId: role!.id, reason: 'A new mandate.' }, secretary)
  expect(ended).toEqual({ id: role!.id })
}

test('two published clients in one draft, each on a server of its own, come to the same text', async () => {
  const draftId = await written()
  const [here, there] = [await inside(api.url, draftId, writers[0]!), await inside(origin, draftId, writers[1]!)]
  here.type('scope', 0, 'Here. ')
  there.type('records', 0, 'There. ')
  for (const client of [here, there]) {
    await client.sees('Here. ')
    await client.sees('There. ')
  }
  await until('both say the same', () => here.text === there.text)
}, 60_000)

/** Milliseconds from the moment at which something was written in the database, which is before its commit, to the moment a client was told. */
const sinceWritten = (written: Date, { closedAt }: StockProcess): number => closedAt - written.getTime()

test('who is in a draft on one server is seen on the other, without Redis', async () => {
  const draftId = await written()
  const here = await inside(api.url, draftId, writers[0]!)
  const there = await inside(origin, draftId, writers[1]!)
  await until('each sees the other', () => here.people === 2 && there.people === 2)
  there.leave()
  await until('who left is gone', () => here.people === 1)
}, 60_000)

test('a screen that may have missed a word looks again', async () => {
  const draftId = await written()
  const word = second.app.get(Changes).ofDraft(draftId).next()
  await api.db.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plenary changes' and datname = current_database()")
  expect(await word).toEqual({ done: false, value: { draftChanged: { draftId, what: 'missed' } } })
}, 60_000)

test('a role that is ended through one server closes the silent sockets on every instance within a second, and no other socket', async () => {
  const draftId = await written()
  const staying = await inside(origin, draftId, writers[0]!)
  const leaving = [await inside(api.url, draftId, writers[2]!), await inside(origin, draftId, writers[2]!)]
  await endRole(writers[2]!)
  await until('both sockets are closed', () => leaving.every(({ closed }) => closed !== null))
  const [role] = await api.db.query<{ until: Date }[]>('select until from role where person_id = $1', [committee.people[writers[2]!]])
  for (const socket of leaving) expect(sinceWritten(role!.until, socket)).toBeLessThan(1_000)
  expect([...leaving, staying].map(({ closed }) => closed)).toEqual([4403, 4403, null])
}, 60_000)

test('nothing is written on any instance after the right to write was taken away', async () => {
  const draftId = await written()
  const leaver = committee.people[writers[5]!]!
  const busy = [await inside(api.url, draftId, writers[5]!), await inside(origin, draftId, writers[5]!)]
  const stored = `select count(*)::int as count from text_update where room = $1 and author = $2`
  const count = async (tx: Pick<TestApi['db'], 'query'>): Promise<number> => (await tx.query<{ count: number }[]>(stored, [draftId, leaver]))[0]!.count
  const typing = setInterval(() => busy.forEach(client => client.type('scope', 0, 'on and on ')), 3)
  try {
    await until('both have written', async () => await count(api.db) > 20)
    // From here to its commit the role is held by this transaction: whoever used it has committed, whoever asks for it waits.
    const before = await api.db.transaction(async tx => {
      await tx.query('update role set until = plenary_now() where person_id = $1', [leaver])
      const then = await count(tx)
      await tx.query("select pg_notify('plenary_changed', $1)", [JSON.stringify({ topic: 'rights', personId: leaver })])
      return then
    })
    await until('both are closed', () => busy.every(({ closed }) => closed !== null))
    expect([await count(api.db), busy.map(({ closed }) => closed)]).toEqual([before, [4403, 4403]])
  } finally {
    clearInterval(typing)
  }
}, 60_000)

test('a session that is ended through one server closes its socket on the other', async () => {
  const draftId = await written()
  const leaving = await inside(origin, draftId, writers[3]!)
  await api.send('POST', '/auth/sign-out', {}, { cookie: callers[writers[3]!]!.cookie })
  await until('the socket is closed', () => leaving.closed !== null)
  expect(leaving.closed).toBe(4401)
}, 60_000)

test('a freeze through one server refuses what is written on the other, by a socket and by the server itself', async () => {
  const draftId = await written()
  const writer = await inside(origin, draftId, writers[1]!)
  const frozen = await api.db.transaction(async tx => {
    const head = await api.get(CollabService).freeze(tx, draftId)
    await api.get(CollabService).tell(tx, draftId, 'edition')
    return head
  })
  const other = { ...api, get: <T>(service: abstract new (...needs: never[]) => T): T => second.app.get(service, { strict: false }) }
  expect(await addWord(other, draftId, committee.people[writers[1]!]!, 'sneaked in')).toBe('FROZEN')
  writer.type('scope', 0, 'Too late. ')
  await until('the writer is closed', () => writer.closed !== null)
  const [head] = await api.db.query<{ seq: string }[]>('select seq from text_head where room = $1', [draftId])
  expect([writer.closed, Number(head!.seq)]).toEqual([4403, frozen.seq])
}, 60_000)

test('a right that ended while a server could not hear of it closes the socket when it hears again', async () => {
  const draftId = await written()
  const leaving = await inside(origin, draftId, writers[4]!)
  await api.db.query('update role set until = plenary_now() where person_id = $1', [committee.people[writers[4]!]])
  await api.db.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plenary changes' and datname = current_database()")
  await until('the socket is closed', () => leaving.closed !== null)
  expect(leaving.closed).toBe(4403)
}, 60_000)
