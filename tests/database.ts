import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** How to reach a test's database, in the words of the `pg` driver (TypeORM calls `user` `username`). */
export interface TestConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

export interface TestDatabase {
  readonly connection: TestConnection
  /** The same, as a value for DATABASE_URL. */
  readonly url: string
  drop(): Promise<void>
}

/** A database prepared once and copied from then on. Change the key when what `prepare` does changes: it is kept between runs. */
export interface Template {
  readonly key: string
  readonly prepare: (connection: TestConnection, url: string) => Promise<void>
}

/** Where the shared cluster of this account lies; tools/test.mjs ends it through the same folder. */
export const clusterFolder = join(tmpdir(), `plenary-tests-${process.getuid?.() ?? 0}`)

const patience = 60_000

function fromUrl(text: string): TestConnection {
  const url = new URL(text)
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    database: url.pathname.slice(1) || 'postgres',
  }
}

function urlOf({ host, port, user, password, database }: TestConnection): string {
  const secret = password ? `:${encodeURIComponent(password)}` : ''
  if (host.startsWith('/')) return `postgresql://${user}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  return `postgresql://${encodeURIComponent(user)}${secret}@${host}:${port}/${database}`
}

function whereIsShared(): TestConnection | null {
  const file = join(clusterFolder, 'WHERE')
  if (!existsSync(file)) return null
  const { socketDirectory, user } = JSON.parse(readFileSync(file, 'utf8')) as { socketDirectory: string | null, user: string }
  return socketDirectory ? { host: socketDirectory, port: 5432, user, database: 'postgres' } : null
}

async function connected(connection: TestConnection | null): Promise<pg.Client | null> {
  if (!connection) return null
  const client = new pg.Client(connection)
  try {
    await client.connect()
    return client
  } catch (fault) {
    const gone = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03', '57P01']
    if (gone.includes((fault as { code?: string }).code ?? '') || (fault as Error).message.includes('terminated')) return null
    throw fault
  }
}

function keepCluster(): void {
  mkdirSync(clusterFolder, { recursive: true })
  const log = openSync(join(clusterFolder, 'keeper.log'), 'a')
  const keeper = fileURLToPath(new URL('keep-cluster.mjs', import.meta.url))
  spawn(process.execPath, [keeper, clusterFolder], { detached: true, stdio: ['ignore', log, log] }).unref()
}

/** A connection to the server of the tests: the one named by DATABASE_URL_TEST, else an embedded one that all test processes share. */
async function administrator(): Promise<pg.Client> {
  const named = process.env['DATABASE_URL_TEST']
  if (named) {
    const client = new pg.Client(fromUrl(named))
    await client.connect()
    return client
  }
  const found = await connected(whereIsShared())
  if (found) return found
  keepCluster()
  const until = performance.now() + patience
  while (performance.now() < until) {
    const client = await connected(whereIsShared())
    if (client) return client
    await new Promise(resume => setTimeout(resume, 50))
  }
  throw new Error(`The tests' PostgreSQL did not start; ${join(clusterFolder, 'keeper.log')} says why.`)
}

const server = (): TestConnection => {
  const named = process.env['DATABASE_URL_TEST']
  const connection = named ? fromUrl(named) : whereIsShared()
  if (!connection) throw new Error('The tests\' PostgreSQL has stopped.')
  return connection
}

async function create(client: pg.Client, name: string, template: string): Promise<void> {
  const strategy = process.env['DATABASE_URL_TEST'] ? '' : ' STRATEGY file_copy'
  await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" ENCODING 'UTF8'${strategy}`)
}

const exists = async (client: pg.Client, name: string): Promise<boolean> =>
  (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rows.length > 0

/** Prepares the template under a lock that ends with the connection: of many test processes one does it. */
async function prepared(client: pg.Client, template: Template): Promise<string> {
  const name = `template_${template.key}`
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
  try {
    if (await exists(client, name)) return name
    const draft = `draft_${randomUUID()}`
    await create(client, draft, 'template0')
    const connection = { ...server(), database: draft }
    await template.prepare(connection, urlOf(connection))
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`)
    return name
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [name])
  }
}

/**
 * A database of one's own on a real PostgreSQL, empty or a copy of a template; the first call on a machine starts the server.
 * Call `drop` when done, in `afterAll`.
 */
export async function testDatabase(template?: Template): Promise<TestDatabase> {
  const client = await administrator()
  try {
    const name = `test_${randomUUID()}`
    await create(client, name, template ? await prepared(client, template) : 'template0')
    const connection = { ...server(), database: name }
    return { connection, url: urlOf(connection), drop: () => dropped(name) }
  } finally {
    await client.end()
  }
}

/** What PostgreSQL answers when somebody is still connected (its manual, appendix A: class 55). */
const OBJECT_IN_USE = '55006'

async function dropped(name: string): Promise<void> {
  const client = new pg.Client(server())
  await client.connect()
  try {
    // A pool's end() says goodbye without waiting for the server to have heard it. Plain DROP waits up to 5 s for those on their way
    // out; FORCE would cut them first, and a pool that nobody listens to any more throws what it then hears at the whole test file.
    await client.query(`DROP DATABASE IF EXISTS "${name}"`)
  } catch (error) {
    if ((error as { code?: string }).code !== OBJECT_IN_USE) throw error
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  } finally {
    await client.end()
  }
}
