import * as encoding from 'lib0/encoding'
import fc from 'fast-check'
import * as Y from 'yjs'
import { judge, type Judgement, type Known } from './judgement.ts'
import { socketLimits } from './limits.ts'
import { Places } from './places.ts'
import { NACK } from './protocol.ts'
import { Text } from './text.ts'
import { scanUpdate } from './update.ts'

const emptyText = (): Text => new Text({ head: { seq: 0, epoch: 0, locked: false }, snapshot: null, updates: [], owners: new Map() })

const knownOf = (text: Text): Known => ({
  clockOf: client => text.clockOf(client), storedClockOf: client => text.clockOf(client),
  ownerOf: client => text.ownerOf(client), mayWriteAs: () => false, hasDeleted: range => text.hasDeleted(range), places: needed => text.places(needed),
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
    if (known) text.places(true)
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
    const places = text.places(true)!
    for (const [client, structs] of whole.store.clients) {
      for (const { id: { clock }, length } of structs) {
        for (const place of [clock, clock + length - 1]) expect(places.depthOf({ client, clock: place })).toBe(depthIn(whole, client, place))
      }
    }
  }), { numRuns: 200 })
})

/** A letter of a client that says beside what it was written. `null` names nobody: at the beginning or the end of the text. */
interface Letter { readonly client: number; readonly clock: number; readonly left: Letter | null; readonly right: Letter | null }

const letter = ({ client, clock, left, right }: Letter): Uint8Array => bytes(
  1, 1, client, clock, Uint8Array.of(4 | (left ? 128 : 0) | (right ? 64 : 0)), ...left ? [left.client, left.clock] : [], ...right ? [right.client, right.clock] : [],
  ...left || right ? [] : [1, 't'], String.fromCodePoint(0x4e00 + client * 64 + clock), 0)

const readIn = (updates: readonly Uint8Array[]): string => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  return doc.getText('t').toString()
}

/** Letters with any two neighbours, one for each draw: numbers choose the client and the neighbours among all there is. */
const draws = fc.array(fc.record({ client: fc.nat(4), left: fc.nat(12), right: fc.nat(12) }), { minLength: 3, maxLength: 14 })

test('[collab-43] what is accepted reads the same one update after the other, in another order, and merged', () => {
  fc.assert(fc.property(draws, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (wanted, luck) => {
    const text = emptyText()
    const letters: Letter[] = []
    for (const { client: who, left, right } of wanted) {
      const client = who + 1
      const one = { client, clock: text.clockOf(client), left: letters[left - 1] ?? null, right: letters[right - 1] ?? null }
      if (judged(text, letter(one)).kind !== 'news') continue
      store(text, letter(one))
      letters.push(one)
    }
    const written = letters.map(letter)
    const inOrder = readIn(written)
    expect(readIn([Y.mergeUpdates(written)])).toBe(inOrder)
    // Another order in which each comes after what it was written beside and after what its client wrote before.
    const left = new Set(letters)
    const shuffled: Letter[] = []
    for (let i = 0; left.size > 0; i++) {
      const free = [...left].filter(one => ![...left].some(other => other === one.left || other === one.right || (other.client === one.client && other.clock < one.clock)))
      const next = free[luck[i]! % free.length]!
      left.delete(next)
      shuffled.push(next)
    }
    expect(readIn(shuffled.map(letter))).toBe(inOrder)
  }), { numRuns: 1_500 })
})

const a = { client: 1, clock: 0, left: null, right: null }
const b = { client: 1, clock: 1, left: a, right: null }
const c = { client: 1, clock: 2, left: b, right: null }
const elsewhere = bytes(1, 1, 9, 0, Uint8Array.of(4), 1, 'x', 'z', 0)
const z = { client: 9, clock: 0, left: null, right: null }
test.each<readonly [string, Letter | null, Letter | null, string]>([
  ['between two neighbours', a, b, 'news'],
  ['at the beginning', null, a, 'news'],
  ['at the end', c, null, 'news'],
  ['before and behind the same letter', b, b, 'refused'],
  ['before what stands further in front', c, b, 'refused'],
  ['around what was written before its neighbour', a, c, 'refused'],
  ['in front of what was written behind another', null, b, 'refused'],
  ['between two lists', a, z, 'refused'],
])('[collab-43] a letter %s: %s', (_name, left, right, outcome) => {
  const text = emptyText()
  for (const one of [a, b, c]) store(text, letter(one))
  store(text, elsewhere)
  const judgement = judged(text, letter({ client: 7, clock: 0, left, right }))
  expect(judgement).toMatchObject(outcome === 'news' ? news : { kind: 'refused', code: NACK.malformed })
})

test('[collab-43] the rest of something of which the beginning is there is looked at too', () => {
  const text = emptyText()
  store(text, bytes(1, 1, 1, 0, Uint8Array.of(4), 1, 't', 'words', 0))
  const whole = (right: number): Uint8Array => bytes(1, 1, 1, 3, Uint8Array.of(4 | 128 | 64), 1, 2, 1, right, 'ds and more', 0)
  expect(judged(text, whole(1))).toMatchObject({ kind: 'refused', code: NACK.malformed })
  const behindTheRest = bytes(1, 1, 1, 3, Uint8Array.of(4 | 128), 1, 2, 'ds and more', 0)
  expect(judged(text, behindTheRest)).toMatchObject(news)
})

/** What three people do with one text and one list of paragraphs, and take back, and do again, while they hear of each other now and then. */
const honestActs = fc.array(fc.record({
  who: fc.nat(2), what: fc.constantFrom('write', 'write', 'embed', 'format', 'delete', 'paragraph', 'cut', 'undo', 'redo', 'hear'), at: fc.nat(40), length: fc.nat(6),
}), { minLength: 10, maxLength: 80 })

test('[collab-43] nothing that honest people write, take back or do again is refused', () => {
  fc.assert(fc.property(honestActs, acted => {
    const text = emptyText()
    const people = [0, 1, 2].map(who => {
      const doc = new Y.Doc()
      doc.clientID = 100 + who
      return { doc, undo: new Y.UndoManager([doc.getText('t'), doc.getXmlFragment('x')], { captureTimeout: 0 }) }
    })
    const hear = ({ doc }: { readonly doc: Y.Doc }): void => {
      const update = Y.encodeStateAsUpdate(doc, text.stateVector())
      const judgement = judged(text, update)
      expect(judgement.kind).not.toBe('refused')
      if (judgement.kind === 'news') store(text, judgement.data)
      Y.applyUpdate(doc, text.whole())
    }
    for (const { who, what, at, length } of acted) {
      const { doc, undo } = people[who]!
      const words = doc.getText('t')
      const list = doc.getXmlFragment('x')
      const spot = at % (words.length + 1)
      const span = Math.min(length, words.length - spot)
      if (what === 'write') words.insert(spot, 'words '.slice(0, 1 + length))
      else if (what === 'embed') words.insertEmbed(spot, { image: 'x' })
      else if (what === 'format') words.format(spot, span, { strong: length % 2 === 0 ? true : null })
      else if (what === 'delete') words.delete(spot, span)
      else if (what === 'paragraph') list.insert(at % (list.length + 1), [new Y.XmlElement('p'), new Y.XmlText('said')])
      else if (what === 'cut' && list.length > 0) list.delete(at % list.length, 1)
      else if (what === 'undo') undo.undo()
      else if (what === 'redo') undo.redo()
      else if (what === 'hear') hear(people[who]!)
    }
    for (const person of [...people, ...people]) hear(person)
    expect(new Set(people.map(({ doc }) => doc.getText('t').toString() + doc.getXmlFragment('x').toString())).size).toBe(1)
  }), { numRuns: 400 })
})

test('[collab-41] what nobody has told lies nowhere', () => {
  const places = new Places()
  places.learn(scanUpdate(chain(9, 3))!, () => 0)
  expect([0, 1, 2, 3].map(clock => places.depthOf({ client: 9, clock }))).toEqual([1, 2, 3, 3])
  expect(places.depthOf({ client: 8, clock: 0 })).toBe(0)
})
