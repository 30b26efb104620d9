import * as encoding from 'lib0/encoding'
import fc from 'fast-check'
import * as Y from 'yjs'
import { judge, type Judgement, type Known } from './judgement.ts'
import { socketLimits } from './limits.ts'
import { NACK } from './protocol.ts'
import { Text } from './text.ts'
import { scanUpdate } from './update.ts'

const allowed = (name: string, key: string | null): boolean => (name === 't' && key === null) || (name === 'm' && key !== null) || (name === 'x' && key === null)

/** A text that holds these updates, each by a person. */
function textWith(...updates: readonly (readonly [string, Uint8Array])[]): Text {
  const stored = updates.map(([author, data], i) => ({ seq: i + 1, data, author, clients: [...Y.parseUpdateMeta(data).to.keys()] }))
  return new Text({ head: { seq: stored.length, epoch: 0, locked: false }, snapshot: null, updates: stored, owners: new Map() })
}

const knownOf = (text: Text): Known => ({
  clockOf: client => text.clockOf(client), storedClockOf: client => text.clockOf(client),
  ownerOf: client => text.ownerOf(client), mayWriteAs: () => false, hasDeleted: range => text.hasDeleted(range), places: needed => text.places(needed),
})

function judged(text: Text, author: string, update: Uint8Array, limits = socketLimits): Judgement {
  const scan = scanUpdate(update)
  return scan ? judge(update, scan, knownOf(text), author, { limits, allowed }) : { kind: 'refused', code: NACK.malformed }
}

/** The first byte of an item that names what stands to its left, and holds a string. */
const afterSomething = Uint8Array.of(128 | 4)

const bytes = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const one of parts) {
    if (typeof one === 'string') encoding.writeVarString(encoder, one)
    else if (typeof one !== 'number') encoding.writeUint8Array(encoder, one)
    else encoding.writeVarUint(encoder, one)
  }
  return encoding.toUint8Array(encoder)
}

/** A text that ada wrote, as client 10: "base ". */
function adasText(): { text: Text; doc: Y.Doc } {
  const doc = new Y.Doc()
  doc.clientID = 10
  doc.getText('t').insert(0, 'base ')
  return { text: textWith(['ada', Y.encodeStateAsUpdate(doc)]), doc }
}

const edit = (doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  change(doc)
  return Y.encodeStateAsUpdate(doc, before)
}

describe('what is malformed', () => {
  test.each([
    ['an item of no length, which freezes its place in the text', bytes(1, 1, 999, 0, 4, 1, 't', '', 0)],
    ['an update cut short', bytes(1, 1, 999, 0, 4, 1, 't', 'word').subarray(0, 8)],
    ['an update with more behind it', bytes(1, 1, 999, 0, 4, 1, 't', 'word', 0, 0)],
    ['counts without content', bytes(2 ** 40)],
    ['a billion structs that are not there', bytes(1, 2 ** 30, 1, 0)],
    ['a client in two sections, of which Yjs reads the last', bytes(2, 1, 9, 0, 4, 1, 't', 'a', 1, 9, 0, 4, 1, 't', 'b', 0)],
    ['a null character', bytes(1, 1, 9, 0, 4, 1, 't', 'a\0b', 0)],
    ['a deletion of nothing', bytes(0, 1, 10, 1, 0, 0)],
    ['an unknown kind of content', bytes(1, 1, 9, 0, 11, 1, 't', 0)],
    ['an unknown kind of type', bytes(1, 1, 9, 0, 7, 1, 't', 9, 0)],
    ['the key __proto__', edit(new Y.Doc(), doc => doc.getMap('m').set('__proto__', 1))],
    ['a sub-document', edit(new Y.Doc(), doc => doc.getMap('m').set('d', new Y.Doc({ guid: 'another-room' })))],
    ['a value nested a hundred deep', edit(new Y.Doc(), doc => doc.getMap('m').set('deep', Array.from({ length: 100 }).reduce<unknown>(inner => [inner], 1)))],
    ['the object key __proto__', edit(new Y.Doc(), doc => doc.getMap('m').set('k', JSON.parse('{"__proto__": {"polluted": 1}}')))],
  ])('[collab-10] %s', (_name, update) => {
    expect(judged(adasText().text, 'mallory', update)).toEqual({ kind: 'refused', code: NACK.malformed })
  })
})

describe('whose a client is', () => {
  test('[collab-11] nobody else continues it, whether with words or with a claim of two billion clocks', () => {
    const { text, doc } = adasText()
    const forger = new Y.Doc()
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(doc))
    forger.clientID = 10
    const forged = edit(forger, () => forger.getText('t').insert(5, 'EVIL!'))
    expect(judged(text, 'mallory', forged)).toEqual({ kind: 'refused', code: NACK.forbidden })
    expect(judged(text, 'mallory', bytes(1, 1, 10, 5, 0, 2 ** 31, 0))).toEqual({ kind: 'refused', code: NACK.forbidden })
    expect(judged(text, 'ada', forged)).toMatchObject({ kind: 'news', claims: [] })
  })

  test('[collab-11] a new client is claimed by who writes as it', () => {
    const { text } = adasText()
    const update = edit(new Y.Doc(), doc => doc.getText('t').insert(0, 'mine'))
    const [client] = Y.parseUpdateMeta(update).to.keys()
    expect(judged(text, 'ben', update)).toMatchObject({ kind: 'news', claims: [client] })
  })
})

describe('what is never stored', () => {
  test.each([
    ['deletes words that nobody has typed yet', bytes(0, 1, 10, 1, 5, 1_000_000)],
    ['deletes words of a client nobody knows', bytes(0, 1, 77, 1, 0, 1)],
    ['begins after a hole', bytes(1, 1, 77, 5, afterSomething, 77, 4, 'late', 0)],
    ['skips over a hole', bytes(1, 2, 77, 0, 10, 3, afterSomething, 77, 2, 'late', 0)],
    ['builds on words that are not there', bytes(1, 1, 77, 0, afterSomething, 88, 0, 'on nothing', 0)],
    ['builds on itself', bytes(1, 1, 77, 0, afterSomething, 77, 0, 'loop', 0)],
    ['waits in a circle', bytes(2, 1, 78, 0, afterSomething, 77, 0, 'a', 1, 77, 0, afterSomething, 78, 0, 'b', 0)],
    ['hangs under a type that is not there', bytes(1, 1, 77, 0, 4, 0, 88, 0, 'orphan', 0)],
  ])('[collab-12] an update that %s', (_name, update) => {
    expect(judged(adasText().text, 'mallory', update)).toEqual({ kind: 'gap' })
  })

  test('[collab-12] parts of several clients that build on each other in turn are stored, in whatever order they come', () => {
    const one = new Y.Doc()
    const two = new Y.Doc()
    one.clientID = 20
    two.clientID = 21
    for (let i = 0; i < 40; i++) {
      one.getText('t').insert(one.getText('t').length, `a${i}`)
      Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
      two.getText('t').insert(two.getText('t').length, `b${i}`)
      Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    }
    expect(judged(textWith(), 'ada', Y.encodeStateAsUpdate(one))).toMatchObject({ kind: 'news' })
  })
})

test.each([
  ['a root nobody agreed on', edit(new Y.Doc(), doc => doc.getMap('hidden').set('k', 1))],
  ['a map used as a list', edit(new Y.Doc(), doc => doc.getArray('m').push([1]))],
  ['a text used as a map', edit(new Y.Doc(), doc => doc.getMap('t').set('k', 1))],
])('[collab-13] %s is refused', (_name, update) => {
  expect(judged(textWith(), 'mallory', update)).toEqual({ kind: 'refused', code: NACK.malformed })
})

test.each([
  ['clocks', { clocks: 9 }], ['deletions', { deletions: 2 }], ['strangers', { strangers: 0 }],
])('[collab-14] more %s than allowed are too much', (_name, less) => {
  const { text, doc } = adasText()
  const update = edit(doc, () => {
    doc.clientID = 30
    doc.getText('t').insert(5, '0123456789')
    for (const at of [4, 2, 0]) doc.getText('t').delete(at, 1)
  })
  expect(judged(text, 'ada', update, { ...socketLimits, ...less })).toEqual({ kind: 'refused', code: NACK.tooLarge })
  expect(judged(text, 'ada', update)).toMatchObject({ kind: 'news' })
})

/** The same clocks of the same client with other words, as an attacker says them, and one new word of the attacker's own. */
function lying(about: Y.Doc, words: string, client: number): Uint8Array {
  const lie = new Y.Doc()
  lie.clientID = about.clientID
  lie.getText('t').insert(0, words)
  const own = new Y.Doc()
  own.clientID = client
  own.getMap('m').set('mine', 1)
  return Y.mergeUpdates([Y.encodeStateAsUpdate(lie), Y.encodeStateAsUpdate(own)])
}

test('[collab-15] other words for what is stored already are cut away, so that no merge can believe them', () => {
  const { text, doc } = adasText()
  const judgement = judged(text, 'mallory', lying(doc, 'EVIL!', 99))
  expect(judgement.kind).toBe('news')
  const data = judgement.kind === 'news' ? judgement.data : new Uint8Array()
  expect([...Y.parseUpdateMeta(data).to.keys()]).toEqual([99])
  for (const order of [[text.whole(), data], [data, text.whole()]]) {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.mergeUpdates(order))
    expect([copy.getText('t').toString(), copy.getMap('m').get('mine')]).toEqual(['base ', 1])
  }
})

test('[collab-15] an update that repeats a part of what is stored brings the rest', () => {
  const { text, doc } = adasText()
  doc.getText('t').insert(5, 'and more')
  const judgement = judged(text, 'ada', Y.encodeStateAsUpdate(doc))
  const data = judgement.kind === 'news' ? judgement.data : new Uint8Array()
  expect(Y.parseUpdateMeta(data).from.get(10)).toBe(5)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.mergeUpdates([data, text.whole()]))
  expect(copy.getText('t').toString()).toBe('base and more')
})

test('[collab-15] only the deletions that are new are stored', () => {
  const { doc } = adasText()
  doc.getText('t').delete(0, 2)
  const text = textWith(['ada', Y.encodeStateAsUpdate(doc)])
  doc.getText('t').delete(1, 1)
  const whole = Y.encodeStateAsUpdate(doc)
  const judgement = judged(text, 'ada', Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))
  expect(judgement).toMatchObject({ kind: 'news', deletions: [{ client: 10, clock: 0, length: 2 }, { client: 10, clock: 3, length: 1 }].slice(1) })
  const copy = new Y.Doc()
  Y.applyUpdate(copy, text.whole())
  if (judgement.kind === 'news') Y.applyUpdate(copy, judgement.data)
  expect(copy.getText('t').toString()).toBe(doc.getText('t').toString())
  expect(judged(textWith(['ada', whole]), 'rita', whole)).toEqual({ kind: 'nothing' })
})

describe('everything that is accepted', () => {
  const honest: Uint8Array[] = []
  const doc = new Y.Doc()
  doc.clientID = 40
  doc.on('update', update => { honest.push(update) })
  doc.getText('t').insert(0, 'hello 👋 wörld')
  doc.getText('t').format(0, 3, { strong: {} })
  doc.getText('t').delete(1, 2)
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment('x').insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText('abc')])
  paragraph.setAttribute('id', '1')
  doc.getMap('m').set('k', { a: [1, 2.5, -3, { b: null, c: undefined, d: true }] })
  doc.getMap('m').set('b', new Uint8Array(9))
  honest.push(Y.encodeStateAsUpdate(doc))

  const mutations = fc.array(fc.tuple(fc.constantFrom('set', 'flip', 'cut', 'drop', 'splice'), fc.nat(), fc.nat()), { minLength: 0, maxLength: 6 })
  const mutated = (update: Uint8Array, changes: readonly (readonly [string, number, number])[]): Uint8Array => {
    let result = [...update]
    for (const [kind, where, what] of changes) {
      const at = where % Math.max(1, result.length)
      if (kind === 'set') result[at] = what % 256
      if (kind === 'flip') result[at] = (result[at] ?? 0) ^ (1 << (what % 8))
      if (kind === 'cut') result = result.slice(0, at + 1)
      if (kind === 'drop') result.splice(at, 1)
      if (kind === 'splice') result.splice(at, 0, ...[...honest[what % honest.length]!].slice(what % 7))
    }
    return Uint8Array.from(result)
  }

  test('[collab-16] leaves nothing pending, and a copy made from the log says what the live copy says', () => {
    let accepted = 0
    fc.assert(fc.property(fc.nat(honest.length - 1), mutations, (which, changes) => {
      const update = mutated(honest[which]!, changes)
      const base = new Y.Doc()
      base.getText('t').insert(0, 'base')
      const text = textWith(['ada', Y.encodeStateAsUpdate(base)])
      const judgement = judged(text, 'mallory', update)
      if (judgement.kind !== 'news') return
      accepted++
      Y.applyUpdate(base, judgement.data)
      expect([base.store.pendingStructs, base.store.pendingDs]).toEqual([null, null])
      expect(new Map([...judgement.reach].map(([client]) => [client, Y.getState(base.store, client)]))).toEqual(judgement.reach)
      base.getText('t').insert(0, 'honest ')
      const again = new Y.Doc()
      Y.applyUpdate(again, Y.encodeStateAsUpdate(base))
      expect(again.getText('t').toString()).toBe(base.getText('t').toString())
      expect(again.store.pendingStructs).toBeNull()
      const merged = new Y.Doc()
      Y.applyUpdate(merged, Y.mergeUpdates([text.whole(), judgement.data]))
      expect(merged.store.pendingStructs).toBeNull()
    }), { numRuns: 8_000 })
    expect(accepted).toBeGreaterThan(100)
  }, 60_000)

  test('[collab-16] no honest update is ever refused: editing, deleting, formatting, going away and coming back', () => {
    const step = fc.tuple(fc.nat(2), fc.constantFrom('insert', 'delete', 'format', 'key', 'element', 'leave', 'sync'), fc.nat(1_000), fc.nat(20))
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const people = ['ada', 'ben', 'cyn'].map((name, i) => {
        const mine = new Y.Doc()
        mine.clientID = 50 + i
        return { name, doc: mine, sent: Y.encodeStateVector(mine) }
      })
      let text = textWith()
      const log: (readonly [string, Uint8Array])[] = []
      const send = ({ name, doc: mine }: (typeof people)[number]): void => {
        const judgement = judged(text, name, Y.encodeStateAsUpdate(mine, text.stateVector()))
        if (judgement.kind === 'nothing') return
        expect(judgement.kind).toBe('news')
        if (judgement.kind === 'news') log.push([name, judgement.data])
        text = textWith(...log)
      }
      for (const [who, what, where, much] of steps) {
        const person = people[who]!
        change(person.doc, what, where, much)
        if (what !== 'leave') send(person)
        if (what === 'sync') Y.applyUpdate(person.doc, text.missing(Y.encodeStateVector(person.doc)))
      }
      for (const person of [...people, ...people]) {
        send(person)
        for (const { doc: other } of people) Y.applyUpdate(other, text.missing(Y.encodeStateVector(other)))
      }
      const copy = new Y.Doc()
      Y.applyUpdate(copy, text.whole())
      for (const { doc: mine } of people) expect(mine.getText('t').toDelta()).toEqual(copy.getText('t').toDelta())
      for (const { doc: mine } of people) expect(mine.getXmlFragment('x').toString()).toBe(copy.getXmlFragment('x').toString())
    }), { numRuns: 150 })
  }, 60_000)
})

function change(doc: Y.Doc, what: string, where: number, much: number): void {
  const text = doc.getText('t')
  const fragment = doc.getXmlFragment('x')
  const at = where % (text.length + 1)
  if (what === 'insert' || what === 'leave') text.insert(at, 'word '.repeat(1 + much % 3))
  if (what === 'delete') text.delete(at, Math.min(much, text.length - at))
  if (what === 'format') text.format(at, Math.min(much, text.length - at), { em: {} })
  if (what === 'key') doc.getMap('m').set(`k${much % 3}`, where)
  if (what !== 'element') return
  if (fragment.length > 2) return fragment.delete(where % fragment.length, 1)
  const element = new Y.XmlElement('paragraph')
  fragment.insert(0, [element])
  element.insert(0, [new Y.XmlText('text')])
}
