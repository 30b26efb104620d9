// Frames that are nearly right: real messages with something changed in them. The same seed makes the same frames.
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Numbers by chance, the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = limit => Math.floor(next() * limit)
  return { below, pick: items => items[below(items.length)], bytes: length => Uint8Array.from({ length }, () => below(256)) }
}

const oddBytes = [0, 1, 2, 4, 8, 10, 31, 32, 64, 127, 128, 132, 192, 255]
const oddNumbers = [0, 1, 2, 127, 128, 16_383, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER]

const varUint = number => encoding.encode(encoder => encoding.writeVarUint(encoder, number))
const joined = parts => Buffer.concat(parts)

/** One change to some bytes. `other` is something else of the same kind, to be grafted on. */
const changes = [
  (bytes, { below }) => bytes.with(below(bytes.length), below(256)),
  (bytes, { below, pick }) => bytes.with(below(bytes.length), pick(oddBytes)),
  (bytes, { below }) => bytes.with(below(bytes.length), bytes[below(bytes.length)]),
  (bytes, { below }) => bytes.slice(0, below(bytes.length)),
  (bytes, { below, pick }) => {
    const at = below(bytes.length)
    return joined([bytes.slice(0, at), varUint(pick(oddNumbers)), bytes.slice(at + below(3))])
  },
  (bytes, { below }) => {
    const [from, to] = [below(bytes.length), below(bytes.length)]
    return joined([bytes.slice(0, to), bytes.slice(from, from + below(40)), bytes.slice(to)])
  },
  (bytes, { below }, other) => joined([bytes.slice(0, below(bytes.length)), other.slice(below(other.length))]),
  (bytes, { below, bytes: some }) => joined([bytes, some(below(20))]),
  bytes => bytes,
]

function changed(bytes, luck, other) {
  let result = Uint8Array.from(bytes)
  for (let times = luck.below(3); times >= 0; times--) if (result.length > 0) result = Uint8Array.from(luck.pick(changes)(result, luck, other))
  return result
}

/** Somebody who writes all sorts of things, to have real updates to change. */
class Author {
  updates = []
  #doc = new Y.Doc()

  constructor(luck) {
    this.#doc.clientID = 1 + luck.below(2 ** 32 - 1)
    this.#doc.on('update', update => { this.updates.push(update) })
    for (let i = 0; i < 40; i++) this.#write(luck)
  }

  #write(luck) {
    const text = this.#doc.getText('t')
    const at = luck.below(text.length + 1)
    const xml = this.#doc.getXmlFragment('x')
    const map = this.#doc.getMap('m')
    luck.pick([
      () => text.insert(at, 'words '.repeat(1 + luck.below(4))),
      () => text.insert(at, '😀é'),
      () => text.delete(at, Math.min(luck.below(9), text.length - at)),
      () => text.format(at, Math.min(4, text.length - at), { strong: true }),
      () => text.insertEmbed(at, { image: 'x' }),
      () => map.set(`k${luck.below(3)}`, luck.pick([1, 'two', [3], { four: 4 }, null, 5.5, true, new Uint8Array(3)])),
      () => map.set('inner', new Y.Array()),
      () => map.delete(`k${luck.below(3)}`),
      () => xml.insert(0, [new Y.XmlElement('p'), new Y.XmlText('said')]),
      () => { if (xml.length > 1) xml.delete(luck.below(xml.length), 1) },
    ])()
  }
}

/** Text in pieces of equal form: where a mark that changes nothing still stands, one reader sees two pieces and another one. */
function pieces(text) {
  const whole = []
  for (const { insert, attributes } of text.toDelta()) {
    const last = whole.at(-1)
    const form = JSON.stringify(Object.entries(attributes ?? {}).sort())
    if (typeof insert === 'string' && typeof last?.insert === 'string' && last.form === form) last.insert += insert
    else whole.push({ insert, form })
  }
  return whole
}

/** What a document says. The order of keys in a map is no part of it. */
export const contentOf = doc => JSON.stringify([pieces(doc.getText('t')), Object.entries(doc.getMap('m').toJSON()).sort(), doc.getXmlFragment('x').toString()])

const message = (...parts) => encoding.encode(encoder => {
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
})

/** Makes frames for ever. `overheard` are updates of honest people, to be forged. */
export function* frames(luck, overheard) {
  for (;;) {
    const { updates } = new Author(luck)
    for (let i = 0; i < 200; i++) {
      // Every other frame is as it should be, so that there is something for the next to spoil.
      if (i % 2 === 0 && i / 2 < updates.length) yield message(0, 2, updates[i / 2])
      const pool = overheard.length > 0 && luck.below(4) === 0 ? overheard : updates
      const bytes = changed(luck.pick(pool), luck, luck.pick(updates))
      const state = encoding.encode(encoder => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, luck.below(2 ** 32))
        encoding.writeVarUint(encoder, luck.below(1_000))
        encoding.writeVarString(encoder, luck.pick(['{"user":{"name":"The Chair"}}', 'null', '{', '[]', `{"a":"${'x'.repeat(luck.below(6_000))}"}`]))
      })
      const kind = luck.below(100)
      if (kind < 72) yield message(0, 2, bytes)
      else if (kind < 88) yield message(0, 1, bytes)
      else if (kind < 92) yield message(0, 0, luck.below(8) ? Y.encodeStateVectorFromUpdate(luck.pick(updates)) : changed(Uint8Array.of(2, 1, 5, 9, 9), luck, bytes))
      else if (kind < 97) yield message(1, luck.below(20) ? state : changed(state, luck, bytes))
      else if (kind < 98) yield changed(message(0, 2, bytes), luck, bytes)
      else if (kind < 99) yield luck.bytes(1 + luck.below(60))
      else yield message(3)
    }
  }
}
