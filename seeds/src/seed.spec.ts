import { type Connection, DemoService, openContext, type OpenContext, readConfig } from '@plenary/api/context'
import { phases } from '@plenary/process'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { seed } from './index.ts'

let database: TestDatabase
let context: OpenContext
const silent = (): void => undefined
const count = async (sql: string): Promise<number> => (await context.db.query<{ n: number }[]>(`select count(*)::int as n ${sql}`))[0]!.n

beforeAll(async () => {
  database = await testDatabase()
  const { connection } = database
  context = await openContext(connection satisfies Connection, readConfig({ PLENARY_DEMO: '1' }, '/nowhere'))
}, 60_000)
afterAll(async () => {
  await context.close()
  await database.drop()
})

test('the demo has a draft in every stage, seats of every interest from several regions, and nothing that failed on the way', async () => {
  expect(await seed(context, silent)).toBe(true)
  const stages = await context.db.query<{ stage: string }[]>('select distinct stage from draft')
  expect(stages.map(({ stage }) => stage).sort()).toEqual([...phases].sort())
  expect(await count('from (select distinct jurisdiction from seat) as j')).toBeGreaterThanOrEqual(10)
  const uncovered = await context.db.query(
    `select code, category from committee, unnest(interest_categories) as category
     where not exists (select from seat where committee_id = committee.id and interest_category = category)`)
  expect(uncovered).toEqual([])
  expect(await context.db.query('select key, last_failure from deadline where failures > 0')).toEqual([])
  expect(await count('from comment where status = \'open\'')).toBeGreaterThanOrEqual(10)
  const [clock] = await context.db.query<{ real: boolean }[]>("select abs(extract(epoch from shift)) < 1 as real from clock")
  expect(clock).toEqual({ real: true })
}, 240_000)

test('seeding again changes nothing', async () => {
  const before = await count('from ledger_entry')
  expect(await seed(context, silent)).toBe(false)
  expect(await count('from ledger_entry')).toBe(before)
})

test('“remove demo data” takes the demo away, and it does not come back', async () => {
  const [secretary] = await context.db.query<{ id: string; name: string; email: string }[]>("select id, name, email from person where email = 'secretary@demo.plenary.example'")
  const viewer = { personId: secretary!.id, sessionId: null, name: secretary!.name, email: secretary!.email, isAdministrator: false }
  expect(await context.get(DemoService).remove(viewer, false)).toMatchObject({ ok: false })
  expect(await context.get(DemoService).remove(viewer, true)).toMatchObject({ ok: true })
  for (const table of ['draft', 'committee', 'seat', 'person', 'ballot', 'comment', 'notice', 'text_update']) expect([table, await count(`from ${table}`)]).toEqual([table, 0])
  expect(await count('from ledger_opening')).toBe(0)
  expect(await seed(context, silent)).toBe(false)
})
