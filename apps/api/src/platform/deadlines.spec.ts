import { type TestApi, testApi } from '../../../../tests/api.ts'
import { until } from '../../../../tests/collab/clients.ts'
import { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'

let api: TestApi
let deadlines: Deadlines
const threeDaysAgo = (): string => new Date(Date.now() - 3 * 86_400_000).toISOString()

beforeAll(async () => {
  api = await testApi()
  deadlines = api.get(Deadlines)
}, 120_000)
afterAll(() => api?.close())

const later = (duration: string): Promise<void> => api.get(Clock).moveBy(api.db.manager, duration)
const set = (key: string, task: string): Promise<void> => deadlines.set(api.db.manager, { key, due: threeDaysAgo(), task, payload: {} })

test('one that fails is tried again after a pause that doubles up to an hour, however long it is overdue, and holds up no other', async () => {
  let tries = 0
  let done = 0
  deadlines.register('test.fails', async () => {
    tries++
    throw new Error('not yet')
  })
  deadlines.register('test.works', async () => { done++ })
  await set('first', 'test.fails')
  await set('second', 'test.works')
  await deadlines.runDue()
  // The worker of the server may be the one who does it.
  await until('both were tried', () => tries === 1 && done === 1)
  for (const [nth, minutes] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
    await later(`PT${minutes * 60 - 20}S`)
    await deadlines.runDue()
    expect([nth, tries]).toEqual([nth, nth + 1])
    await later('PT20S')
    await deadlines.runDue()
    await until('it was tried again', () => tries === nth + 2)
  }
  const [row] = await api.db.query<object[]>("select failures, last_failure, done_at from deadline where key = 'first'")
  expect([row, done]).toEqual([{ failures: 9, last_failure: 'Error: not yet', done_at: null }, 1])
}, 60_000)

test('one that nothing does any more holds up no other', async () => {
  let done = 0
  deadlines.register('test.after', async () => { done++ })
  await set('a forgotten', 'test.forgotten')
  await set('b after', 'test.after')
  await deadlines.runDue()
  await until('the other was done', () => done === 1)
  const [row] = await api.db.query<object[]>("select failures, last_failure from deadline where key = 'a forgotten'")
  expect(row).toEqual({ failures: 1, last_failure: 'Error: Nothing does the deadline test.forgotten' })
}, 60_000)

test('a deadline runs once, also when it falls due between two milliseconds', async () => {
  const ran: string[] = []
  deadlines.register<{ name: string }>('test.note', (_, { name }) => {
    ran.push(name)
    return Promise.resolve()
  })
  await api.db.query(`insert into deadline (key, due, task, payload) values
    ('test:whole', '2020-01-01T00:00:00.123Z', 'test.note', '{"name": "whole"}'), ('test:part', '2020-01-01T00:00:00.123456Z', 'test.note', '{"name": "part"}')`)
  await deadlines.runDue()
  await deadlines.runDue()
  expect(ran).toEqual(['whole', 'part'])
})

test('among thousands that are open the next is found without reading them', async () => {
  await api.db.query("insert into deadline (key, due, task, payload) select 'open:' || n, plenary_now() + n * interval '1 day', 'test.never', '{}' from generate_series(1, 2000) as n")
  await api.db.query('analyze deadline')
  const read = await api.db.transaction(async tx => {
    await deadlines.set(tx, { key: 'one more', due: threeDaysAgo(), task: 'test.never', payload: {} })
    const [row] = await tx.query<{ rows: number }[]>("select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname = 'deadline'")
    return row!.rows
  })
  // Others' are read too; these are two thousand.
  expect(read).toBeLessThan(1_000)
})
