import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { RawClient, stockClient, until } from './clients.ts'
import { openWorld } from './world.ts'

const states = (...entries: readonly (readonly [number, number, unknown])[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const [client, clock, state] of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, typeof state === 'string' ? state : JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}

/** What a client believes about who is there. */
function belief(client: RawClient): Map<number, Record<string, unknown>> {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  for (const { states: heard } of client.all('awareness')) applyAwarenessUpdate(awareness, heard, null)
  const found = new Map(awareness.getStates()) as Map<number, Record<string, unknown>>
  awareness.destroy()
  return found
}

test('[collab-17] stock clients see each other come, move and go, under the names of their sessions', async () => {
  const world = await openWorld()
  const ada = stockClient(world.url, 'ada')
  const ben = stockClient(world.url, 'ben')
  ada.provider.awareness.setLocalState({ user: { name: 'The Chair' }, place: { clause: 'c1' } })
  const seen = () => ben.provider.awareness.getStates().get(ada.doc.clientID)
  await until('ben sees ada', () => seen() !== undefined)
  expect(seen()).toEqual({ user: { id: 'ada', name: 'Name of ada', color: '#123456' }, place: { clause: 'c1' } })
  ada.provider.awareness.setLocalStateField('place', { clause: 'c2' })
  await until('ben sees her move', () => (seen() as { place: { clause: string } }).place.clause === 'c2')
  ada.provider.disconnect()
  await until('ben sees her go', () => seen() === undefined)
})

test('[collab-17] a socket cannot speak for somebody who is there, nor remove them', async () => {
  const world = await openWorld()
  const ada = await RawClient.open(world.url, 'ada')
  const rita = await RawClient.open(world.url, 'rita')
  ada.awareness(states([7, 1, { place: 'hers' }]))
  await until('rita sees ada', () => belief(rita).has(7))
  const mallory = await RawClient.open(world.url, 'mallory')
  mallory.awareness(states([7, 2 ** 30, { place: 'forged' }]))
  mallory.awareness(states([7, 2 ** 30, 'null'], [8, 1, { user: { name: 'The Chair' } }]))
  await until('rita sees mallory', () => belief(rita).has(8))
  expect(belief(rita).get(7)).toMatchObject({ place: 'hers', user: { name: 'Name of ada' } })
  expect(belief(rita).get(8)).toMatchObject({ user: { name: 'Name of mallory' } })
})

test('[collab-17] one socket is one client: twenty thousand invented visitors are not shown', async () => {
  const world = await openWorld()
  const mallory = await RawClient.open(world.url, 'mallory')
  const rita = await RawClient.open(world.url, 'rita')
  mallory.awareness(states(...Array.from({ length: 20_000 }, (_, i) => [i + 1, 1, {}] as const)))
  await until('rita sees one', () => belief(rita).size > 0)
  expect(belief(rita).size).toBe(1)
})

test('[collab-17] a state of more than four kilobytes is no place in a text', async () => {
  const world = await openWorld()
  const mallory = await RawClient.open(world.url, 'mallory')
  mallory.awareness(states([7, 1, { place: 'x'.repeat(5_000) }]))
  expect(await mallory.closed()).toBe(4403)
})

test('[collab-17] who comes later is told who is there, and who asks is told again', async () => {
  const world = await openWorld()
  const ada = await RawClient.open(world.url, 'ada')
  ada.awareness(states([7, 1, { place: 'here' }]))
  // The one who speaks hears it too, or a stock client alone in a text would think the server gone.
  await until('ada hears herself', () => belief(ada).has(7))
  const ben = await RawClient.open(world.url, 'ben')
  await until('ben is told', () => belief(ben).has(7))
  ben.send(Uint8Array.of(3))
  await ben.next('awareness', 1)
})

test('[collab-17] a hundred moves in a moment reach the others as a few, the last among them', async () => {
  const world = await openWorld()
  const ada = await RawClient.open(world.url, 'ada')
  const rita = await RawClient.open(world.url, 'rita')
  for (let i = 1; i <= 100; i++) ada.awareness(states([7, i, { place: i }]))
  await until('rita sees where she is in the end', () => belief(rita).get(7)?.['place'] === 100)
  expect(rita.all('awareness').length).toBeLessThan(10)
})
