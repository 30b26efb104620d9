import * as Y from 'yjs'
import type { News } from './judgement.ts'
import { runsOf, type Author, type Waiting } from './offer.ts'

const author = (person: string): Author => ({ person, session: person, authority: 'person', member: null, refusal: () => null, wasAsked: () => false })

function typed(by: Author, doc: Y.Doc, word: string): Waiting {
  let update: Uint8Array = new Uint8Array()
  doc.once('update', (bytes: Uint8Array) => { update = bytes })
  doc.getText('t').insert(doc.getText('t').length, word)
  const news: News = { kind: 'news', data: update, reach: new Map([[doc.clientID, doc.getText('t').length]]), claims: [], deletions: [] }
  return { update, by, news, conclude: () => undefined }
}

test('[collab-38] what one author wrote without anybody in between is one entry; the order of authors is kept', () => {
  const [ada, ben] = [author('ada'), author('ben')]
  const [adas, bens] = [new Y.Doc(), new Y.Doc()]
  const waiting = [...'abc'].map(word => typed(ada, adas, word)).concat(typed(ben, bens, 'x'), typed(ada, adas, 'd'))
  const runs = runsOf(waiting)
  expect(runs.map(({ entry, parts }) => [entry.author, parts.length])).toEqual([['ada', 3], ['ben', 1], ['ada', 1]])
  const copy = new Y.Doc()
  for (const { entry } of runs) Y.applyUpdate(copy, entry.data)
  const both = new Y.Doc()
  for (const { update } of waiting) Y.applyUpdate(both, update)
  expect(copy.getText('t').toString()).toBe(both.getText('t').toString())
})

test('[collab-38] a long burst is merged in portions, because merging many at once is slow', () => {
  const ada = author('ada')
  const doc = new Y.Doc()
  const runs = runsOf(Array.from({ length: 250 }, () => typed(ada, doc, 'x')))
  expect(runs.map(({ parts }) => parts.length)).toEqual([100, 100, 50])
})

test('[collab-38] what Yjs cannot merge is stored as it came', () => {
  const ada = author('ada')
  const odd = (data: Uint8Array): Waiting => ({ ...typed(ada, new Y.Doc(), 'x'), news: { kind: 'news', data, reach: new Map(), claims: [], deletions: [] } })
  expect(runsOf([odd(Uint8Array.of(255)), odd(Uint8Array.of(255))]).map(({ entry }) => [...entry.data])).toEqual([[255], [255]])
})
