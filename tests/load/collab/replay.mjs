// A recorded session by two or more people, written anew: each has a document and a socket of their own, and knows only what they knew then.
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const PATIENCE_MS = 120_000
const PORTION = 200
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

const NOTHING = new Uint8Array([0, 0])

/**
 * Writes what somebody wrote, and says it as an update. A patch counts characters, Yjs counts UTF-16: they differ beyond the basic plane.
 * The document is listened to only meanwhile: with a listener Yjs encodes also what it learns.
 */
function apply(doc, patches) {
  const text = doc.getText('content')
  let update = NOTHING
  const listen = bytes => { update = bytes }
  doc.on('update', listen)
  doc.transact(() => {
    for (const [at, deleted, inserted] of patches) {
      if (deleted) text.delete(at, deleted)
      if (inserted) text.insert(at, inserted)
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
    replicas.push(replicaOf(agent, replicas.length + 1))
    return replicas.at(-1)
  }
  trace.txns.forEach(({ agent, parents, patches }, number) => {
    const replica = replicaFor(agent, parents)
    learn(replica, parents)
    const update = apply(replica.doc, patches)
    const end = Y.getState(replica.doc.store, replica.client)
    const read = parents.map(parent => ({ client: written[parent].client, clock: written[parent].end }))
    written[number] = { agent, client: replica.client, update, end, read }
    replica.has.add(number)
    replica.wrote = number
  })
  return written
}

/** A sequential trace is one person's. */
export function typedBy(trace) {
  const doc = new Y.Doc()
  doc.clientID = 1
  return trace.txns.map(({ patches }) => ({ agent: 0, update: apply(doc, patches), read: [] }))
}

async function join(url, room, name) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { WebSocketPolyfill: WebSocket, disableBc: true, params: { ticket: name } })
  await new Promise(resolve => { provider.once('sync', resolve) })
  return { doc, provider, text: () => doc.getText('content').toString() }
}

async function until(what, holds) {
  const end = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Never happened: ${what}`)
    await pause(1)
  }
}

/** The beginning of a trace, with the text as it was then. */
export function beginningOf(trace, count) {
  const beginning = { ...trace, txns: trace.txns.slice(0, count) }
  const doc = new Y.Doc()
  for (const { update } of trace.kind === 'concurrent' ? updatesOf(beginning) : typedBy(beginning)) Y.applyUpdate(doc, update)
  return { ...beginning, endContent: doc.getText('content').toString() }
}

/** Replays a trace over real sockets, until everybody reads what was written, and somebody who comes only then too. */
export async function replayTogether(url, room, trace, names = Array.from({ length: trace.numAgents ?? 1 }, (_, i) => `person${i + 1}`)) {
  const written = trace.kind === 'concurrent' ? updatesOf(trace) : typedBy(trace)
  const people = await Promise.all(names.map(name => join(url, room, name)))
  for (const [i, { agent, update, read }] of written.entries()) {
    const { doc } = people[agent]
    await until('what they had read then has arrived', () => read.every(({ client, clock }) => Y.getState(doc.store, client) >= clock))
    Y.applyUpdate(doc, update)
    if (i % PORTION === 0) await pause(1)
  }
  await until('everybody reads the same', () => people.every(person => person.text() === trace.endContent))
  const late = await join(url, room, names[0])
  await until('who comes late reads it', () => late.text() === trace.endContent)
  for (const { provider, doc } of [...people, late]) {
    provider.destroy()
    doc.destroy()
  }
  return { edits: written.length, people: people.length }
}
