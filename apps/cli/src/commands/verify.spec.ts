import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from '@plenary/ballots'
import { strToU8, zipSync } from 'fflate'
import { chain, filesOf, sample, type Sample } from '@plenary/ledger/cases'
import { runCommand } from '../command.ts'
import { verify } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary verify '))
afterAll(() => rmSync(folder, { recursive: true }))

const rule = rules['generic.simple'] as unknown as { id: string } & Record<string, unknown>
const sound = (): Sample => sample(rule, { counted: { no: 1, yes: 2 }, recused: 0, superseded: 1, ratios: {} })
const zipOf = (name: string, files: ReadonlyMap<string, string>): string => {
  const path = join(folder, name)
  writeFileSync(path, zipSync(Object.fromEntries([...files].map(([file, text]) => [file, strToU8(text)]))))
  return path
}
const runs = async (...args: string[]): Promise<{ code: number; results: string[]; notes: string[] }> => {
  const results: string[] = []
  const notes: string[] = []
  return { code: await runCommand(verify, args, { result: line => results.push(line), note: line => notes.push(line) }), results, notes }
}

test('an exported record holds, its ballot is counted again by its own rule, and its head is printed to be kept', async () => {
  const { code, results } = await runs(zipOf('sound.zip', filesOf(sound())))
  expect(results[0]).toBe('The record of “Records” holds: 12 entries in 1 chain, 1 edition, 1 ballot counted again, 1 decision, 1 comment.')
  expect(results[1]).toMatch(new RegExp(`^head ${chain} 12 [0-9a-f]{64}$`))
  expect(code).toBe(0)
})

test('what does not hold is said line by line, with file and place, and ends with 1', async () => {
  const files = filesOf(sound())
  files.set('editions/1.json', '{"clauses":["should keep records"]}')
  const { code, results } = await runs(zipOf('text.zip', files))
  expect(results).toEqual(['editions/1.json: The text of edition 1 does not have the hash it was frozen with.', 'The record of “Records” does not hold: 1 finding.'])
  expect(code).toBe(1)
})

test('a result that the rule does not give is found by counting again', async () => {
  const forged = sample(rule, { counted: { yes: 3 }, recused: 0, ratios: {} })
  const { code, results } = await runs(zipOf('forged.zip', filesOf(forged)))
  expect(results[0]).toBe('record.json ballots[0].result.tallies: Counted again the figures are others.')
  expect(code).toBe(1)
})

test('with a head kept from before, a record rewritten as a whole is found', async () => {
  const path = zipOf('rewritten.zip', filesOf(sound()))
  expect((await runs(path, '--head', chain, '3', sound().entries[2]!.hash)).code).toBe(0)
  const { code, results } = await runs(path, '--head', chain, '3', '0'.repeat(64))
  expect([code, results[0]]).toEqual([1, expect.stringContaining('the chain was rewritten')])
})

test.each([
  ['a file that does not exist', () => [join(folder, 'none.zip')], 'does not exist'],
  ['no zip file', () => { writeFileSync(join(folder, 'no.zip'), 'nonsense'); return [join(folder, 'no.zip')] }, 'is not a zip file that can be read'],
  ['a zip without a record', () => [zipOf('empty.zip', new Map([['other.json', '{}']]))], 'The bundle has no record.json.'],
  ['no argument', () => [], 'Usage: verify'],
  ['an unknown option', () => ['--fast', 'x.zip'], 'There is no option --fast.'],
  ['half a head', () => ['x.zip', '--head', chain], '--head needs 3 values.'],
])('%s is answered with one sentence and 2', async (_, args, message) => {
  const { code, results, notes } = await runs(...args())
  expect([code, results, notes]).toEqual([2, [], [expect.stringContaining(message)]])
})

test('the verifier in the zip is one file that runs by Node alone, in a folder with nothing else in it', () => {
  const built = join(folder, 'built')
  const vite = join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--config', join(import.meta.dirname, '../../vite.config.mjs'), '--outDir', built], { stdio: 'pipe' })
  const bare = join(folder, 'bare')
  mkdirSync(join(bare, 'editions'), { recursive: true })
  copyFileSync(join(built, 'verify.mjs'), join(bare, 'verify.mjs'))
  for (const [name, text] of filesOf(sound())) writeFileSync(join(bare, name), text)
  const run = (): ReturnType<typeof spawnSync> => spawnSync(process.execPath, ['verify.mjs'], { cwd: bare, encoding: 'utf8', env: {} })
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('holds') })
  writeFileSync(join(bare, 'editions/1.json'), '{}')
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('does not hold') })
}, 60_000)
