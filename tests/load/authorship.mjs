// Who wrote what in a text of 150,000 words by 20 people: asked again, asked after news, asked cold, and made anew from the whole log.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { Authorship } from '../../libs/provenance/dist/index.js'

const words = Number(process.argv[2] ?? 150_000)
const edits = Number(process.argv[3] ?? 20_000)
const people = 20
const rounds = 7
const limit = 200

const vocabulary = ('the operator shall keep records of events that occur while a system is in use and make them available to competent authorities upon reasoned '
  + 'request for periods appropriate to intended purpose taking into account risks to health safety and fundamental rights of natural persons').split(' ')

let random = 20_261_127
/** The same numbers in every run. */
const below = size => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) % size
const sentence = length => `${Array.from({ length }, () => vocabulary[below(vocabulary.length)]).join(' ')}. `

/** A text of one clause for each 190 words, written by 20 people, each with a client of their own, who then type, delete, split and join in it. */
function history() {
  const log = []
  const ydoc = new Y.Doc({ gc: false })
  let author = 0
  ydoc.on('update', bytes => log.push({ seq: log.length + 1, bytes, author: `person-${author}`, at: log.length * 3_000 }))
  const as = (person, act) => {
    author = person
    ydoc.clientID = person + 1
    ydoc.transact(() => act(ydoc))
  }
  const clauses = Array.from({ length: Math.ceil(words / 190) }, (_, number) => `c${number}`)
  const element = text => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(text)])
    return paragraph
  }
  for (const clause of clauses) as(below(people), () => ydoc.getXmlFragment(`b:${clause}`).insert(0, [element(sentence(95)), element(sentence(95))]))
  for (let edit = 0; edit < edits; edit++) {
    as(below(people), () => {
      const body = ydoc.getXmlFragment(`b:${clauses[below(clauses.length)]}`)
      const at = below(body.length)
      const text = body.get(at).get(0)
      const kind = below(100)
      const offset = below(text.length + 1)
      if (kind < 80) text.insert(offset, kind < 70 ? 'abcdefgh'[below(8)] : sentence(6))
      else if (kind < 95) text.delete(offset, Math.min(below(12) + 1, text.length - offset))
      else if (kind < 98) {
        const tail = text.toString().slice(offset)
        text.delete(offset, tail.length)
        body.insert(at + 1, [element(tail)])
      } else if (at + 1 < body.length) {
        const tail = body.get(at + 1).get(0).toString()
        body.delete(at + 1, 1)
        text.insert(text.length, tail)
      }
    })
  }
  return log
}

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const timed = act => {
  const start = performance.now()
  const result = act()
  return [performance.now() - start, result]
}
const measured = act => {
  const times = Array.from({ length: rounds }, () => act())
  return { median: Number(median(times).toFixed(1)), least: Number(Math.min(...times).toFixed(1)), most: Number(Math.max(...times).toFixed(1)) }
}

/** What everybody else does: count by the client that inserted, which gives a split paragraph to who split it. */
function byClient(ydoc) {
  const counts = new Map()
  for (const [client, structs] of ydoc.store.clients) {
    for (const struct of structs) if (!struct.deleted && struct.content instanceof Y.ContentString) counts.set(client, (counts.get(client) ?? 0) + struct.length)
  }
  return counts
}

const log = history()
const news = 100
const before = Authorship.empty()
before.advance(log.slice(0, -news))
before.clauses()
const stored = before.store()
const whole = Authorship.empty()
whole.advance(log)
whole.clauses()

const results = {
  'asked again, nothing new': measured(() => timed(() => whole.clauses())[0]),
  [`asked after ${news} more edits`]: measured(() => {
    const one = Authorship.restore(stored)
    one.clauses()
    return timed(() => {
      one.advance(log.slice(-news))
      return one.clauses()
    })[0]
  }),
  [`asked cold: read from the store, ${news} more edits, counted`]: measured(() => timed(() => {
    const one = Authorship.restore(stored)
    one.advance(log.slice(-news))
    return one.clauses()
  })[0]),
  'one clause, word by word': measured(() => timed(() => whole.blocks('c7'))[0]),
  stored: measured(() => timed(() => whole.store())[0]),
  'made anew from the whole log': measured(() => timed(() => {
    const one = Authorship.empty()
    one.advance(log)
    return one.clauses()
  })[0]),
  'beside it: the same log applied, authors not looked at': measured(() => timed(() => {
    const ydoc = new Y.Doc({ gc: false })
    for (const { bytes } of log) Y.applyUpdate(ydoc, bytes)
  })[0]),
  'beside it: counted by client, wrong after every split': measured(() => timed(() => byClient(whole.ydoc))[0]),
}

const characters = whole.clauses().reduce((sum, { shares }) => sum + shares.reduce((own, share) => own + share.characters, 0), 0)
console.log(`${Math.round(characters / 6.1)} words, ${log.length} updates of ${people} people, ${whole.clauses().length} clauses, stored ${(stored.length / 1e6).toFixed(2)} MB, ${cpus().length} cores`)
console.table(Object.fromEntries(Object.entries(results).map(([name, { median: ms, least, most }]) => [name, { 'median ms': ms, least, most }])))
const cold = results[`asked cold: read from the store, ${news} more edits, counted`].median
console.log(cold <= limit ? `Within ${limit} ms.` : `More than ${limit} ms.`)
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'authorship.json'), `${JSON.stringify({ words, edits, people, characters, updates: log.length, bytes: stored.length, cpus: cpus().length, node: process.version, limit, results }, null, 2)}\n`)
process.exitCode = cold <= limit ? 0 : 1
