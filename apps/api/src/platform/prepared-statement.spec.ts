import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm'
import { type TestApi, testApi } from '../../../../tests/api.ts'
import { PreparedStatement } from './prepared-statement.ts'
import { countStatements } from './statements.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await api.db.query("create table flag (name text primary key, colours int not null); insert into flag values ('Japan', 2), ('Kenya', 4)")
}, 120_000)
afterAll(() => api?.close())

const colours = new PreparedStatement<{ colours: number }>('select colours from flag where name = $1')
const repaint = new PreparedStatement<never>('update flag set colours = $2 where name = $1')
const known = "select count(*)::int as times from pg_prepared_statements where statement = 'select colours from flag where name = $1'"

test('in a transaction it is prepared once on its connection, gives its rows as any other, and is counted', async () => {
  await api.db.transaction(async tx => {
    const statements = await countStatements(async count => {
      expect(await colours.run(tx, ['Kenya'])).toEqual([{ colours: 4 }])
      expect(await colours.run(tx, ['Japan'])).toEqual([{ colours: 2 }])
      expect(await colours.run(tx, ['Atlantis'])).toEqual([])
      return count.statements
    })
    expect(statements).toBe(3)
    expect(await tx.query(known)).toEqual([{ times: 1 }])
  })
})

test('outside of a transaction it runs on any connection', async () => {
  expect(await colours.run(api.db.manager, ['Kenya'])).toEqual([{ colours: 4 }])
})

test('what it wrote goes with its transaction', async () => {
  await expect(api.db.transaction(async tx => {
    await repaint.run(tx, ['Kenya', 5])
    expect(await colours.run(tx, ['Kenya'])).toEqual([{ colours: 5 }])
    throw new Error('not after all')
  })).rejects.toThrow('not after all')
  expect(await colours.run(api.db.manager, ['Kenya'])).toEqual([{ colours: 4 }])
})

test('a column that is added beside those it names does not disturb what a connection has prepared', async () => {
  const runner = api.db.createQueryRunner()
  try {
    for (let time = 0; time < 7; time += 1) await colours.run(runner.manager, ['Kenya'])
    await api.db.query('alter table flag add column since int')
    expect(await colours.run(runner.manager, ['Kenya'])).toEqual([{ colours: 4 }])
    expect(await runner.manager.query(known)).toEqual([{ times: 1 }])
  } finally {
    await runner.release()
  }
})

test('what the database refuses is the same error as of any other statement', async () => {
  const twice = new PreparedStatement<never>('insert into flag (name, colours) values ($1, $2)')
  const refused = await api.db.transaction(tx => twice.run(tx, ['Kenya', 4])).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(QueryFailedError)
  expect(refused).toMatchObject({ driverError: { code: '23505' } })
})

test('after its transaction has ended it is not run on a connection that may serve somebody else', async () => {
  const kept = await api.db.transaction(tx => Promise.resolve(tx))
  await expect(colours.run(kept, ['Kenya'])).rejects.toBeInstanceOf(QueryRunnerAlreadyReleasedError)
})
