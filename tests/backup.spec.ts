import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { BackupService } from '../apps/api/src/platform/backup.service.ts'
import { Jobs } from '../apps/api/src/platform/jobs.ts'
import { LedgerCheck } from '../apps/api/src/ledger/ledger-check.service.ts'
import { type Caller, enterCommittee, type TestApi, type TestCommittee, testApi } from './api.ts'
import { addWord, openDraft, wordsOf, writeArticles } from './draft.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'plenary-backup-'))
const file = path.join(folder, 'house.backup')
const email = 'secretary@kept.example'
const quiet = (): void => undefined

let api: TestApi
let committee: TestCommittee
let secretary: Caller
let draftId: string

/** What a database holds: each table, its rows as text, whatever order they lie in. */
async function contents({ db }: TestApi): Promise<Record<string, string[]>> {
  const tables = await db.query<{ name: string }[]>("select tablename as name from pg_tables where schemaname = current_schema() and tablename <> 'migrations'")
  const all: Record<string, string[]> = {}
  for (const { name } of tables) all[name] = (await db.query<{ row: string }[]>(`select t::text as row from "${name}" as t order by 1`)).map(({ row }) => row)
  return all
}

const nobodyChecks = async (): Promise<void> => undefined
const restoreInto = (target: TestApi, from: string, check: Parameters<BackupService['restore']>[2] = nobodyChecks) => target.get(BackupService).restore(from, quiet, check)

/** A backup of which one word was changed. */
function altered(from: string, to: string): string {
  const changed = path.join(folder, `altered-${Math.random()}.backup`)
  const text = gunzipSync(readFileSync(file)).toString('latin1')
  if (!text.includes(from)) throw new Error(`There is no ${from}`)
  writeFileSync(changed, gzipSync(Buffer.from(text.replace(from, to), 'latin1')))
  return changed
}

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [email]: 'secretary', 'drafter@kept.example': 'drafter' }, { 'head@kept.example': 'participating' })
  secretary = await api.signIn(email)
  draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, committee.people['drafter@kept.example']!)
  await addWord(api, draftId, committee.people['drafter@kept.example']!, 'line\nbreak\ttab\\ “quotes” ☃')
  await api.db.transaction(tx => api.get(Jobs).enqueue(tx, 'remember', { what: 'this' }, { runAt: '2099-01-01T00:00:00Z', key: 'one' }))
  await api.get(BackupService).write(file, quiet)
}, 60_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await api?.close()
})

test('what was backed up is the same in another database, which goes on from there; its record holds', async () => {
  const target = await testApi()
  try {
    const tables: string[] = []
    const rows = await target.get(BackupService).restore(file, table => tables.push(table), async tx => {
      const { chains, entries, fault } = await target.get(LedgerCheck).all(tx)
      expect([chains >= 2, entries > 3, fault]).toEqual([true, true, null])
    })
    expect(rows).toBeGreaterThan(20)
    expect(tables).toEqual(expect.arrayContaining(['person', 'draft', 'text_update', 'ledger_entry']))
    expect(await contents(target)).toEqual(await contents(api))
    expect(await wordsOf(target, draftId)).toBe(await wordsOf(api, draftId))
    const jobs = "select key, to_char(run_at at time zone 'UTC', 'YYYY-MM-DD') as day from graphile_worker.jobs where task_identifier = 'remember'"
    expect(await target.db.query(jobs)).toEqual([{ key: 'one', day: '2099-01-01' }])
    // The session came along, numbers go on, and an open text can be written.
    expect((await target.gql<{ me: { name: string } }>('{ me { name } }', {}, secretary)).data.me.name).toBe('secretary of kept.example')
    expect(await openDraft(target, committee, secretary)).not.toBe(draftId)
    expect(await addWord(target, draftId, committee.people['drafter@kept.example']!, 'afterwards')).toBeNull()
  } finally {
    await target.close()
  }
}, 60_000)

test('a house that is in use, a file that is none, is cut off or altered, and another version are refused, and nothing is half done', async () => {
  const target = await testApi()
  try {
    const before = await contents(target)
    await expect(restoreInto(api, file)).rejects.toThrow(/not empty/)
    await expect(restoreInto(target, path.join(folder, 'nothing'))).rejects.toThrow(/does not exist/)
    const [nonsense, short] = [path.join(folder, 'nonsense'), path.join(folder, 'short')]
    writeFileSync(nonsense, 'not a backup')
    writeFileSync(short, readFileSync(file).subarray(0, -600))
    for (const wrong of [nonsense, short, altered('"plenary-backup"', '"something-else"')]) await expect(restoreInto(target, wrong)).rejects.toThrow(/not a whole backup/)
    await expect(restoreInto(target, altered('"migrations":["', '"migrations":["Later1800000000000","'))).rejects.toThrow(/newer Plenary \(Later1800000000000\)/)
    await expect(restoreInto(target, file, async () => { throw new Error('the record does not hold') })).rejects.toThrow('does not hold')
    expect(await contents(target)).toEqual(before)
    await expect(api.get(BackupService).write(file, quiet)).rejects.toThrow(/is there already/)
  } finally {
    await target.close()
  }
}, 60_000)

test('a record that was altered in the file is found before anything is kept', async () => {
  const target = await testApi()
  try {
    const faults: (string | null)[] = []
    const [entry] = await api.db.query<{ hash: string }[]>("select hash from ledger_entry where seq = 1 and chain like 'draft:%'")
    await restoreInto(target, altered(entry!.hash, entry!.hash.replace(/^./, first => (first === '0' ? '1' : '0'))), async tx => {
      faults.push((await target.get(LedgerCheck).all(tx)).fault)
      throw new Error('refused')
    }).catch((error: unknown) => expect(error).toMatchObject({ message: 'refused' }))
    expect(faults[0]).toMatch(/rewritten|altered|does not name the hash/)
  } finally {
    await target.close()
  }
}, 60_000)
