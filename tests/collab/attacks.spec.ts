import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { NACK } from '@plenary/collab'
import { writeStep1 } from '@plenary/collab/protocol'
import { RawClient, reloaded, stockClient, textOf, until, updateOf, type StockClient } from './clients.ts'
import { openWorld, type World } from './world.ts'

const allowed = (name: string, key: string | null): boolean => (name === 't' && key === null) || (name === 'm' && key !== null) || (name === 'x' && key === null)

const bytes = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array => bytesOf(parts)

function bytesOf(parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else encoding.writeUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}

const honestText = 'Providers shall keep the logs. '

/** A victim who has written, a bystander who reads, and mallory, who may write like the victim. */
async function scene(): Promise<{ world: World; victim: StockClient; bystander: StockClient; mallory: RawClient }> {
  const world = await openWorld({ allowed })
  const victim = stockClient(world.url, 'ada')
  const bystander = stockClient(world.url, 'rita')
  await until('both are in', () => victim.provider.synced && bystander.provider.synced)
  victim.doc.getText('t').insert(0, honestText)
  await until('the bystander has read', () => textOf(bystander.doc) === honestText)
  return { world, victim, bystander, mallory: await RawClient.open(world.url, 'mallory') }
}

/** Nothing has happened to anybody: the victim goes on, the others see it, and the log says the same. */
async function unharmed({ world, victim, bystander }: { world: World; victim: StockClient; bystander: StockClient }): Promise<void> {
  victim.doc.getText('t').insert(0, 'Still here. ')
  await until('the bystander sees the victim go on', () => textOf(bystander.doc) === `Still here. ${honestText}`)
  const copy = await reloaded(world.log)
  expect(textOf(copy)).toBe(`Still here. ${honestText}`)
  expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null])
  expect([victim.ended, bystander.ended]).toEqual([null, null])
}

interface Attack { readonly name: string; readonly update: (victim: Y.Doc) => Uint8Array; readonly answer: 'nack' | 'step1' }

const attacks: readonly Attack[] = [
  { name: 'a forged client with words', answer: 'nack', update: victim => {
    const forger = new Y.Doc()
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(victim))
    forger.clientID = victim.clientID
    return updateOf(forger, () => forger.getText('t').insert(0, 'EVIL! '))
  } },
  { name: 'a forged client that uses up its clocks', answer: 'nack', update: victim => bytes(1, 1, victim.clientID, honestText.length, 0, 2 ** 31, 0) },
  { name: 'the deletion of words that are not typed yet', answer: 'step1', update: victim => bytes(0, 1, victim.clientID, 1, honestText.length, 1_000_000) },
  { name: 'an item of no length', answer: 'nack', update: () => bytes(1, 1, 999, 0, 4, 1, 't', '', 0) },
  { name: 'clocks of its own beyond the limit', answer: 'nack', update: () => bytes(1, 1, 999, 0, 1, 1, 't', 2 ** 40, 0) },
  { name: 'a struct that waits for what never comes', answer: 'step1', update: () => bytes(1, 1, 999, 0, Uint8Array.of(132), 998, 0, 'pending', 0) },
  { name: 'two structs that wait for each other', answer: 'step1', update: () => bytes(2, 1, 78, 0, Uint8Array.of(132), 77, 0, 'a', 1, 77, 0, Uint8Array.of(132), 78, 0, 'b', 0) },
  { name: 'a hidden root', answer: 'nack', update: () => updateOf(new Y.Doc(), doc => doc.getMap('hidden').set('blob', new Uint8Array(1_000))) },
  { name: 'a root of the wrong kind', answer: 'nack', update: () => updateOf(new Y.Doc(), doc => doc.getMap('t').set('k', 1)) },
  { name: 'a sub-document', answer: 'nack', update: () => updateOf(new Y.Doc(), doc => doc.getMap('m').set('d', new Y.Doc({ guid: 'other' }))) },
  { name: 'words before and behind the same letter', answer: 'nack', update: ({ clientID }) => bytes(1, 1, 999, 0, Uint8Array.of(4 | 128 | 64), clientID, 3, clientID, 3, 'EVIL! ', 0) },
  { name: 'words before what stands further in front', answer: 'nack', update: ({ clientID }) => bytes(1, 1, 999, 0, Uint8Array.of(4 | 128 | 64), clientID, 9, clientID, 2, 'EVIL! ', 0) },
  { name: 'garbage', answer: 'nack', update: () => Uint8Array.from({ length: 400 }, (_, i) => (i * 37 + 11) % 256) },
  { name: 'two billion structs in six bytes', answer: 'nack', update: () => bytes(1, 2 ** 31, 1, 0) },
  { name: 'arrays in arrays, a hundred thousand deep', answer: 'nack', update: () => {
    const deep = Array.from({ length: 100_000 }, () => [117, 1]).flat()
    return bytes(1, 1, 1, 0, 8, 1, 't', 1, Uint8Array.from([...deep, 126]), 0)
  } },
]

test.each(attacks)('[collab-5] [collab-16] $name is answered with $answer and harms nobody', async ({ update, answer }) => {
  const there = await scene()
  there.mallory.update(update(there.victim.doc))
  if (answer === 'nack') expect((await there.mallory.next('nack', 0)).code).toBeGreaterThan(0)
  else await there.mallory.next('step1', 1)
  expect(there.mallory.all('ack')).toEqual([])
  await unharmed(there)
})

/** So many elements, each inside the one before, as an update of mallory's own, from her clock `from` on. */
function nested(depth: number, from = 0): Uint8Array {
  const parts: (number | string | Uint8Array)[] = [1, depth, 999, from]
  for (let i = from; i < from + depth; i++) parts.push(...(i === 0 ? [7, 1, 'x', 3, 'p'] : [7, 0, 999, i - 1, 3, 'p']))
  return bytesOf([...parts, 0])
}

test('[collab-41] elements nested twenty thousand deep are refused and harm nobody, at once or step by step', async () => {
  const there = await scene()
  there.mallory.update(nested(20_000))
  expect(await there.mallory.next('nack', 0)).toMatchObject({ count: 1, code: NACK.tooDeep })
  for (let from = 0; from < 64; from += 16) there.mallory.update(nested(16, from))
  await there.mallory.acknowledged(5)
  there.mallory.update(nested(1, 64))
  expect(await there.mallory.next('nack', 1)).toMatchObject({ count: 6, code: NACK.tooDeep })
  await unharmed(there)
  for (const doc of [there.victim.doc, await reloaded(there.world.log)]) expect(doc.getXmlFragment('x').toString()).toBe('<p>'.repeat(64) + '</p>'.repeat(64))
})

test('[collab-5] [collab-23] a reader who deletes the words of a writer, in an update or in step 2, is refused', async () => {
  const there = await scene()
  const rita = await RawClient.open(there.world.url, 'rita')
  const copy = await reloaded(there.world.log)
  rita.update(updateOf(copy, () => copy.getText('t').delete(0, honestText.length)))
  expect((await rita.next('nack', 0)).code).toBe(NACK.forbidden)
  rita.step2(copy)
  expect((await rita.next('nack', 1)).code).toBe(NACK.forbidden)
  await unharmed(there)
})

test('[collab-15] other words in the name of the victim, beside words of mallory\u2019s own, reach no replica and no reload', async () => {
  const there = await scene()
  const lie = new Y.Doc()
  lie.clientID = there.victim.doc.clientID
  lie.getText('t').insert(0, 'E'.repeat(honestText.length))
  const own = new Y.Doc()
  own.getMap('m').set('mine', 1)
  there.mallory.update(Y.mergeUpdates([Y.encodeStateAsUpdate(lie), Y.encodeStateAsUpdate(own)]))
  await there.mallory.acknowledged(1)
  await unharmed(there)
  const late = stockClient(there.world.url, 'ben')
  await until('who comes late reads the honest text', () => textOf(late.doc) === `Still here. ${honestText}`)
})

test('[collab-12] eleven thousand updates that wait for what never comes harm nobody, and end in a refusal', async () => {
  const there = await scene()
  for (let i = 0; i < 11_000; i++) there.mallory.update(bytes(1, 1, 10_000 + i, 0, Uint8Array.of(132), 5, 0, 'pending', 0))
  await there.mallory.next('nack', 0)
  await unharmed(there)
})

test('[collab-14] a deletion in a hundred thousand pieces is too much, and quickly said', async () => {
  const there = await scene()
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'x'.repeat(190_000))
  there.mallory.update(Y.encodeStateAsUpdate(doc))
  await there.mallory.acknowledged(1)
  const ranges = Array.from({ length: 90_000 }, (_, i) => [2 * i, 1]).flat()
  there.mallory.update(bytesOf([0, 1, doc.clientID, 90_000, ...ranges]))
  expect(await there.mallory.next('nack', 0)).toMatchObject({ count: 2, code: NACK.tooLarge })
  expect((await reloaded(there.world.log)).getText('t').length).toBe(190_000 + honestText.length)
})

test('[collab-14] a state vector of a hundred thousand strangers closes its socket with 4429', async () => {
  const there = await scene()
  const entries = Array.from({ length: 100_000 }, (_, i) => [i + 1, 1]).flat()
  there.mallory.send(writeStep1(bytesOf([100_000, ...entries])))
  expect(await there.mallory.closed()).toBe(4429)
  await unharmed(there)
})

test.each<readonly [string, Uint8Array | string]>([
  ['a text frame', 'hello'],
  ['an empty frame', new Uint8Array()],
  ['a message of an unknown kind', Uint8Array.of(42, 1, 2)],
  ['a state vector that is none', Uint8Array.of(0, 0, 3, 255, 255, 255)],
  ['presence that is none', Uint8Array.of(1, 3, 9, 9, 9)],
])('[collab-1] %s closes its socket with 4403 and harms nobody', async (_name, frame) => {
  const there = await scene()
  there.mallory.send(frame)
  expect(await there.mallory.closed()).toBe(4403)
  await unharmed(there)
})

test('[collab-18] a frame of more than four megabytes closes its socket with 4429, which a stock client takes for good', async () => {
  const there = await scene()
  there.mallory.send(new Uint8Array(5 * 1024 * 1024))
  expect(await there.mallory.closed()).toBe(4429)
  await unharmed(there)
})

test('[collab-18] a reader that does not read is closed with 4503 before it costs more than its share; the others go on', async () => {
  const there = await scene()
  there.mallory.stopReading()
  const writer = await RawClient.open(there.world.url, 'ben')
  const doc = new Y.Doc()
  for (let i = 1; i <= 150 && there.world.doors.size > 3; i++) {
    writer.update(updateOf(doc, () => doc.getMap('m').set('blob', new Uint8Array(180_000).fill(i))))
    await writer.acknowledged(i)
  }
  await until('the slow reader is out', () => there.world.doors.size === 3)
  expect(writer.isOpen).toBe(true)
  await unharmed(there)
}, 30_000)

test('[collab-22] a hundred late edits, in updates and in step 2, leave a frozen text as it was', async () => {
  const there = await scene()
  const before = Y.encodeStateAsUpdate(await reloaded(there.world.log))
  const late = await reloaded(there.world.log)
  there.world.log.setLocked('draft', true)
  for (let i = 0; i < 50; i++) {
    there.mallory.update(updateOf(late, () => late.getText('t').insert(0, `late ${i} `)))
    there.mallory.step2(late)
  }
  await until('all are refused', () => there.mallory.all('nack').length === 100)
  expect(Y.encodeStateAsUpdate(await reloaded(there.world.log))).toEqual(before)
})
