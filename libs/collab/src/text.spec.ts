import fc from 'fast-check'
import * as Y from 'yjs'
import type { StoredText, StoredUpdate } from './ports.ts'
import { foldHere, mergeMany, Text } from './text.ts'

const asStored = (updates: readonly Uint8Array[], more: Partial<StoredText> = {}): StoredText => ({
  head: { seq: updates.length, epoch: 0, locked: false }, snapshot: null, owners: new Map(),
  updates: updates.map((data, i): StoredUpdate => ({ seq: i + 1, data, author: 'ada', clients: [...Y.parseUpdateMeta(data).to.keys()] })), ...more,
})

/** Updates of a text that people typed and deleted. */
function typed(steps: readonly (readonly [number, number])[]): { updates: Uint8Array[]; doc: Y.Doc } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', update => { updates.push(update) })
  const text = doc.getText('t')
  for (const [where, much] of steps) {
    const at = where % (text.length + 1)
    if (much > 3) text.delete(at, Math.min(much, text.length - at))
    else text.insert(at, `word${where} `)
  }
  return { updates, doc }
}

const copyOf = (...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const steps = fc.array(fc.tuple(fc.nat(500), fc.nat(9)), { minLength: 1, maxLength: 250 })

test('[collab-27] a text gives everybody exactly what they lack, before and after it is folded', async () => {
  await fc.assert(fc.asyncProperty(steps, fc.nat(250), async (written, seen) => {
    const { updates, doc } = typed(written)
    const text = new Text(asStored(updates))
    const behind = copyOf(...updates.slice(0, seen % (updates.length + 1)))
    const before = Y.encodeStateVector(behind)
    Y.applyUpdate(behind, text.missing(before))
    expect(behind.getText('t').toDelta()).toEqual(doc.getText('t').toDelta())
    expect(Y.decodeStateVector(text.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
    await text.settle(foldHere)
    const late = copyOf(...updates.slice(0, seen % (updates.length + 1)))
    Y.applyUpdate(late, text.missing(before))
    expect(late.getText('t').toDelta()).toEqual(doc.getText('t').toDelta())
    expect(copyOf(text.whole()).getText('t').toDelta()).toEqual(doc.getText('t').toDelta())
  }), { numRuns: 100 })
}, 30_000)

test('[collab-28] what is stored while a text is being folded is not lost, and a text loaded from the snapshot says the same', async () => {
  const { updates, doc } = typed(Array.from({ length: 120 }, (_, i) => [i * 7, i % 6] as const))
  const early = updates.slice(0, 100)
  const text = new Text(asStored(early))
  let fold = (): void => undefined
  const waiting = new Promise<void>(resolve => { fold = resolve })
  const settling = text.settle(async parts => {
    await waiting
    return foldHere(parts)
  })
  updates.slice(100).forEach((data, i) => text.take({ seq: 101 + i, data, author: 'ada', clients: [] }))
  fold()
  const snapshot = await settling
  expect([snapshot.upTo, text.seq, text.tailLength]).toEqual([100, updates.length, updates.length - 100])
  expect(copyOf(text.whole()).getText('t').toString()).toBe(doc.getText('t').toString())
  const loaded = new Text({ ...asStored(updates), snapshot, updates: asStored(updates).updates.slice(100) })
  expect(copyOf(loaded.whole()).getText('t').toString()).toBe(doc.getText('t').toString())
})

test('[collab-9] stored bytes with a hole, a missing end or nonsense in them are not a text', () => {
  const { updates } = typed([[0, 1], [1, 1], [2, 1]])
  const whole = asStored(updates)
  expect(() => new Text({ ...whole, updates: [whole.updates[0]!, whole.updates[2]!] })).toThrow('cannot follow')
  expect(() => new Text({ ...whole, updates: whole.updates.slice(0, 2) })).toThrow('its head says 3')
  expect(() => new Text({ ...whole, updates: [{ ...whole.updates[0]!, data: Uint8Array.of(7) }] })).toThrow('cannot be read')
})

test('merging a thousand updates in portions says the same as applying them', () => {
  const { updates, doc } = typed(Array.from({ length: 1_000 }, (_, i) => [i * 13, i % 7] as const))
  expect(copyOf(mergeMany(updates)).getText('t').toString()).toBe(doc.getText('t').toString())
  expect(mergeMany([])).toEqual(Uint8Array.of(0, 0))
})
