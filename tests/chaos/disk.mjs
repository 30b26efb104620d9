// Fills the disk under PostgreSQL while people write, gives it back, and counts false promises. Needs to mount a small disk of its own, so root: --fills 3
import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acknowledgedMore, everybodyWrites, isWhole, pause, storm, until, World } from './harness/world.mjs'

const block = Buffer.alloc(64 * 1_024, 1)

/** Fills a disk until nothing more fits. */
function fill(file) {
  const descriptor = openSync(file, 'w')
  try {
    for (;;) writeSync(descriptor, block)
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error
  } finally {
    closeSync(descriptor)
  }
}

await storm({ fills: 3, writers: 4, every: 20, megabytes: 200 }, async ({ fills, writers, every, megabytes, random, tell }) => {
  const disk = join(tmpdir(), `plenary-disk-${process.pid}`)
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', disk])
  let world = null
  try {
    const home = join(disk, 'home')
    mkdirSync(home)
    chmodSync(home, 0o711)
    world = await World.open({ home, settings: { min_wal_size: '32MB', max_wal_size: '48MB', wal_recycle: 'off' } })
    const engine = await world.engine({ link: await world.databaseLink() })
    for (let i = 0; i < writers; i++) await world.writer(engine)
    const end = everybodyWrites(world.writers, every)
    const back = []
    let restarts = 0
    for (let i = 1; i <= fills; i++) {
      await acknowledgedMore(world.writers)
      await pause(random.upTo(200))
      const { lost } = world.cluster
      let died = false
      void lost.then(() => { died = true })
      fill(join(disk, 'ballast'))
      // Long words, so that what room is left is used up.
      for (const writer of world.writers) writer.doc.getMap('meta').set(`ballast ${i}`, random.next().toString(36).repeat(20_000))
      await pause(2_000)
      const free = statfsSync(disk).bavail
      rmSync(join(disk, 'ballast'))
      const since = performance.now()
      if (died) {
        restarts++
        await until('PostgreSQL starts again', () => world.startDatabase().then(() => true, () => false))
      }
      await acknowledgedMore(world.writers)
      back.push(Math.round(performance.now() - since))
      tell(`${i} fills, ${free} blocks were left, back after ${back.at(-1)} ms${died ? ', PostgreSQL had ended' : ''}`)
    }
    await end()
    const account = await world.account()
    return { fills, databaseEnded: restarts, worstBackMs: Math.max(...back), ...account, good: isWhole(account) }
  } finally {
    await world?.close()
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  }
})
