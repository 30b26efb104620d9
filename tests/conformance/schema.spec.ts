import { spawnSync } from 'node:child_process'
import { root } from './sources.ts'

test('schema.gql and the types of the web app are what the code says', () => {
  const { stderr, status } = spawnSync(process.execPath, ['tools/generate.mjs', '--check'], { cwd: root, encoding: 'utf8' })
  expect({ stderr: status === 0 ? '' : stderr, status }).toEqual({ stderr: '', status: 0 })
}, 180_000)
