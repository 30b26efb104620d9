import * as encoding from 'lib0/encoding'
import fc from 'fast-check'
import * as Y from 'yjs'
import { Depths } from './depths.ts'
import { judge, type Judgement, type Known } from './judgement.ts'
import { socketLimits } from './limits.ts'
import { NACK } from './protocol.ts'
import { Text } from './text.ts'
import { scanUpdate } from './update.ts'

const emptyText = (): Text => new Text({ head: { seq: 0, epoch: 0, locked: false }, snapshot: null, updates: [], owners: new Map() })

const knownOf = (text: Text): Known => ({
  clockOf: client => text.clockOf(client), storedClockOf: client => text.clockOf(client),
  ownerOf: client => text.ownerOf(client), mayWriteAs: () => false, hasDeleted: range => text.hasDeleted(range), depths: needed => text.depths(needed),
})

const judged = (text: Text, update: Uint8Array): Judgement => judge(update, scanUpdate(update)!, knownOf(text), 'ada', { limits: socketLimits, allowed: () => true })

function store(text: Text, data: Uint8Array): void {
  text.take({ seq: text.seq + 1, data, author: 'ada', clients: [...Y.parseUpdateMeta(data).to.keys()] })
}

const bytes = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const one of parts) {
    if (typeof one === 'string') encoding.writeVarString(encoder, one)
    else if (typeof one === 'number') encoding.writeVarUint(encoder, one)
    else encoding.writeUint8Array(encoder, one)
  }
  return encoding.toUint8Array(encoder)
}

/** A chain of elements of one client, each in the one before. */
const chain = (client: number, depth: number): Uint8Array =>
  bytes(1, depth, client, 0, 7, 1, 'x', 3, 'p', ...Array.from({ length: depth - 1 }, (_, i) => [7, 0, client, i, 3, 'p']).flat(), 0)

const tooDeep = { kind: 'refused', code: NACK.tooDeep }
const news = { kind: 'news' }
const { depth } = socketLimits

test('[collab-41] as deep as allowed is stored, one deeper is not', () => {
  expect(judged(emptyText(), chain(9, depth))).toMatchObject(news)
  expect(judged(emptyText(), chain(9, depth + 1))).toEqual(tooDeep)
})

test.each<readonly [string, Uint8Array]>([
  ['an element in the deepest one', bytes(1, 1, 8, 0, 7, 0, 9, depth - 1, 3, 'p', 0)],
  ['a word in the deepest one', bytes(1, 1, 8, 0, 4, 0, 9, depth - 1, 'word', 0)],
  ['an attribute of the deepest one', bytes(1, 1, 8, 0, 4 | 32, 0, 9, depth - 1, 'id', 'word', 0)],
  ['a child of a neighbour of the deepest one', bytes(1, 2, 8, 0, Uint8Array.of(7 | 128), 9, depth - 1, 3, 'p', 7, 0, 8, 0, 3, 'p', 0)],
  ['a child of a right neighbour of the deepest one', bytes(1, 2, 8, 0, 7 | 64, 9, depth - 1, 3, 'p', 7, 0, 8, 0, 3, 'p', 0)],
  ['two clients in turn, the one who comes second named first', bytes(2, 1, 8, 0, 7, 0, 7, 0, 3, 'p', 1, 7, 0, 7, 0, 9, depth - 2, 3, 'p', 0)],
])('[collab-41] %s is too deep', (_name, update) => {
  const text = emptyText()
  store(text, chain(9, depth))
  expect(judged(text, update)).toEqual(tooDeep)
  // What was refused leaves no trace: the same client may say something else.
  expect(judged(text, bytes(1, 1, 8, 0, 7, 0, 9, depth - 2, 3, 'p', 0))).toMatchObject(news)
})

test('[collab-41] a text that was deeper before there was a limit is loaded, goes on, and can be cleared', () => {
  const text = emptyText()
  store(text, chain(9, 1_000))
  expect(judged(text, bytes(1, 1, 8, 0, 7, 1, 'x', 3, 'p', 0))).toMatchObject(news)
  expect(judged(text, bytes(1, 1, 8, 0, 7, 0, 9, 999, 3, 'p', 0))).toEqual(tooDeep)
  expect(judged(text, bytes(0, 1, 9, 1, 0, 1))).toMatchObject(news)
})

/** How deep Yjs itself placed an item. */
function depthIn(doc: Y.Doc, client: number, clock: number): number {
  let item = Y.getItem(doc.store, Y.createID(client, clock))
  let found = 1
  for (let parent = item.parent as Y.AbstractType<unknown>; parent._item; parent = parent._item.parent as Y.AbstractType<unknown>) {
    item = parent._item
    found++
  }
  return found
}

/** One act of one of three people: in the element reached by going down `path`, put a word, an element, or an attribute; or take what another has. */
const acts = fc.array(fc.record({
  who: fc.nat(2), path: fc.array(fc.nat(4), { maxLength: 6 }), what: fc.constantFrom('word', 'element', 'attribute', 'merge'), at: fc.nat(5),
}), { minLength: 5, maxLength: 60 })

test('[collab-41] everything is known to lie as deep as Yjs places it, whatever the order in which updates come', () => {
  fc.assert(fc.property(acts, fc.boolean(), (written, known) => {
    const text = emptyText()
    if (known) text.depths(true)
    const docs = [0, 1, 2].map(who => {
      const doc = new Y.Doc({ gc: false })
      doc.clientID = 100 + who
      return doc
    })
    for (const { who, path, what, at } of written) {
      const doc = docs[who]!
      if (what === 'merge') {
        const update = Y.encodeStateAsUpdate(doc, text.stateVector())
        if (judged(text, update).kind === 'news') store(text, update)
        Y.applyUpdate(doc, text.whole())
        continue
      }
      let into: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment('x')
      for (const step of path) {
        const inner: unknown = into.length > 0 ? into.get(step % into.length) : null
        if (inner instanceof Y.XmlElement) into = inner
      }
      if (what === 'attribute' && into instanceof Y.XmlElement) into.setAttribute('id', `${at}`)
      else into.insert(at % (into.length + 1), [what === 'word' ? new Y.XmlText(`word ${at}`) : new Y.XmlElement('p')])
    }
    const whole = new Y.Doc({ gc: false })
    Y.applyUpdate(whole, text.whole())
    const depths = text.depths(true)!
    for (const [client, structs] of whole.store.clients) {
      for (const { id: { clock }, length } of structs) {
        for (const place of [clock, clock + length - 1]) expect(depths.of({ client, clock: place })).toBe(depthIn(whole, client, place))
      }
    }
  }), { numRuns: 200 })
})

test('[collab-41] what nobody has told lies nowhere', () => {
  const depths = new Depths()
  depths.learn(scanUpdate(chain(9, 3))!, () => 0)
  expect([0, 1, 2, 3].map(clock => depths.of({ client: 9, clock }))).toEqual([1, 2, 3, 3])
  expect(depths.of({ client: 8, clock: 0 })).toBe(0)
})
