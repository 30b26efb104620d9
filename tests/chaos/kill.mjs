// Kills the co-editing server with -9 while people write, and counts what was acknowledged or seen and then lost: --kills 50 --writers 8
import { acknowledgedMore, everybodyWrites, isWhole, pause, storm, World } from './harness/world.mjs'

await storm({ kills: 50, writers: 8, every: 20 }, async ({ kills, writers, every, random, tell }) => {
  const world = await World.open()
  try {
    const engine = await world.engine()
    for (let i = 0; i < writers; i++) await world.writer(engine)
    const end = everybodyWrites(world.writers, every)
    for (let i = 1; i <= kills; i++) {
      // One kill in five comes blindly, often before anybody is back; the others come while acknowledgements flow.
      if (i % 5 > 0) await acknowledgedMore(world.writers)
      await pause(random.upTo(300))
      await engine.restart()
      if (i % 50 === 0) tell(`${i} kills`)
    }
    await end()
    await engine.kill()
    const account = await world.account()
    const { rows: [{ fsync }] } = await world.pool.query("select setting as fsync from pg_settings where name = 'fsync'")
    return { kills, fsync, ...account, good: isWhole(account) }
  } finally {
    await world.close()
  }
})
