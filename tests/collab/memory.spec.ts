import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const script = fileURLToPath(new URL('open-rooms.mjs', import.meta.url))

test('[collab-32] the memory of four hundred texts is given back when everybody has left them', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, '400'], { timeout: 100_000 })
  const { before, during, after, bytes } = JSON.parse(stdout) as { before: number; during: number; after: number; bytes: number }
  // They were really held meanwhile, and at most a tenth of that stays.
  expect(during - before).toBeGreaterThan(bytes / 2)
  expect(after - before).toBeLessThan((during - before) / 10)
}, 120_000)
