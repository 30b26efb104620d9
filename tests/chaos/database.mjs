// Kills PostgreSQL itself with -9 while people write, now and then together with the engine, and counts what was lost: --kills 20 --writers 4
import { acknowledgedMore, everybodyWrites, isWhole, pause, storm, until, World } from './harness/world.mjs'

await storm({ kills: 20, writers: 4, every: 40 }, async ({ kills, writers, every, random, tell }) => {
  const world = await World.open()
  try {
    const engine = await world.engine({ link: await world.databaseLink() })
    for (let i = 0; i < writers; i++) await world.writer(engine)
    const end = everybodyWrites(world.writers, every)
    const back = []
    for (let i = 1; i <= kills; i++) {
      await acknowledgedMore(world.writers)
      await pause(random.upTo(300))
      const { lost } = world.cluster
      process.kill(world.postmaster, 'SIGKILL')
      if (i % 5 === 0) await engine.kill()
      await lost
      const since = performance.now()
      // Its children may hold its memory for a moment longer.
      await until('PostgreSQL starts again', () => world.startDatabase().then(() => true, () => false))
      if (i % 5 === 0) await engine.start()
      await acknowledgedMore(world.writers)
      back.push(performance.now() - since)
      if (i % 10 === 0) tell(`${i} kills`)
    }
    await end()
    await engine.kill()
    const account = await world.account()
    const sorted = back.map(Math.round).sort((a, b) => a - b)
    return { kills, backMedianMs: sorted[sorted.length >> 1], worstBackMs: sorted.at(-1), ...account, good: isWhole(account) }
  } finally {
    await world.close()
  }
})
