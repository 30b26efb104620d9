import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const storm = fileURLToPath(new URL('kill.mjs', import.meta.url))

test('[collab-7] [collab-29] ten kills with -9 while eight people write: nothing that was acknowledged or seen is lost, nothing is left out', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [storm, '--kills', '10', '--quiet'])
  const result = JSON.parse(stdout) as Record<string, number>
  expect(result).toMatchObject({ kills: 10, acknowledgedThenLost: 0, seenThenLost: 0, missingAtTheEnd: 0, holes: 0, pending: false, fsync: 'on' })
  expect(result['acknowledged']).toBeGreaterThan(500)
}, 300_000)
