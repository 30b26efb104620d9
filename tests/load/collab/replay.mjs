// A recorded session by two or more people, written anew: each has a document and a socket of their own, and knows only what they knew then.
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const PATIENCE_MS = 120_000
const PORTION = 200
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

const NOTHING = new Uint8Array([0, 0])

const insert = (_, text, at, inserted) => text.insert(at, inserted)

/**
 * Inserts right behind the visible character before `at`, in front of what was deleted there, where recorders of branches put it; Yjs itself goes
 * behind what was deleted. It matters where others insert at the same place at once.
 */
function insertInFront(transaction, text, at, inserted) {
  let [left, right, rest] = [null, text._start, at]
  while (right !== null && rest > 0 && (right.deleted || right.length <= rest)) {
    if (!right.deleted) rest -= right.length
    left = right
    right = right.right
  }
  if (rest > 0 && right === null) throw new RangeError(`${at} is behind the end of the text`)
  const { store, clientID } = transaction.doc
  const within = offset => Y.createID(right.id.client, right.id.clock + offset)
  const [origin, rightOrigin] = rest > 0 ? [within(rest - 1), within(rest)] : [left && left.lastId, right && right.id]
  const item = new Y.Item(Y.createID(clientID, Y.getState(store, clientID)), null, origin, null, rightOrigin, text, null, new Y.ContentString(inserted))
  item.getMissing(transaction, store)
  item.integrate(transaction, 0)
  // The places that Yjs remembers have moved.
  text._searchMarker.length = 0
}

/**
 * Writes what somebody wrote, and says it as an update. A patch counts characters, Yjs counts UTF-16: they differ beyond the basic plane.
 * The document is listened to only meanwhile: with a listener Yjs encodes also what it learns.
 */
function apply(doc, patches, inserting) {
  const text = doc.getText('content')
  let update = NOTHING
  const listen = bytes => { update = bytes }
  doc.on('update', listen)
  doc.transact(transaction => {
    for (const [at, deleted, inserted] of patches) {
      if (deleted) text.delete(at, deleted)
      if (inserted) inserting(transaction, text, at, inserted)
    }
  })
  doc.off('update', listen)
  return update
}

/** Somebody as they were then: their document, which transactions it has, and the last they wrote in it. */
function replicaOf(agent, client) {
  const doc = new Y.Doc()
  doc.clientID = client
  return { agent, client, doc, has: new Set(), wrote: -1 }
}

/** Whether a transaction is among what these know; parents come before their children. */
function isKnown(number, parents, txns) {
  const waiting = [...parents]
  const visited = new Set()
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next === number) return true
    if (next < number || visited.has(next)) continue
    visited.add(next)
    waiting.push(...txns[next].parents)
  }
  return false
}

/**
 * What each transaction of a concurrent trace wrote, and what its author had read before: built by following who knew what. Whoever goes on
 * from a text without their own last words, as on another branch, does so in another document.
 */
export function updatesOf(trace) {
  const replicas = []
  const written = []
  const learn = (replica, parents) => {
    // Mostly a parent is the last of some document, which then holds just what was known there.
    for (const parent of parents) {
      const source = replicas.find(({ wrote }) => wrote === parent)
      if (!source || source === replica) continue
      Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(source.doc, Y.encodeStateVector(replica.doc)))
      for (const number of source.has) replica.has.add(number)
    }
    const missing = []
    for (const waiting = [...parents]; waiting.length > 0;) {
      const number = waiting.pop()
      if (replica.has.has(number)) continue
      replica.has.add(number)
      missing.push(number)
      waiting.push(...trace.txns[number].parents)
    }
    for (const number of missing.sort((a, b) => a - b)) Y.applyUpdate(replica.doc, written[number].update)
  }
  const replicaFor = (agent, parents) => {
    const known = replicas.find(replica => replica.agent === agent && isKnown(replica.wrote, parents, trace.txns))
    if (known) return known
    // The first replica of each has the number of their place among all: by it Yjs orders what they insert at one place.
    const others = replicas.filter(replica => replica.agent === agent).length
    replicas.push(replicaOf(agent, 1 + agent + others * trace.numAgents))
    return replicas.at(-1)
  }
  trace.txns.forEach(({ agent, parents, patches }, number) => {
    const replica = replicaFor(agent, parents)
    learn(replica, parents)
    // All of it, not only what the parents wrote: who only deleted has written nothing that could be waited for.
    const read = [...Y.decodeStateVector(Y.encodeStateVector(replica.doc))]
    const update = apply(replica.doc, patches, insertInFront)
    written[number] = { agent, update, read }
    replica.has.add(number)
    replica.wrote = number
  })
  return written
}

/** A sequential trace is one person's. */
export function typedBy(trace) {
  const doc = new Y.Doc()
  doc.clientID = 1
  return trace.txns.map(({ patches }) => ({ agent: 0, update: apply(doc, patches, insert), read: [] }))
}

async function join(url, room, name) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { WebSocketPolyfill: WebSocket, disableBc: true, params: { ticket: name } })
  const person = { doc, provider, cuts: [], text: () => doc.getText('content').toString() }
  provider.on('connection-close', event => {
    if (event !== null) person.cuts.push(`${event.code} ${event.reason}`)
  })
  await new Promise(resolve => { provider.once('sync', resolve) })
  return person
}

async function until(what, people, holds) {
  const end = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Never happened: ${what}. Connections that ended: ${people.flatMap(({ cuts }) => cuts).join(', ') || 'none'}`)
    await pause(1)
  }
}

/** The text that Yjs makes of what was written, in one document. */
function mergedText(written) {
  const doc = new Y.Doc()
  for (const { update } of written) Y.applyUpdate(doc, update)
  return doc.getText('content').toString()
}

const writtenIn = trace => trace.kind === 'concurrent' ? updatesOf(trace) : typedBy(trace)

/** The beginning of a trace, with the text as it was then. */
export function beginningOf(trace, count) {
  const beginning = { ...trace, txns: trace.txns.slice(0, count) }
  return { ...beginning, endContent: mergedText(writtenIn(beginning)) }
}

/** At how many places two texts of one length differ; of texts of different length all do. */
const differing = (text, other) => text.length === other.length ? [...text].filter((sign, place) => sign !== other[place]).length : Math.max(text.length, other.length)

const names = trace => Array.from({ length: trace.numAgents ?? 1 }, (_, place) => `person${place + 1}`)

/**
 * Replays a trace over real sockets, until everybody reads what was written, and somebody who comes only then too. `differing`: at how many places
 * that text is not the one of the trace, which Yjs decides where a trace has several insertions at one place at once.
 */
export async function replayTogether(url, room, trace, { people: persons = names(trace), told = () => undefined } = {}) {
  told('who knew what')
  const written = writtenIn(trace)
  const text = mergedText(written)
  told(`${written.length} edits by ${persons.length}`)
  // Each closes its connection when the process ends.
  process.setMaxListeners(persons.length + 20)
  const people = await Promise.all(persons.map(name => join(url, room, name)))
  for (const [i, { agent, update, read }] of written.entries()) {
    const { doc } = people[agent]
    await until('what they had read then has arrived', people, () => read.every(([client, clock]) => Y.getState(doc.store, client) >= clock))
    Y.applyUpdate(doc, update)
    if (i % PORTION === 0) {
      await pause(1)
      told(`${i} of ${written.length} edits`)
    }
  }
  for (const person of people) await until('everybody reads the same', people, () => person.text() === text)
  told('everybody reads the same')
  const late = await join(url, room, persons[0])
  await until('who comes late reads it', [late], () => late.text() === text)
  for (const { provider, doc } of [...people, late]) {
    provider.destroy()
    doc.destroy()
  }
  return { edits: written.length, people: people.length, differing: differing(text, trace.endContent) }
}
