import { fileURLToPath } from 'node:url'
import { beginningOf, replayTogether } from '../load/collab/replay.mjs'
import { readTrace } from '../load/collab/traces.mjs'
import { reloaded } from './clients.ts'
import { openWorld } from './world.ts'

const trace = (file: string) => readTrace(fileURLToPath(new URL(`../load/traces/${file}.json.gz`, import.meta.url)))

test.each([
  ['friendsforever-concurrent', ['ada', 'ben'], 1_500],
  ['json-crdt-patch', ['ada'], 1_500],
])('[collab-16] the session %s, replayed by the people who wrote it: everybody and the log read the text that came of it', async (file, names, count) => {
  const world = await openWorld()
  const beginning = beginningOf(trace(file), count)
  const { edits } = await replayTogether(world.url, 'draft', beginning, { people: names })
  expect(edits).toBeGreaterThanOrEqual(count)
  expect((await reloaded(world.log)).getText('content').toString()).toBe(beginning.endContent)
}, 60_000)
