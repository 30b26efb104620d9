// Lets many readers stop reading while others write, and measures what they cost in memory and the others in patience: --slow 50 --seconds 4
import { Reader } from './harness/reader.mjs'
import { everybodyWrites, isWhole, pause, storm, until, World } from './harness/world.mjs'

const percentile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * part)] ?? 0

/** Everybody writes for a while and one of them much more than the others; how long the slowest hundredth of the others waited. */
async function p99While(writers, { seconds, every, kilobytes }) {
  for (const writer of writers) writer.waits = []
  const [loud, ...others] = writers
  let said = 0
  const end = everybodyWrites(writers, every)
  const ballast = setInterval(() => loud.doc.getMap('meta').set(`ballast ${said++ % 10}`, 'x'.repeat(kilobytes * 1_024)), every)
  await pause(seconds * 1_000)
  clearInterval(ballast)
  await end()
  return Math.round(percentile(others.flatMap(writer => writer.waits), 0.99))
}

await storm({ slow: 50, writers: 4, seconds: 4, every: 40, kilobytes: 64 }, async ({ slow, writers, seconds, every, kilobytes }) => {
  const world = await World.open()
  const readers = []
  try {
    const engine = await world.engine()
    for (let i = 0; i < writers; i++) await world.writer(engine)
    const person = await world.person()
    for (let i = 0; i < slow; i++) readers.push(new Reader(engine.url, person))
    await until('all readers have the text', () => readers.every(reader => reader.synced))
    // The same is written while they read and while they do not: enough to fill every buffer on the way, after which it waits in the engine or is not kept.
    const load = { seconds, every, kilobytes }
    const calmP99Ms = await p99While(world.writers, load)
    const { rss: before } = await engine.figures()
    for (const reader of readers) reader.stopReading()
    let highest = 0
    const watching = setInterval(() => void engine.figures().then(({ rss }) => { highest = Math.max(highest, rss) }), 100)
    const slowP99Ms = await p99While(world.writers, load)
    clearInterval(watching)
    const { sockets } = await engine.figures()
    const account = await world.account()
    const extraMegabytes = Math.round((Math.max(highest, before) - before) / 2 ** 20)
    const cut = writers + slow - sockets
    const ofCalm = Number((slowP99Ms / calmP99Ms).toFixed(2))
    return { slow, cut, extraMegabytes, calmP99Ms, slowP99Ms, ofCalm, ...account, good: isWhole(account) && extraMegabytes < 4 * slow + 100 }
  } finally {
    for (const reader of readers) reader.leave()
    await world.close()
  }
})
