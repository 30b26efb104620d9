import { execFile } from 'node:child_process'
import path from 'node:path'

interface Result { readonly code: number; readonly figures: Readonly<Record<string, unknown>>; readonly errors: string }

/** A short storm of its own process, with a seed, so that a failure can be played again. */
function blow(name: string, ...numbers: string[]): Promise<Result> {
  return new Promise(resolve => {
    const program = path.join(import.meta.dirname, `${name}.mjs`)
    execFile(process.execPath, [program, '--quiet', '--seed', '20261127', ...numbers], { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      const line = stdout.trim().split('\n').at(-1) ?? ''
      resolve({ code: error ? Number(error.code ?? 1) : 0, figures: line.startsWith('{') ? JSON.parse(line) as Result['figures'] : {}, errors: stderr.slice(-2_000) })
    })
  })
}

const whole = { acknowledgedThenLost: 0, seenThenLost: 0, missingAtTheEnd: 0, phantoms: 0, holes: 0, pending: false }

test('[collab-7] [collab-29] ten kills with -9 while eight people write: nothing that was acknowledged or seen is lost, nothing is left out', async () => {
  const { figures, errors } = await blow('kill', '--kills', '10', '--writers', '8')
  expect({ figures, errors }).toMatchObject({ figures: { good: true, kills: 10, fsync: 'on', ...whole } })
  expect(figures['acknowledged']).toBeGreaterThan(300)
}, 300_000)

test('[collab-8] [collab-29] PostgreSQL itself is killed with -9, and goes on with everything that was acknowledged', async () => {
  expect(await blow('database', '--kills', '3')).toMatchObject({ figures: { good: true, kills: 3, ...whole } })
}, 300_000)

test('[collab-29] every acknowledgement has its flush to disk; without fsync, or without waiting for the commit, the count tells', async () => {
  expect(await blow('fsync', '--edits', '60')).toMatchObject({ code: 0, figures: { good: true, edits: 60, acknowledged: 60 } })
  for (const weakened of ['fsync', 'synchronous_commit']) {
    expect(await blow('fsync', '--edits', '60', '--weakened', weakened)).toMatchObject({ code: 1, figures: { good: false, weakened, acknowledged: 60 } })
  }
}, 300_000)

test('[collab-8] [collab-35] commits are cut in the middle, and Redis is flushed, frozen and killed: nothing is lost', async () => {
  expect(await blow('proxy', '--cuts', '8', '--rounds', '1')).toMatchObject({ figures: { good: true, ...whole } })
}, 300_000)

test('[collab-23] [collab-36] two engines are parted from their database and from each other: all copies are alike, nothing is written after a right was taken', async () => {
  expect(await blow('partition', '--partitions', '5')).toMatchObject({ figures: { good: true, writesAfterRevocation: 0, ...whole } })
}, 300_000)

test('[collab-18] readers who stop reading cost a bounded amount of memory, and those who write go on', async () => {
  expect(await blow('slow', '--slow', '20', '--seconds', '2')).toMatchObject({ figures: { good: true, ...whole } })
}, 300_000)

test('[collab-8] everybody is dropped at once, and everybody has the text again', async () => {
  expect(await blow('reconnect', '--clients', '200')).toMatchObject({ figures: { good: true, ...whole } })
}, 300_000)

// A small disk has to be mounted for it, which takes root.
const asRoot = process.getuid?.() === 0 ? test : test.skip
asRoot('[collab-29] the disk under PostgreSQL is full for a while: no false promise, and everything goes on by itself (needs root, to mount a small disk)', async () => {
  expect(await blow('disk', '--fills', '1')).toMatchObject({ figures: { good: true, fills: 1, ...whole } })
}, 300_000)
