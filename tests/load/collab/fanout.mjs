// Rooms full of clients, some of whom write: what a delivery costs the server, and how long it takes.
import { randomBytes } from 'node:crypto'
import { Client } from './client.mjs'
import { Histogram } from './histogram.mjs'
import { watch, statOf } from './processes.mjs'
import { findMarks, Writer } from './writer.mjs'

const AT_ONCE = 25
const BURST = 2_000
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

export const newRoom = () => `b-${randomBytes(6).toString('hex')}`

export async function inPortions(items, work) {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(work))
}

/** A writer's first message is its answer to the room's step 1; its first update is the second. */
const MESSAGES_BEFORE = 1

/**
 * `rooms` rooms of `clients` clients each, of whom `writers` write; with half a writer, every other room has one. A delivery is one update
 * received by one client other than its writer. `acknowledged` asks for acknowledgements, and measures how long they take.
 */
export class Crowd {
  got = 0
  waits = new Histogram()
  acknowledged = new Histogram()
  #clients = []
  #writers = []
  #order = []
  #told = []
  #since = 0
  #sent = 0

  constructor(server, { rooms, clients, writers, acknowledged = false }) {
    this.others = clients - 1
    this.isAcknowledged = acknowledged
    for (let r = 0; r < rooms; r++) {
      const room = newRoom()
      const here = Math.floor((r + 1) * writers) - Math.floor(r * writers)
      for (let i = 0; i < clients; i++) this.#clients.push(i < here ? this.#writer(server, room) : this.#reader(server, room))
    }
    const perRoom = Math.ceil(writers)
    this.#order = this.#writers.toSorted((a, b) => a.index % perRoom - b.index % perRoom)
  }

  get sockets() { return this.#clients.length }
  get authors() { return this.#writers.length }

  #reader(server, room) {
    const client = new Client(server, room, { onUpdate: bytes => this.#receive(bytes, null) })
    return client
  }

  #writer(server, room) {
    const index = this.#writers.length
    const writer = new Writer(index, new Client(server, room, {
      onUpdate: bytes => this.#receive(bytes, index), acknowledged: this.isAcknowledged, onAcknowledged: count => this.#hearAcknowledged(index, count),
    }))
    this.#writers.push(writer)
    return writer.client
  }

  #receive(bytes, self) {
    const now = performance.now()
    findMarks(bytes, (index, number) => {
      const at = index === self ? undefined : this.#writers[index]?.sentAt[number]
      if (at === undefined || at < this.#since) return
      this.got++
      this.waits.add(now - at)
    })
  }

  #hearAcknowledged(index, count) {
    const { sentAt } = this.#writers[index]
    const now = performance.now()
    for (let number = this.#told[index] ?? 0; number < count - MESSAGES_BEFORE; number++) if (sentAt[number] >= this.#since) this.acknowledged.add(now - sentAt[number])
    this.#told[index] = Math.max(count - MESSAGES_BEFORE, 0)
  }

  async enter() {
    await inPortions(this.#clients, async client => {
      await client.connect()
      await client.sync()
    })
    await pause(500)
    return this
  }

  leave() { for (const client of this.#clients) client.close() }

  #traffic() {
    return this.#clients.reduce(([frames, bytes], { wire }) => [frames + wire.frames, bytes + wire.bytes], [0, 0])
  }

  #send(withCaret) {
    const writer = this.#order[this.#sent++ % this.#order.length]
    writer.client.update(writer.next())
    if (withCaret) writer.client.awareness(writer.caret())
  }

  /** Writes so that `level` deliveries a second are due, arriving by chance as people's keys do, and waits for what is under way. */
  async write(pid, { level, seconds, withCaret = false }) {
    const perSecond = level / this.others
    this.got = 0
    this.waits = new Histogram()
    this.acknowledged = new Histogram()
    const [frames, bytes] = this.#traffic()
    const before = this.#sent
    const cpu = statOf(pid).cpu
    const seen = watch(pid)
    const began = performance.now()
    this.#since = began
    const end = began + seconds * 1_000
    for (let due = began; performance.now() < end;) {
      const now = performance.now()
      let burst = 0
      for (; due <= now && due < end && burst < BURST; burst++) {
        this.#send(withCaret)
        due += -Math.log(1 - Math.random()) / perSecond * 1_000
      }
      await (burst === BURST ? new Promise(setImmediate) : pause(1))
    }
    const sent = this.#sent - before
    const inTime = this.got
    const run = seen()
    for (let i = 0; i < 60 && this.got < sent * this.others; i++) await pause(50)
    const [framesAfter, bytesAfter] = this.#traffic()
    return {
      offered: Math.round(sent * this.others / run.seconds), delivered: Math.round(inTime / run.seconds), lost: sent * this.others - this.got,
      p50: this.waits.quantile(0.5), p95: this.waits.quantile(0.95), p99: this.waits.quantile(0.99),
      cpuPerMillion: Number(((statOf(pid).cpu - cpu) / this.got * 1e6).toFixed(2)),
      framesPerDelivery: Number(((framesAfter - frames) / this.got).toFixed(3)), bytesPerDelivery: Number(((bytesAfter - bytes) / this.got).toFixed(1)),
      rss: Math.round(statOf(pid).rss), ...run,
      ...(this.isAcknowledged ? { edits: sent, answered: this.acknowledged.count, acknowledgedP50: this.acknowledged.quantile(0.5), acknowledgedP99: this.acknowledged.quantile(0.99) } : {}),
    }
  }
}
