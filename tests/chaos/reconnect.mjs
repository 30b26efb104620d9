// Drops everybody at once by killing the engine, and measures until all of them have the text again: --clients 500
import { Reader } from './harness/reader.mjs'
import { everybodyWrites, isWhole, pause, storm, until, World } from './harness/world.mjs'

await storm({ clients: 500, writers: 4, drops: 1, every: 100 }, async ({ clients, writers, drops, every }) => {
  const world = await World.open()
  const readers = []
  try {
    const engine = await world.engine()
    for (let i = 0; i < writers; i++) await world.writer(engine)
    const person = await world.person()
    for (let i = 0; i < clients; i++) {
      readers.push(new Reader(engine.url, person))
      if (i % 100 === 99) await pause(10)
    }
    await until('everybody has the text', () => readers.every(reader => reader.synced), 120)
    const end = everybodyWrites(world.writers, every)
    let worstSeconds = 0
    let highestRss = 0
    for (let i = 0; i < drops; i++) {
      await engine.kill()
      await until('everybody noticed', () => readers.every(reader => !reader.synced))
      await engine.start()
      const since = performance.now()
      await until('everybody has the text again', () => readers.every(reader => reader.synced) && world.writers.every(({ provider }) => provider.synced), 120)
      worstSeconds = Math.max(worstSeconds, (performance.now() - since) / 1_000)
      highestRss = Math.max(highestRss, (await engine.figures()).rss)
    }
    await end()
    const account = await world.account()
    return { clients, drops, backSeconds: Number(worstSeconds.toFixed(2)), megabytes: Math.round(highestRss / 2 ** 20), ...account, good: isWhole(account) && worstSeconds <= 20 }
  } finally {
    for (const reader of readers) reader.leave()
    await world.close()
  }
})
