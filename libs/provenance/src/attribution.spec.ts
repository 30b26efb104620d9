import fc from 'fast-check'
import * as Y from 'yjs'
import { Authorship, type AuthoredUpdate } from './authorship.ts'

/** A character with its author, as somebody would note it who watches everybody's hands. */
interface Letter { readonly letter: string; readonly author: string }

/** The same acts done to a shared text and to a plain list of letters: the second knows nothing of Yjs. */
class Table {
  readonly log: AuthoredUpdate[] = []
  readonly notes: { readonly clause: string; paragraphs: Letter[][] }[] = [{ clause: 'a', paragraphs: [[]] }, { clause: 'b', paragraphs: [[]] }]
  private readonly ydoc = new Y.Doc()
  private clips: Letter[][] = []
  private author = 'ana'
  private words = 0

  constructor() {
    this.ydoc.on('update', (bytes: Uint8Array) => this.log.push({ seq: this.log.length + 1, bytes, author: this.author, at: this.log.length }))
    for (const { clause } of this.notes) this.body(clause).insert(0, [this.element('')])
  }

  as(author: string): void { this.author = author }

  /** No two words are alike, so that none is taken for another by chance. */
  type(where: number): void {
    const { text, letters, offset } = this.place(where)
    const word = `${(++this.words * 7919 + 46656).toString(36)}qx${this.words} `
    text.insert(offset, word)
    letters.splice(offset, 0, ...[...word].map(letter => ({ letter, author: this.author })))
  }

  erase(where: number, length: number): void {
    const { text, letters, offset } = this.place(where)
    const much = Math.min(length, letters.length - offset)
    if (much === 0) return
    text.delete(offset, much)
    this.clips.push(letters.splice(offset, much))
  }

  /** Puts back something erased before that is long enough to be known. */
  paste(where: number): void {
    const clip = this.clips.filter(one => one.length >= 12).at(-1 - where % 3)
    if (!clip) return
    const { text, letters, offset } = this.place(where)
    this.clips = this.clips.filter(one => one !== clip)
    text.insert(offset, clip.map(({ letter }) => letter).join(''))
    letters.splice(offset, 0, ...clip)
  }

  split(where: number): void {
    const { clause, at, text, letters, offset } = this.place(where)
    const tail = letters.splice(offset)
    clause.paragraphs.splice(at + 1, 0, tail)
    this.ydoc.transact(() => {
      text.delete(offset, tail.length)
      this.body(clause.clause).insert(at + 1, [this.element(tail.map(({ letter }) => letter).join(''))])
    })
  }

  join(where: number): void {
    const { clause, at, text, letters } = this.place(where)
    const next = clause.paragraphs[at + 1]
    if (!next) return
    clause.paragraphs.splice(at + 1, 1)
    this.ydoc.transact(() => {
      this.body(clause.clause).delete(at + 1, 1)
      text.insert(letters.length, next.map(({ letter }) => letter).join(''))
    })
    letters.push(...next)
  }

  /** To the end of another clause, as a paragraph of another type. */
  move(where: number): void {
    const { clause, at, letters } = this.place(where)
    const other = this.notes.find(one => one !== clause)!
    if (clause.paragraphs.length < 2) return
    clause.paragraphs.splice(at, 1)
    other.paragraphs.push(letters)
    this.ydoc.transact(() => {
      this.body(clause.clause).delete(at, 1)
      this.body(other.clause).push([this.element(letters.map(({ letter }) => letter).join(''), 'note')])
    })
  }

  noted(): string { return JSON.stringify(this.notes.map(({ clause, paragraphs }) => [clause, grouped(paragraphs.flat())])) }

  private place(where: number) {
    const clause = this.notes[where % 2]!
    const at = (where >> 1) % clause.paragraphs.length
    const letters = clause.paragraphs[at]!
    return { clause, at, letters, text: (this.body(clause.clause).get(at) as Y.XmlElement).get(0) as Y.XmlText, offset: (where >> 3) % (letters.length + 1) }
  }

  private body(clause: string): Y.XmlFragment { return this.ydoc.getXmlFragment(`b:${clause}`) }

  private element(words: string, name = 'paragraph'): Y.XmlElement {
    const element = new Y.XmlElement(name)
    element.insert(0, [new Y.XmlText(words)])
    return element
  }
}

/** Neighbours of one author as one stretch: when they wrote is not what is compared. */
function grouped(letters: readonly { readonly author: string }[]): [string, number][] {
  const list: [string, number][] = []
  for (const { author } of letters) {
    const last = list.at(-1)
    if (last?.[0] === author) last[1]++
    else list.push([author, 1])
  }
  return list
}

const read = (authorship: Authorship): string => JSON.stringify(['a', 'b'].map(clause =>
  [clause, grouped(authorship.blocks(clause).flatMap(({ written }) => written.flatMap(({ author, length }) => Array<{ author: string }>(length).fill({ author }))))]))

type Act = { readonly who: string; readonly what: 'type' | 'erase' | 'paste' | 'split' | 'join' | 'move'; readonly where: number; readonly length: number }

const acts = fc.array(fc.record({
  who: fc.constantFrom('ana', 'ben', 'cem'),
  what: fc.constantFrom<Act['what']>('type', 'type', 'type', 'type', 'erase', 'erase', 'paste', 'split', 'join', 'move'),
  where: fc.nat(4_000), length: fc.integer({ min: 1, max: 40 }),
}), { minLength: 5, maxLength: 70 })

function done(history: readonly Act[]): Table {
  const table = new Table()
  for (const { who, what, where, length } of history) {
    table.as(who)
    if (what === 'erase') table.erase(where, length)
    else table[what](where)
  }
  return table
}

test('[provenance-1][provenance-2][provenance-4] whoever watches every hand notes the same authors, letter by letter', () => {
  fc.assert(fc.property(acts, history => {
    const table = done(history)
    const whole = Authorship.empty()
    whole.advance(table.log)
    expect(read(whole)).toBe(table.noted())
  }), { numRuns: 300 })
}, 60_000)

test('[provenance-5] stored anywhere and gone on with, it knows the same as from the whole log', () => {
  fc.assert(fc.property(acts, fc.array(fc.nat(60), { maxLength: 4 }), (history, stops) => {
    const { log } = done(history)
    const whole = Authorship.empty()
    whole.advance(log)
    let parted = Authorship.empty()
    for (const stop of [...stops.map(one => one % log.length).sort((a, b) => a - b), log.length]) {
      parted.advance(log.slice(parted.seq, stop))
      parted = Authorship.restore(parted.store())
    }
    expect(parted.seq).toBe(log.length)
    expect(parted.clauses()).toEqual(whole.clauses())
    expect(['a', 'b'].map(clause => parted.blocks(clause))).toEqual(['a', 'b'].map(clause => whole.blocks(clause)))
    expect(Y.encodeStateAsUpdate(parted.ydoc)).toEqual(Y.encodeStateAsUpdate(whole.ydoc))
  }), { numRuns: 150 })
}, 60_000)

test('[provenance-6] people who write at the same time and without a connection: every letter has one author, and it is one of them', () => {
  const step = fc.record({ who: fc.nat(2), what: fc.constantFrom('type', 'erase', 'meet', 'meet'), where: fc.nat(500), length: fc.integer({ min: 1, max: 30 }) })
  fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), steps => {
    const people = ['ana', 'ben', 'cem'].map(name => ({ name, ydoc: new Y.Doc() }))
    const server = new Y.Doc()
    const log: AuthoredUpdate[] = []
    const meet = ({ name, ydoc }: typeof people[number]): void => {
      const bytes = Y.encodeStateAsUpdate(ydoc, Y.encodeStateVector(server))
      if (bytes.length > 2) log.push({ seq: log.length + 1, bytes, author: name, at: log.length })
      Y.applyUpdate(server, bytes)
      Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(ydoc)))
    }
    const [first] = people
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('The operator keeps records. ')])
    first!.ydoc.getXmlFragment('b:a').insert(0, [paragraph])
    people.forEach(meet)
    for (const { who, what, where, length } of steps) {
      const one = people[who]!
      const text = (one.ydoc.getXmlFragment('b:a').get(0) as Y.XmlElement).get(0) as Y.XmlText
      const at = where % (text.length + 1)
      if (what === 'type') text.insert(at, `word${where} `)
      else if (what === 'erase') text.delete(at, Math.min(length, text.length - at))
      else meet(one)
    }
    people.forEach(meet)
    const whole = Authorship.empty()
    whole.advance(log)
    const letters = ((whole.ydoc.share.get('b:a') as unknown as { _start: Y.Item })._start.content as Y.ContentType).type as Y.XmlElement
    const text = (letters._start!.content as Y.ContentType).type as Y.XmlText
    const counted = whole.clauses().flatMap(({ shares }) => shares)
    let length = 0
    for (let item = text._start; item !== null; item = item.right) if (!item.deleted) length += item.length
    expect(counted.reduce((sum, { characters }) => sum + characters, 0)).toBe(length)
    expect(counted.every(({ author }) => people.some(({ name }) => name === author))).toBe(true)
  }), { numRuns: 150 })
}, 60_000)

test('[provenance-7] an update that is no part of a text is left out and named; all others are there', () => {
  const table = done([{ who: 'ana', what: 'type', where: 0, length: 1 }, { who: 'ben', what: 'type', where: 0, length: 1 }])
  const log = [...table.log, { seq: table.log.length + 1, bytes: Uint8Array.of(7, 7, 7), author: 'mallory', at: 0 }]
  const whole = Authorship.empty()
  whole.advance(log)
  expect(whole.unreadable).toEqual([log.length])
  expect(read(whole)).toBe(table.noted())
  expect(Authorship.restore(whole.store()).unreadable).toEqual([log.length])
  expect(() => whole.advance([log[0]!])).toThrow('cannot follow')
})
