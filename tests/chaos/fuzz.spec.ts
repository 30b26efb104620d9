import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const fuzz = fileURLToPath(new URL('fuzz.mjs', import.meta.url))

test('[collab-1] [collab-16] four thousand nearly right frames: no crash, nobody waits, replicas and the reloaded log say the same', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fuzz, '--frames', '4000', '--each-room', '2000', '--seed', '7', '--quiet', '--result', 'none'])
  expect(JSON.parse(stdout)).toMatchObject({ frames: 4_000, crashes: 0, faults: 0, over100ms: 0, differences: 0 })
}, 120_000)
