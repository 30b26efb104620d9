import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, chownSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LedgerCheck } from '../apps/api/src/ledger/ledger-check.service.ts'
import { BackupService } from '../apps/api/src/platform/backup.service.ts'
import { enterCommittee, type TestApi, testApi } from './api.ts'
import { addWord, openDraft, walkToAdoption, wordsOf, writeArticles } from './draft.ts'
import { freePort, ServerProcess } from './processes.ts'

const programs = '/usr/lib/postgresql/15/bin'
const runs = existsSync(path.join(programs, 'initdb')) ? test : test.skip
const [chair, secretary] = ['chair@oldest.example', 'secretary@oldest.example']
const [br, fr] = ['br@oldest.example', 'fr@oldest.example']

/** PostgreSQL refuses to run as root: then it runs as the account that its package made. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const row = readFileSync('/etc/passwd', 'utf8').split('\n').find(line => line.startsWith('postgres:'))?.split(':')
  return { uid: Number(row?.[2]), gid: Number(row?.[3]) }
}

async function served(folder: string): Promise<{ server: ServerProcess; url: string }> {
  const { uid, gid } = account()
  const data = path.join(folder, 'data')
  mkdirSync(data)
  if (uid !== undefined && gid !== undefined) chownSync(data, uid, gid)
  chmodSync(folder, 0o711)
  const as = { stdio: 'ignore', cwd: data, ...(uid === undefined ? {} : { uid, gid }) } as const
  execFileSync(path.join(programs, 'initdb'), ['-D', data, '-U', 'plenary', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], as)
  const port = await freePort()
  const options = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off']
  const server = new ServerProcess('PostgreSQL 15', path.join(programs, 'postgres'), options, as, /ready to accept connections/)
  await server.start()
  return { server, url: `postgresql://plenary@127.0.0.1:${port}/postgres` }
}

/** Does something while every database asked for is one of PostgreSQL 15. */
async function onOldest(work: () => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plenary-oldest-'))
  const { server, url } = await served(folder)
  const before = process.env['DATABASE_URL_TEST']
  process.env['DATABASE_URL_TEST'] = url
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env['DATABASE_URL_TEST']
    else process.env['DATABASE_URL_TEST'] = before
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const isOldest = { server_version: expect.stringMatching(/^15\./) as string }
const versionOf = async ({ db }: TestApi): Promise<unknown> => (await db.query<unknown[]>('show server_version'))[0]

runs('on PostgreSQL 15, the oldest we promise, a database is migrated and a text goes its way to adoption (needs Debian’s postgresql-15)', () => onOldest(async () => {
  const api = await testApi()
  try {
    expect(await versionOf(api)).toMatchObject(isOldest)
    const committee = await enterCommittee(api, { [chair]: 'chair', [secretary]: 'secretary' }, { [br]: 'participating', [fr]: 'participating' })
    await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[fr]])
    const draftId = await openDraft(api, committee, await api.signIn(secretary))
    await writeArticles(api, draftId, committee.people[chair]!)
    const cast = await walkToAdoption(api, committee, draftId, { chair, secretary })
    const answer = await api.gql<{ draft: { stage: string; frozen: boolean } }>('query ($id: ID!) { draft(id: $id) { stage frozen } }', { id: draftId }, cast.chair)
    expect(answer.data.draft).toEqual({ stage: 'adoption', frozen: true })
    expect(await wordsOf(api, draftId)).toContain('The operator keeps records for five years.')
  } finally {
    await api.close()
  }
}), 120_000)

runs('what was backed up on the PostgreSQL of the packages is restored on PostgreSQL 15, and its record holds', async () => {
  const source = await testApi()
  const folder = mkdtempSync(path.join(tmpdir(), 'plenary-moved-'))
  try {
    const committee = await enterCommittee(source, { [chair]: 'chair', [secretary]: 'secretary' }, { [br]: 'participating' })
    const draftId = await openDraft(source, committee, await source.signIn(secretary))
    await writeArticles(source, draftId, committee.people[chair]!)
    const file = path.join(folder, 'house.backup')
    await source.get(BackupService).write(file, () => undefined)
    await onOldest(async () => {
      const target = await testApi()
      try {
        expect(await versionOf(target)).toMatchObject(isOldest)
        await target.get(BackupService).restore(file, () => undefined, async tx => {
          expect(await target.get(LedgerCheck).all(tx)).toMatchObject({ fault: null })
        })
        expect(await wordsOf(target, draftId)).toBe(await wordsOf(source, draftId))
        expect(await addWord(target, draftId, committee.people[chair]!, 'afterwards')).toBeNull()
      } finally {
        await target.close()
      }
    })
  } finally {
    await source.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
