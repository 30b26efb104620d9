import { randomUUID } from 'node:crypto'
import { describeLog } from '@plenary/collab/contract'
import { Pool, type PoolClient } from 'pg'
import { testDatabase, type TestDatabase } from '../../../../tests/database.ts'
import { Collab1700000000005 } from '../migrations/0005-collab.ts'
import { PostgresLog, type MayWrite } from './postgres-log.ts'

// What the migration leans on, so that the log is tried without the rest of the application.
const ground = `
  create function plenary_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$;
  create table draft (id uuid primary key);
  create table person (id uuid primary key, writes boolean not null default true);`

const mayWrite: MayWrite = async (tx, asked) => {
  const { rows } = await tx.query<{ id: string }>('select id from person where id = any($1) and writes for share', [asked.map(({ person }) => person)])
  return asked.map(({ person }) => rows.some(({ id }) => id === person))
}

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await testDatabase()
  pool = new Pool({ ...database.connection, max: 8 })
  await pool.query(ground)
  const runner = { query: (statement: string) => pool.query(statement) }
  await new Collab1700000000005().up(runner as never)
}, 60_000)
afterAll(async () => {
  await pool?.end()
  await database?.drop()
})

async function createRoom(): Promise<string> {
  const id = randomUUID()
  await pool.query('insert into draft values ($1)', [id])
  await pool.query('insert into text_head (room, draft_id) values ($1, $2)', [id, id])
  return id
}

async function createPerson(): Promise<string> {
  const id = randomUUID()
  await pool.query('insert into person values ($1)', [id])
  return id
}

async function hold(room: string): Promise<() => Promise<void>> {
  const holder: PoolClient = await pool.connect()
  await holder.query('begin')
  await holder.query('select 1 from text_head where room = $1 for update', [room])
  return async () => {
    await holder.query('rollback')
    holder.release()
  }
}

describeLog('the log in PostgreSQL', async () => ({
  log: new PostgresLog(pool, mayWrite),
  rooms: [await createRoom(), await createRoom()],
  noRoom: randomUUID(),
  people: [await createPerson(), await createPerson()],
  setLocked: async (room, locked) => { await pool.query('update text_head set locked = $2, epoch = epoch + 1 where room = $1', [room, locked]) },
  revoke: async person => { await pool.query('update person set writes = false where id = $1', [person]) },
  hold,
}))

test('[collab-29] an append that cannot be stored throws, and leaves nothing behind', async () => {
  const log = new PostgresLog(pool, mayWrite)
  const room = await createRoom()
  const good = { author: await createPerson(), session: null, data: Uint8Array.of(1), clients: [], claims: [], authority: 'person' as const }
  const bad = { ...good, author: 'nobody', authority: 'service' as const }
  await expect(log.append([{ room, basis: 0, epoch: 0, entries: [good, bad] }])).rejects.toThrow('nobody')
  expect((await log.load(room))?.head.seq).toBe(0)
})

test('[collab-29] a commit is durable before it is answered, also where the server would rather be fast', async () => {
  await pool.query(`alter database "${database.connection.database}" set synchronous_commit to off`)
  const room = await createRoom()
  const settings: string[] = []
  const log = new PostgresLog(new Pool({ ...database.connection, max: 1, idleTimeoutMillis: 1 }), async (tx, asked) => {
    settings.push(String((await tx.query<{ synchronous_commit: string }>('show synchronous_commit')).rows[0]?.synchronous_commit))
    return asked.map(() => true)
  })
  await log.append([{ room, basis: 0, epoch: 0, entries: [{ author: randomUUID(), session: null, data: Uint8Array.of(1), clients: [], claims: [], authority: 'person' }] }])
  expect(settings).toEqual(['on'])
})
