import { NACK, type UpdateLog } from '@plenary/collab'
import { writeStep2 } from '@plenary/collab/protocol'
import * as Y from 'yjs'
import { RawClient, reloaded, stockClient, textOf, until, updateOf } from './clients.ts'
import { openWorld } from './world.ts'

const insert = (doc: Y.Doc, text: string, at = 0): Uint8Array => updateOf(doc, () => doc.getText('t').insert(at, text))

test('[collab-2] [collab-7] two stock clients write in the same text and both see all of it; the log says the same', async () => {
  const world = await openWorld()
  const ada = stockClient(world.url, 'ada')
  const ben = stockClient(world.url, 'ben')
  await until('both are in', () => ada.provider.synced && ben.provider.synced)
  ada.doc.getText('t').insert(0, 'Providers ')
  ben.doc.getText('t').insert(0, 'shall ')
  await until('both see both', () => textOf(ada.doc).length === 16 && textOf(ada.doc) === textOf(ben.doc))
  expect(textOf(await reloaded(world.log))).toBe(textOf(ada.doc))
})

test('[collab-2] acknowledgements count the document messages of the socket and name the number that made them durable', async () => {
  const world = await openWorld()
  const client = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  client.update(insert(doc, 'a'))
  expect(await client.acknowledged(1)).toBe(1)
  client.update(insert(doc, 'b'))
  await client.acknowledged(2)
  client.step2(doc)
  expect(await client.acknowledged(3)).toBe(2)
  expect((await world.log.load('draft'))?.updates).toHaveLength(2)
})

test('[collab-7] nothing is shown before it is stored, and nothing comes back to its writer', async () => {
  let store = (): void => undefined
  const gate = new Promise<void>(resolve => { store = resolve })
  const world = await openWorld({ around: log => wrapped(log, { append: async batch => { await gate; return log.append(batch) } }) })
  const ada = await RawClient.open(world.url, 'ada')
  const ben = await RawClient.open(world.url, 'ben')
  ada.update(insert(new Y.Doc(), 'not yet'))
  ben.step1(new Y.Doc())
  expect((await ben.next('step2', 0)).update).toEqual(Uint8Array.of(0, 0))
  expect([ada.all('ack'), ben.all('update')]).toEqual([[], []])
  store()
  await ada.acknowledged(1)
  await ben.next('update', 0)
  expect(ada.all('update')).toEqual([])
})

test('[collab-3] an update whose predecessor never came is answered with step 1, stored with the step 2 that follows, and acknowledged with it', async () => {
  const world = await openWorld()
  const client = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  insert(doc, 'lost on the way ')
  client.update(insert(doc, 'arrived '))
  const asked = await client.next('step1', 1)
  expect([...asked.stateVector]).toEqual([0])
  client.update(insert(doc, 'too '))
  client.step2(doc)
  expect(await client.acknowledged(3)).toBe(1)
  expect(client.all('ack')).toHaveLength(1)
  expect(client.all('step1')).toHaveLength(2)
  expect(textOf(await reloaded(world.log))).toBe(textOf(doc))
})

test('[collab-3] a client that was away and writes on while it is asked what it has is never refused', async () => {
  const world = await openWorld()
  const client = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  insert(doc, 'written away ')
  for (let i = 0; i < 200; i++) client.update(insert(doc, 'x'))
  client.step2(doc)
  await client.acknowledged(201)
  expect([client.all('nack'), textOf(await reloaded(world.log))]).toEqual([[], textOf(doc)])
})

test('[collab-3] a client whose answers have holes themselves is refused in the end, not asked for ever', async () => {
  const world = await openWorld()
  const client = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  insert(doc, 'missing')
  const hollow = insert(doc, 'x')
  for (let i = 0; i < 8; i++) client.send(writeStep2(hollow))
  expect((await client.next('nack', 0)).code).toBe(NACK.malformed)
})

test('[collab-4] a reader answers step 1 like everybody and is not blamed for it', async () => {
  const world = await openWorld()
  const ada = stockClient(world.url, 'ada')
  const rita = stockClient(world.url, 'rita')
  await until('both are in', () => ada.provider.synced && rita.provider.synced)
  ada.doc.getText('t').insert(0, 'To be read.')
  ada.doc.getText('t').delete(0, 3)
  await until('the reader has read', () => textOf(rita.doc) === 'be read.')
  rita.provider.disconnect()
  rita.provider.connect()
  await until('the reader is back', () => rita.provider.synced)
  const raw = await RawClient.open(world.url, 'rita')
  raw.step2(rita.doc)
  await raw.acknowledged(1)
  expect([rita.ended, raw.closeCode]).toEqual([null, null])
})

test('[collab-4] deletions that no update ever spelled out, because they follow from merging, are not held against a reader', async () => {
  const world = await openWorld()
  const ada = await RawClient.open(world.url, 'ada')
  const ben = await RawClient.open(world.url, 'ben')
  const one = new Y.Doc()
  const two = new Y.Doc()
  // Both set the same key at the same time: every copy that merges them deletes one, and nobody says so.
  ada.update(updateOf(one, doc => doc.getMap('m').set('title', 'Ada’s')))
  ben.update(updateOf(two, doc => doc.getMap('m').set('title', 'Ben’s')))
  await Promise.all([ada.acknowledged(1), ben.acknowledged(1)])
  const copy = await reloaded(world.log)
  const rita = await RawClient.open(world.url, 'rita')
  rita.step2(copy)
  await rita.acknowledged(1)
  copy.getText('t').insert(0, 'and this is not hers to write')
  rita.step2(copy)
  expect(await rita.next('nack', 0)).toMatchObject({ count: 2, code: NACK.forbidden })
})

test('[collab-5] a frozen text refuses: who asked for acknowledgements is told and goes on reading, a stock client is closed with 4403', async () => {
  const world = await openWorld()
  const stock = stockClient(world.url, 'ada')
  const raw = await RawClient.open(world.url, 'ben')
  await until('the stock client is in', () => stock.provider.synced)
  stock.doc.getText('t').insert(0, 'The frozen text.')
  await raw.next('update', 0)
  world.log.setLocked('draft', true)
  await world.rooms.refresh('draft')
  const doc = await reloaded(world.log)
  raw.update(insert(doc, 'Too late. '))
  expect(await raw.next('nack', 0)).toMatchObject({ count: 1, code: NACK.frozen })
  stock.doc.getText('t').insert(0, 'Much too late. ')
  await until('the stock client is closed', () => stock.ended !== null)
  expect(stock.ended).toBe(4403)
  expect(raw.isOpen).toBe(true)
  expect(textOf(await reloaded(world.log))).toBe('The frozen text.')
})

test('[collab-5] [collab-22] a freeze that the room has not heard of yet refuses all the same, by update and by step 2', async () => {
  const world = await openWorld()
  const raw = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  raw.update(insert(doc, 'Frozen.'))
  await raw.acknowledged(1)
  world.log.setLocked('draft', true)
  raw.update(insert(doc, 'late '))
  expect(await raw.next('nack', 0)).toMatchObject({ count: 2, code: NACK.frozen })
  raw.step2(doc)
  expect(await raw.next('nack', 1)).toMatchObject({ count: 3, code: NACK.frozen })
  expect(textOf(await reloaded(world.log))).toBe('Frozen.')
})

test('[collab-42] a text that cannot be folded is opened and written by everybody, and folding it is not tried at every turn', async () => {
  let tries = 0
  const world = await openWorld({ fold: async () => {
    tries++
    throw new Error('it waits for something that is not there')
  } })
  const written = new Y.Doc()
  const data = Array.from({ length: 2_100 }, (_, i) => insert(written, `${i} `))
  const entries = data.map(update => ({ author: 'ada', session: 'ada', data: update, clients: [written.clientID], claims: [written.clientID], authority: 'service' as const }))
  await world.log.append([{ room: 'draft', basis: 0, epoch: 0, entries }])
  const [ada, ben] = [stockClient(world.url, 'ada'), stockClient(world.url, 'ben')]
  await until('both have the text', () => textOf(ada.doc).length === textOf(written).length && textOf(ben.doc).length === textOf(written).length)
  for (const word of ['one ', 'two ', 'three ']) {
    ada.doc.getText('t').insert(0, word)
    await until('ben reads it', () => textOf(ben.doc).startsWith(word))
  }
  expect([tries, ada.ended, ben.ended]).toEqual([1, null, null])
  expect(world.faults).toContainEqual(new Error('it waits for something that is not there'))
})

test('[collab-5] an update of a reader is refused with its reason', async () => {
  const world = await openWorld()
  const rita = await RawClient.open(world.url, 'rita', { acknowledged: false })
  rita.update(insert(new Y.Doc(), 'mine'))
  expect((await rita.next('permissionDenied', 0)).reason).toMatch(/not change it/)
  expect(await rita.closed()).toBe(4403)
})

test('[collab-6] a page older than the text may read it, and is told so as it comes in and when it writes all the same', async () => {
  const world = await openWorld({ schema: 3 })
  const old = await RawClient.open(world.url, 'ada', { query: '&schema=2' })
  expect(old.heard[0]).toEqual({ type: 'readOnly', code: NACK.schemaTooOld })
  const published = await RawClient.open(world.url, 'ben', { query: '&schema=2', acknowledged: false })
  old.update(insert(new Y.Doc(), 'a'))
  expect((await old.next('nack', 0)).code).toBe(NACK.schemaTooOld)
  const current = await RawClient.open(world.url, 'ada', { query: '&schema=3' })
  current.update(insert(new Y.Doc(), 'b'))
  await current.acknowledged(1)
  expect([...published.all('readOnly'), ...current.all('readOnly')]).toEqual([])
})

test('[collab-8] a commit that fails closes the room with 4503; everybody comes back and nothing is lost or doubled', async () => {
  let failures = 1
  const world = await openWorld({ around: log => wrapped(log, {
    append: async batch => {
      if (failures-- > 0) throw new Error('the database went away')
      return log.append(batch)
    },
  }) })
  const ada = stockClient(world.url, 'ada')
  const ben = stockClient(world.url, 'ben')
  await until('both are in', () => ada.provider.synced && ben.provider.synced)
  ada.doc.getText('t').insert(0, 'Kept on the device, then stored.')
  await until('the other has it', () => textOf(ben.doc) === textOf(ada.doc))
  expect(textOf(await reloaded(world.log))).toBe('Kept on the device, then stored.')
  expect(world.faults).toHaveLength(1)
})

test('[collab-9] a text that cannot be loaded closes with 4503 and is not shown as an empty one', async () => {
  let broken = true
  const world = await openWorld({ around: log => wrapped(log, {
    load: async room => {
      if (broken) throw new Error('the database is away')
      return log.load(room)
    },
  }) })
  const first = new RawClient(world.url, 'ada')
  expect(await first.closed()).toBe(4503)
  expect(first.heard).toEqual([])
  broken = false
  const second = await RawClient.open(world.url, 'ada')
  expect(second.all('step1')).toHaveLength(1)
})

test.each([
  ['nobody', '', 4401], ['somebody who may not read', 'eve', 4403],
])('%s is not let in: %j is closed with %i', async (_who, person, code) => {
  const world = await openWorld()
  expect(await new RawClient(world.url, person).closed()).toBe(code)
})

test('[collab-21] a room that does not exist closes with 4404', async () => {
  const world = await openWorld()
  expect(await new RawClient(world.url, 'ada', { room: 'nowhere' }).closed()).toBe(4404)
})

test('[collab-19] a lost right to write closes with 4403, an ended session with 4401, a change of stage leaves the visitor reading', async () => {
  const world = await openWorld()
  const [ada, ben, rita] = await Promise.all(['ada', 'ben', 'rita'].map(person => RawClient.open(world.url, person)))
  world.gatekeeper.writers.delete('ada')
  world.gatekeeper.readers.add('ada')
  await world.rooms.refresh('draft')
  expect(ada!.isOpen).toBe(true)
  world.gatekeeper.writers.delete('ben')
  world.gatekeeper.readers.add('ben')
  await world.rooms.recheck('draft')
  expect(await ben!.closed()).toBe(4403)
  world.gatekeeper.signedOut.add('rita')
  await world.rooms.recheckPerson('rita')
  expect(await rita!.closed()).toBe(4401)
  expect(ada!.isOpen).toBe(true)
})

test('[collab-23] a right that was taken away without a word is still refused, and the right that was given is honoured', async () => {
  const world = await openWorld()
  const ada = await RawClient.open(world.url, 'ada')
  const rita = await RawClient.open(world.url, 'rita')
  world.gatekeeper.writers.delete('ada')
  ada.update(insert(new Y.Doc(), 'revoked'))
  expect((await ada.next('nack', 0)).code).toBe(NACK.forbidden)
  world.gatekeeper.writers.add('rita')
  rita.update(insert(new Y.Doc(), 'promoted'))
  await rita.acknowledged(1)
  expect(textOf(await reloaded(world.log))).toBe('promoted')
})

test('[collab-26] a text held by somebody else waits, and is stored when it is let go', async () => {
  const world = await openWorld()
  const ada = await RawClient.open(world.url, 'ada')
  const release = world.log.hold('draft')
  ada.update(insert(new Y.Doc(), 'patience'))
  world.log.createRoom('other')
  const other = await RawClient.open(world.url, 'ada', { room: 'other' })
  other.update(insert(new Y.Doc(), 'at once'))
  await other.acknowledged(1)
  expect(ada.all('ack')).toEqual([])
  release()
  await ada.acknowledged(1)
})

test('[collab-30] a change on the server is stored, shown to all inside, and refused by a frozen text', async () => {
  const world = await openWorld()
  const ada = stockClient(world.url, 'ada')
  await until('she is in', () => ada.provider.synced)
  const edited = await world.rooms.edit('draft', 'importer', doc => {
    doc.getText('t').insert(0, 'Imported.')
    return 9
  })
  expect(edited).toEqual({ ok: true, value: { seq: 1, value: 9 } })
  await until('she sees it', () => textOf(ada.doc) === 'Imported.')
  world.log.setLocked('draft', true)
  expect(await world.rooms.edit('draft', 'importer', doc => doc.getText('t').insert(0, 'x'))).toMatchObject({ ok: false, refusal: { code: 'FROZEN' } })
  expect(await world.rooms.edit('nowhere', 'importer', () => 1)).toMatchObject({ ok: false, refusal: { code: 'NO_SUCH_TEXT' } })
  await expect(world.rooms.edit('draft', 'importer', () => { throw new Error('half-way') })).rejects.toThrow('half-way')
})

test('[collab-31] what another process stored is shown when the log is asked, and writing goes on from it', async () => {
  const world = await openWorld()
  const ada = stockClient(world.url, 'ada')
  await until('she is in', () => ada.provider.synced)
  const elsewhere = new Y.Doc()
  const data = insert(elsewhere, 'From elsewhere. ')
  await world.log.append([{ room: 'draft', basis: 0, epoch: 0, entries: [{ author: 'ben', session: null, data, clients: [elsewhere.clientID], claims: [elsewhere.clientID], authority: 'person' }] }])
  ada.doc.getText('t').insert(0, 'From here. ')
  await world.rooms.poll()
  await until('she sees both', () => textOf(ada.doc).includes('elsewhere') && textOf(ada.doc).includes('here. '))
  expect(textOf(await reloaded(world.log))).toBe(textOf(ada.doc))
})

test('[collab-32] a room that everybody has left is closed', async () => {
  const world = await openWorld()
  const clients = await Promise.all(Array.from({ length: 20 }, async (_, i) => {
    world.log.createRoom(`room ${i}`)
    return RawClient.open(world.url, 'ada', { room: `room ${i}` })
  }))
  expect([world.rooms.size, world.doors.size]).toEqual([20, 20])
  for (const client of clients) client.close()
  await until('all rooms are closed', () => world.rooms.size === 0 && world.doors.size === 0)
})

function wrapped(log: UpdateLog, instead: Partial<UpdateLog>): UpdateLog {
  return {
    load: room => log.load(room), after: (room, seq) => log.after(room, seq), heads: rooms => log.heads(rooms),
    append: batch => log.append(batch), keepSnapshot: (room, upTo, data) => log.keepSnapshot(room, upTo, data), ...instead,
  }
}
