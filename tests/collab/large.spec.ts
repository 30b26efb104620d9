import * as Y from 'yjs'
import { NACK } from '@plenary/collab'
import { RawClient, reloaded, stockClient, textOf, until, updateOf } from './clients.ts'
import { openWorld } from './world.ts'

const sentence = 'The provider shall keep the logs that the system makes. '
const wordsOf = (text: string): number => text.split(' ').length

test('[collab-14] a text of 300,000 words is written in portions, opened and edited', async () => {
  const world = await openWorld()
  const writer = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  const portion = sentence.repeat(3_000)
  for (let i = 1; i <= 10; i++) {
    writer.update(updateOf(doc, () => doc.getText('t').insert(doc.getText('t').length, portion)))
    await writer.acknowledged(i)
  }
  expect(wordsOf(textOf(doc))).toBeGreaterThan(300_000)
  const reader = stockClient(world.url, 'ben')
  await until('the whole text is there', () => textOf(reader.doc) === textOf(doc))
  reader.doc.getText('t').insert(1_000_000, 'Here too. ')
  await until('the edit is stored', async () => textOf(await reloaded(world.log)) === textOf(reader.doc))
}, 60_000)

test('[collab-39] a text grown to its limit still opens; the next edit is refused and told why; a shorter text can grow again', async () => {
  const world = await openWorld({ textBytes: 20_000 })
  const writer = await RawClient.open(world.url, 'ada')
  const doc = new Y.Doc()
  const text = doc.getText('t')
  let count = 0
  const write = (change: () => void): void => {
    writer.update(updateOf(doc, change))
    count++
  }
  for (let i = 0; i < 19; i++) write(() => text.insert(text.length, 'x'.repeat(1_000)))
  await writer.acknowledged(count)
  const full = textOf(doc)
  write(() => text.insert(0, 'y'.repeat(2_000)))
  expect(await writer.next('nack', 0)).toMatchObject({ count, code: NACK.full })
  const reader = stockClient(world.url, 'ben')
  await until('it opens with all its text', () => textOf(reader.doc) === full)
  reader.doc.getText('t').delete(0, 10_000)
  await until('it was shortened', async () => (await reloaded(world.log)).getText('t').length === 9_000)
  reader.doc.getText('t').insert(0, 'z'.repeat(5_000))
  await until('it has grown again', async () => (await reloaded(world.log)).getText('t').length === 14_000)
  expect(reader.ended).toBeNull()
}, 30_000)
