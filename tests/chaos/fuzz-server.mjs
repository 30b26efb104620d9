// The engine over a log in memory, as a process of its own: it notes every frame that took long, and compares what it holds with what its log says.
import { createServer } from 'node:http'
import { Doors, MemoryLog, Rooms } from '@plenary/collab'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { contentOf } from './fuzz-frames.mjs'

const LONG_MS = 100
const slow = []
let count = 0

// Frames are handled to the end within the event that brings them, so its duration is how long everybody else waits.
const emit = WebSocket.prototype.emit
WebSocket.prototype.emit = function measured(event, ...values) {
  const began = performance.now()
  const answer = emit.call(this, event, ...values)
  if (event === 'message') {
    count++
    if (performance.now() - began > LONG_MS) slow.push(Buffer.from(values[0]).toString('base64'))
  }
  return answer
}

const access = { read: true, write: true }
const gatekeeper = {
  admit: async ({ ticket }) => ({ admitted: true, visitor: { person: ticket, name: ticket, colour: '#123456', session: null }, access }),
  access: async () => access,
}
const roots = { t: false, x: false, m: true }
const faults = []
const report = error => { faults.push(String(error?.stack ?? error)) }
const log = new MemoryLog()
const rooms = new Rooms({ log, allowed: (name, key) => Object.hasOwn(roots, name) && roots[name] === (key !== null), pollMs: 0, report })
const server = createServer()
new Doors({ rooms, gatekeeper, report }).attach(server)

function read(updates) {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const pending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null
  return { pending, content: contentOf(doc) }
}

/** What the open room holds and what its log says, each read by nothing but Yjs. */
async function compare(room) {
  const { updates } = await log.load(room)
  const reloaded = read(updates.map(({ data }) => data))
  const held = read([await rooms.visit(room, open => open.whole())])
  return { content: reloaded.content, held: held.content, same: reloaded.content === held.content, pending: reloaded.pending || held.pending, stored: updates.length, log: updates.map(({ data }) => Buffer.from(data).toString('base64')) }
}

process.on('message', async ({ open, look }) => {
  if (open) {
    log.createRoom(open)
    process.send({ opened: open })
  }
  if (look) {
    const found = await compare(look)
    process.send({ looked: look, ...found, frames: count, slow: slow.splice(0), faults: faults.splice(0) })
  }
})
process.once('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
