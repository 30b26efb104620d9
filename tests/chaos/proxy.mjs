// Cuts the link to the database in the middle of commits, and kills, freezes and flushes Redis, while people write on two engines: --cuts 50 --rounds 3
import { Redis } from './harness/redis.mjs'
import { everybodyWrites, isWhole, pause, storm, until, World } from './harness/world.mjs'

const isCommit = data => data.includes('commit\0')

await storm({ cuts: 50, rounds: 3, writers: 4, every: 30 }, async ({ cuts, rounds, writers, every, random, tell }) => {
  const redis = await Redis.start()
  const world = await World.open()
  try {
    const links = [await world.databaseLink(), await world.databaseLink()]
    const engines = []
    for (const link of links) engines.push(await world.engine({ link, redis: `redis://127.0.0.1:${redis.port}` }))
    for (let i = 0; i < writers; i++) await world.writer(engines[i % 2])
    const cutSoFar = () => links.reduce((sum, link) => sum + link.cuts, 0)
    const end = everybodyWrites(world.writers, every)
    // One commit in four is cut: half of them before PostgreSQL hears of it, half before its answer is heard.
    for (const link of links) link.onRequest = data => (isCommit(data) && cutSoFar() < cuts && random.next() < 0.25 ? random.pick(['cut', 'cut-after']) : undefined)
    await until('enough commits were cut', () => cutSoFar() >= cuts, 60 + cuts)
    await end()
    tell(`${cutSoFar()} cuts`)

    // Without Redis words take the way through the log.
    const delays = []
    const crossing = async name => {
      const since = performance.now()
      world.writers[0].write(name)
      await until('it has crossed', () => world.writers[1].seen.includes(name))
      delays.push({ weather: name.split(' ')[0], ms: Math.round(performance.now() - since) })
    }
    const busIsUp = wanted => until(`Redis is ${wanted ? 'heard' : 'missed'}`, async () => (await Promise.all(engines.map(engine => engine.figures()))).every(({ bus }) => bus === wanted))
    for (let i = 1; i <= rounds; i++) {
      await busIsUp(true)
      await crossing(`calm ${i}`)
      await redis.say('FLUSHALL')
      await crossing(`flushed ${i}`)
      redis.freeze()
      await busIsUp(false)
      await crossing(`frozen ${i}`)
      redis.thaw()
      await busIsUp(true)
      await redis.kill()
      await busIsUp(false)
      await crossing(`killed ${i}`)
      await pause(random.upTo(300))
      await redis.restart()
    }
    await until('everything is saved', () => world.writers.every(writer => writer.isSaved))
    const account = await world.account()
    const worst = weather => Math.max(...delays.filter(one => one.weather === weather).map(({ ms }) => ms))
    const crossed = { calmMs: worst('calm'), flushedMs: worst('flushed'), frozenMs: worst('frozen'), killedMs: worst('killed') }
    return { cuts: cutSoFar(), rounds, crossed, ...account, good: isWhole(account) }
  } finally {
    await world.close()
    redis.thaw()
    await redis.kill()
  }
})
