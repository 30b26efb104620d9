import pg from 'pg'
import { testDatabase, type Template, type TestDatabase } from './database.ts'

const opened: TestDatabase[] = []

async function fresh(template?: Template): Promise<TestDatabase> {
  const database = await testDatabase(template)
  opened.push(database)
  return database
}

async function ask(database: TestDatabase, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}

afterAll(() => Promise.all(opened.map(database => database.drop())))

test('each call gives an empty database of its own, in UTF-8', async () => {
  const [one, other] = [await fresh(), await fresh()]
  await ask(one, 'CREATE TABLE words (word text)')
  expect(await ask(other, 'SELECT to_regclass($$words$$) AS words')).toEqual([{ words: null }])
  expect(await ask(other, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
}, 90_000)

test('a template is prepared once and copied for everyone who asks at the same moment', async () => {
  const key = `spec_${process.pid}_${Date.now()}`
  let times = 0
  const template: Template = {
    key,
    async prepare(connection) {
      times += 1
      const client = new pg.Client(connection)
      await client.connect()
      await client.query('CREATE TABLE drafts AS SELECT 7 AS n')
      await client.end()
    },
  }
  const copies = await Promise.all([fresh(template), fresh(template), fresh(template)])
  expect(times).toBe(1)
  expect(await Promise.all(copies.map(copy => ask(copy, 'SELECT n FROM drafts')))).toEqual([[{ n: 7 }], [{ n: 7 }], [{ n: 7 }]])
  await ask(await fresh(), `DROP DATABASE "template_${key}"`)
})

test('a database is dropped after the goodbyes of its pool, which hears no fault', async () => {
  const faults: string[] = []
  for (let time = 0; time < 20; time += 1) {
    const database = await testDatabase()
    const pool = new pg.Pool({ ...database.connection, max: 8 })
    pool.on('error', error => faults.push(error.message))
    await Promise.all(Array.from({ length: 8 }, () => pool.query('SELECT 1')))
    await pool.end()
    await database.drop()
  }
  expect(faults).toEqual([])
}, 60_000)
