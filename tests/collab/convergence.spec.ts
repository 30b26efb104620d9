import fc from 'fast-check'
import * as Y from 'yjs'
import { reloaded, stockClient, until, type StockClient } from './clients.ts'
import { runFinished } from './finished.ts'
import { openWorld, type World } from './world.ts'

const actions = ['insert', 'insert', 'insert', 'delete', 'format', 'key', 'away', 'back', 'crash', 'pause'] as const
const step = fc.tuple(fc.nat(3), fc.constantFrom(...actions), fc.nat(10_000), fc.nat(12))

function write({ doc }: StockClient, what: (typeof actions)[number], where: number, much: number): void {
  const text = doc.getText('t')
  const at = where % (text.length + 1)
  if (what === 'insert') text.insert(at, `w${where} `)
  if (what === 'delete') text.delete(at, Math.min(much, text.length - at))
  if (what === 'format') text.format(at, Math.min(much, text.length - at), { em: {} })
  if (what === 'key') doc.getMap('m').set(`k${much % 2}`, where)
}

/** Drops every room, as an unknown commit does: the clients come back to what the log says. */
async function crash(world: World): Promise<void> {
  await world.rooms.visit('draft', room => room?.drop())
}

const contentOf = (doc: Y.Doc): string => JSON.stringify([doc.getText('t').toDelta(), Object.entries(doc.getMap('m').toJSON()).sort()])

test('[collab-16] whatever four people write, delete and format, away or present, through crashes: all copies and the log say the same', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async steps => {
    const world = await openWorld()
    const clients = ['ada', 'ben', 'ada', 'mallory'].map(person => stockClient(world.url, person))
    for (const [who, what, where, much] of steps) {
      const client = clients[who]!
      if (what === 'away') client.provider.disconnect()
      else if (what === 'back') client.provider.connect()
      else if (what === 'crash') await crash(world)
      else if (what === 'pause') await new Promise(resume => { setTimeout(resume, much) })
      else write(client, what, where, much)
    }
    for (const { provider } of clients) provider.connect()
    await until('all have the same', async () => {
      const log = contentOf(await reloaded(world.log))
      return clients.every(({ doc, provider }) => provider.synced && contentOf(doc) === log)
    })
    const copy = await reloaded(world.log)
    expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null])
    expect(clients.map(({ ended }) => ended)).toEqual([null, null, null, null])
    await runFinished()
  }), { numRuns: 25 })
}, 120_000)
