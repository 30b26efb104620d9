// Parts two engines from their database and their Redis at random, revokes rights meanwhile, and holds all copies against each other: --partitions 20
import { Redis } from './harness/redis.mjs'
import { everybodyWrites, isWhole, pause, storm, until, World } from './harness/world.mjs'

/** Takes the right to write away on the truth itself, and says which number was the last before it. */
async function revoke(pool, person) {
  const tx = await pool.connect()
  await tx.query('begin')
  await tx.query('update person set writes = false where id = $1', [person])
  await tx.query('commit')
  const { rows: [{ seq }] } = await tx.query("select seq from text_head where room = 'room'")
  tx.release()
  return Number(seq)
}

const wordsOf = writer => [...writer.doc.getMap('meta').keys()].sort().join()

await storm({ partitions: 20, writers: 4, every: 60 }, async ({ partitions, writers, every, random, tell }) => {
  const redis = await Redis.start()
  const world = await World.open()
  try {
    const links = []
    const engines = []
    for (const side of [0, 1]) {
      const [database, bus] = [await world.databaseLink(), await world.link({ port: redis.port, host: '127.0.0.1' })]
      links.push(database, bus)
      engines.push(await world.engine({ link: database, redis: `redis://127.0.0.1:${bus.port}` }))
      for (let i = side; i < writers; i += 2) await world.writer(engines[side])
    }
    const lost = []
    const heals = []
    for (let i = 1; i <= partitions; i++) {
      const end = everybodyWrites(world.writers, every)
      const parted = links.filter(() => random.next() < 0.4)
      const how = random.pick(['refuse', 'stop', 'cut', 'slow'])
      for (const link of parted) how === 'slow' ? link.delayMs = 50 + random.upTo(200) : link[how]()
      await pause(100 + random.upTo(400))
      if (i % 5 === 0) {
        // Somebody new, who writes on the side that is parted and loses the right meanwhile.
        const leaver = await world.person()
        lost.push({ person: leaver, seq: await revoke(world.pool, leaver) })
        const [victim] = world.writers.splice(random.upTo(world.writers.length), 1)
        victim.expectRefusal()
        world.retired.push(victim)
        lost.push({ person: victim.person, seq: await revoke(world.pool, victim.person), writer: victim })
        const goesOn = setInterval(() => victim.write(`late ${i} ${victim.written.length}`), 5)
        await pause(150)
        clearInterval(goesOn)
      }
      const since = performance.now()
      for (const link of links) link.heal()
      await end()
      await until('all copies are alike', () => new Set(world.writers.map(wordsOf)).size === 1)
      heals.push(performance.now() - since)
      if (i % 5 === 0) {
        for (const engine of engines) engine.child.send({ recheck: lost.at(-1).person })
        // Refused in the commit, it stays and reads; not refused yet, its socket is closed.
        await until('who lost the right is told', () => lost.at(-1).writer.refusals.length > 0)
        lost.at(-1).writer.leave()
        await world.writer(random.pick(engines))
      }
      if (i % 25 === 0) tell(`${i} partitions`)
    }
    const { rows } = await world.stored()
    const late = lost.reduce((sum, { person, seq }) => sum + rows.filter(row => row.author === person && Number(row.seq) > seq).length, 0)
    const account = await world.account()
    heals.sort((a, b) => a - b)
    return {
      partitions, revocations: lost.length, writesAfterRevocation: late, healMedianMs: Math.round(heals[heals.length >> 1]), healWorstMs: Math.round(heals.at(-1)),
      ...account, good: isWhole(account) && late === 0,
    }
  } finally {
    await world.close()
    await redis.kill()
  }
})
