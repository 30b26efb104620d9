import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = mkdtempSync(join(tmpdir(), 'plenary-lock-'))
const tools = fileURLToPath(new URL('.', import.meta.url))

afterAll(() => rmSync(folder, { recursive: true }))

const run = (script: string): Promise<{ code: number | null, out: string }> => new Promise(done => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  let out = ''
  child.stdout.on('data', part => { out += String(part) })
  child.once('close', code => done({ code, out }))
})

test('two processes that want the same work do it one after the other', async () => {
  const [lock, log] = [join(folder, 'a.lock'), join(folder, 'log')]
  const worker = `import { alone } from '${tools}lock.mjs'
    import { appendFileSync } from 'node:fs'
    await alone('${lock}', 'working', async () => {
      appendFileSync('${log}', 'in ')
      await new Promise(done => setImmediate(() => setImmediate(done)))
      appendFileSync('${log}', 'out ')
    })`
  await Promise.all([1, 2, 3, 4].map(() => run(worker)))
  expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4))
}, 30_000)

test('a lock that a dead process left does not stand in the way', async () => {
  const dead = await run('console.log(process.pid)')
  const lock = join(folder, 'b.lock')
  writeFileSync(lock, dead.out.trim())
  const { out } = await run(`import { alone } from '${tools}lock.mjs'\nawait alone('${lock}', 'working', async () => console.log('done'))`)
  expect(out.trim()).toBe('done')
}, 30_000)

test('stages all run, and the last line is the sum', async () => {
  const { out } = await run(`import { runStages } from '${tools}stages.mjs'
    const outcome = (passed, failed) => async () => ({ passed, failed, skipped: [], words: '' })
    const good = await runStages([['one', outcome(3, 1)], ['two', async () => { throw new Error('broken') }], ['three', outcome(4, 0)]])
    console.log(good)`)
  expect(out.trim().split('\n')).toEqual(['7 passed, 2 failed', 'false'])
}, 30_000)
