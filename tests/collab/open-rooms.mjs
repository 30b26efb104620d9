// Opens many texts, leaves them all, and says how much memory was in use before, meanwhile and after. Run with --expose-gc.
import * as Y from 'yjs'
import { MemoryLog, Rooms } from '../../libs/collab/dist/index.js'

const rooms = Number(process.argv[2])
const bytes = 50_000

/** What a log gives when it is asked, made anew each time: nothing of it is kept but what the rooms keep. */
class LogOfCopies extends MemoryLog {
  async load() {
    const ydoc = new Y.Doc()
    ydoc.getText('t').insert(0, 'x'.repeat(bytes))
    const data = Y.encodeStateAsUpdate(ydoc)
    return { head: { seq: 1, epoch: 0, locked: false }, snapshot: { upTo: 1, data }, updates: [], owners: new Map() }
  }
}

const used = () => {
  for (let turn = 0; turn < 3; turn++) globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const all = new Rooms({ log: new LogOfCopies(), pollMs: 0, idleMs: 0 })
const everyRoom = work => Promise.all(Array.from({ length: rooms }, (_, number) => all.visit(`room ${number}`, work)))

// The first round compiles and fills what stays for good.
const emptied = async () => { while (all.size > 0) await new Promise(resume => setTimeout(resume, 5)) }
await everyRoom(room => room.missing(Uint8Array.of(0)))
await emptied()
const before = used()
let leave
const stay = new Promise(resolve => { leave = resolve })
const visits = everyRoom(async room => {
  room.missing(Uint8Array.of(0))
  await stay
})
while (all.size < rooms) await new Promise(resume => setTimeout(resume, 5))
await new Promise(resume => setTimeout(resume, 50))
const during = used()
leave()
await visits
await emptied()
const after = used()
await all.close()
process.stdout.write(JSON.stringify({ before, during, after, bytes: rooms * bytes }))
