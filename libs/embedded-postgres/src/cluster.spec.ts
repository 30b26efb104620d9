import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startCluster, whereIs, type Cluster } from './index.ts'

const library = dirname(dirname(fileURLToPath(import.meta.url)))
const isRoot = process.getuid?.() === 0
const folders: string[] = []
const clusters: Cluster[] = []
const children: ChildProcess[] = []

function folder(name = 'data'): string {
  const above = mkdtempSync(join(tmpdir(), 'plenary-spec-'))
  chmodSync(above, 0o755)
  folders.push(above)
  return join(above, name)
}

async function started(data: string): Promise<Cluster> {
  const cluster = await startCluster(data)
  clusters.push(cluster)
  return cluster
}

async function ask(connection: pg.ClientConfig, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

/** Another Node process that owns the cluster until it is killed. */
async function owner(data: string, account: { uid?: number, gid?: number } = {}): Promise<{ child: ChildProcess, said: string }> {
  const script = `import { startCluster } from ${JSON.stringify(join(library, 'dist/index.js'))}
    try { const c = await startCluster(${JSON.stringify(data)}); console.log(JSON.stringify(c.connection)); setInterval(() => {}, 1e6) }
    catch (fault) { console.log(fault.message); process.exit(1) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { ...account, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const said = await new Promise<string>(done => child.stdout.once('data', part => done(String(part))))
  return { child, said }
}

const ended = (child: ChildProcess): Promise<void> => new Promise(done => child.once('exit', () => done()))

beforeAll(() => {
  const built = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', library], { cwd: dirname(dirname(library)), encoding: 'utf8' })
  expect(built.stdout).toBe('')
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(clusters.map(cluster => cluster.stop()))
  for (const above of folders) rmSync(above, { recursive: true, force: true })
})

test('[embedded-postgres-4] [embedded-postgres-5] [embedded-postgres-6] [embedded-postgres-10] a cluster in a path with a space is real, safe and private', async () => {
  const cluster = await started(folder('a room with spaces'))
  const [row] = await ask(cluster.connection, `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('fsync') AS fsync,
    current_setting('synchronous_commit') AS flushed, current_setting('full_page_writes') AS pages, current_setting('listen_addresses') AS network,
    current_setting('server_encoding') AS encoding, 'Z' < 'a' AS by_code_points, current_database() AS database`)
  expect(row).toEqual({
    version: 18, fsync: 'on', flushed: 'on', pages: 'on', network: '', encoding: 'UTF8', by_code_points: true, database: 'plenary',
  })
  expect(statSync(cluster.socketDirectory).mode & 0o077).toBe(0)
  expect(statSync(cluster.dataDirectory).mode & 0o077).toBe(0)
  if (isRoot) expect(statSync(cluster.dataDirectory).uid).not.toBe(0)
}, 60_000)

test('[embedded-postgres-1] a second owner is refused and told who the first is, and the first goes on', async () => {
  const data = folder()
  const cluster = await started(data)
  const second = await owner(data)
  expect(second.said).toContain(`process ${process.pid} `)
  expect(second.said).toContain(JSON.parse(readFileSync(join(data, 'OWNER'), 'utf8')).since)
  expect(second.said).toContain(process.argv[1])
  await expect(startCluster(data)).rejects.toMatchObject({ reason: 'owned' })
  expect(await ask(cluster.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
}, 60_000)

test('[embedded-postgres-1] of several starts at one moment on an empty folder exactly one gets it', async () => {
  const data = folder()
  const starts = await Promise.all([1, 2, 3, 4].map(() => owner(data)))
  expect(starts.filter(start => start.said.includes('"host"'))).toHaveLength(1)
  expect(starts.filter(start => start.said.includes('is in use'))).toHaveLength(3)
}, 60_000)

test('[embedded-postgres-2] a killed owner takes PostgreSQL along and loses no committed row', async () => {
  const data = folder()
  for (let round = 1; round <= 3; round++) {
    const { child, said } = await owner(data)
    const connection = JSON.parse(said) as pg.ClientConfig
    await ask(connection, 'CREATE TABLE IF NOT EXISTS kept (n int)')
    await ask(connection, `INSERT INTO kept VALUES (${round})`)
    const gone = ended(child)
    child.kill('SIGKILL')
    await gone
    const cluster = await startCluster(data)
    const rows = await ask(cluster.connection, 'SELECT n FROM kept ORDER BY n')
    expect(rows.map(row => row['n'])).toEqual(Array.from({ length: round }, (_, i) => i + 1))
    await expect(ask(connection, 'SELECT 1')).rejects.toThrow()
    await cluster.stop()
  }
}, 120_000)

test('[embedded-postgres-3] the claim and the pid file of a killed owner do not stand in the way, though their number lives again', async () => {
  const data = folder()
  const first = await startCluster(data)
  const claim = JSON.parse(readFileSync(join(data, 'OWNER'), 'utf8')) as Record<string, unknown>
  await first.stop()
  const bystander = spawn('/bin/sleep', ['1000'])
  children.push(bystander)
  writeFileSync(join(data, 'OWNER'), JSON.stringify({ ...claim, pid: bystander.pid, birth: 'another life' }))
  writeFileSync(join(first.dataDirectory, 'postmaster.pid'), `${bystander.pid}\n${first.dataDirectory}\n`, { mode: 0o600 })
  const second = await started(data)
  expect(await ask(second.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  expect(bystander.exitCode).toBeNull()
  expect(bystander.signalCode).toBeNull()
}, 60_000)

test('[embedded-postgres-2] an owner that hears that PostgreSQL was lost can say so', async () => {
  const data = folder()
  const cluster = await startCluster(data)
  const pid = Number(readFileSync(join(cluster.dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGQUIT')
  expect(await cluster.lost).toContain('shut')
  expect(whereIs(data)?.socketDirectory).toBeNull()
  const again = await started(data)
  expect(await ask(again.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
}, 60_000)

test('[embedded-postgres-8] what an interrupted creation left is not taken for a database', async () => {
  const data = folder()
  mkdirSync(join(data, 'postgres.new/base'), { recursive: true })
  writeFileSync(join(data, 'postgres.new/PG_VERSION'), '18\n')
  const cluster = await started(data)
  expect(await ask(cluster.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  expect(existsSync(join(data, 'postgres.new'))).toBe(false)
}, 60_000)

// Only root can take another account; as an ordinary user the whole of this file already runs without rights.
const asRoot = isRoot ? test : test.skip

asRoot('[embedded-postgres-7] a folder that the database cannot enter keeps its data under /var/lib/plenary, and WHERE says so', async () => {
  const data = folder()
  chmodSync(dirname(data), 0o700)
  const cluster = await started(data)
  expect(cluster.dataDirectory).toMatch(/^\/var\/lib\/plenary\/[0-9a-f]{16}$/)
  expect(whereIs(data)).toMatchObject({ dataDirectory: cluster.dataDirectory, socketDirectory: cluster.socketDirectory })
  folders.push(cluster.dataDirectory)
}, 60_000)

asRoot('[embedded-postgres-6] [embedded-postgres-9] an ordinary account owns its data, root opens it as that account, another is refused', async () => {
  const data = folder()
  mkdirSync(data)
  chmodSync(data, 0o777)
  const nobody = { uid: 65534, gid: 65534 }
  const { child, said } = await owner(data, nobody)
  expect(said).toContain('"host"')
  const gone = ended(child)
  child.kill('SIGKILL')
  await gone
  const byRoot = await startCluster(data)
  expect(statSync(byRoot.dataDirectory).uid).toBe(nobody.uid)
  await byRoot.stop()
  const other = await owner(data, { uid: 1, gid: 1 })
  expect(other.said).toContain('belongs to the account with uid 65534')
}, 60_000)

asRoot('[embedded-postgres-9] an account without a name is refused with what to do', async () => {
  const data = folder()
  mkdirSync(data)
  chmodSync(data, 0o777)
  const { said } = await owner(data, { uid: 54_321, gid: 54_321 })
  expect(said).toContain('uid 54321, which has no entry in /etc/passwd')
  expect(said).toContain('DATABASE_URL')
}, 60_000)
