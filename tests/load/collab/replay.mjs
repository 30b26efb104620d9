// A recorded session by two or more people, written anew: each has a document and a socket of their own, and knows only what they knew then.
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const PATIENCE_MS = 120_000
const PORTION = 200
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

/** A patch counts characters, Yjs counts UTF-16: they differ beyond the basic plane. */
function apply(doc, patches) {
  const text = doc.getText('content')
  doc.transact(() => {
    for (const [at, deleted, inserted] of patches) {
      if (deleted) text.delete(at, deleted)
      if (inserted) text.insert(at, inserted)
    }
  })
}

/** Somebody as they were then: their document, and which transactions it has. */
function agentOf(index) {
  const doc = new Y.Doc()
  doc.clientID = index + 1
  let update = null
  doc.on('update', bytes => { update = bytes })
  return { doc, has: new Set(), last: () => update }
}

/** What each transaction of a concurrent trace wrote, and what its author had read before: built by following who knew what. */
export function updatesOf(trace) {
  const agents = Array.from({ length: trace.numAgents }, (_, index) => agentOf(index))
  const written = []
  const learn = (agent, parents) => {
    const missing = []
    for (const waiting = [...parents]; waiting.length > 0;) {
      const number = waiting.pop()
      if (agent.has.has(number)) continue
      agent.has.add(number)
      missing.push(number)
      waiting.push(...trace.txns[number].parents)
    }
    for (const number of missing.sort((a, b) => a - b)) Y.applyUpdate(agent.doc, written[number].update)
  }
  trace.txns.forEach(({ agent: index, parents, patches }, number) => {
    const agent = agents[index]
    learn(agent, parents)
    apply(agent.doc, patches)
    const end = Y.getState(agent.doc.store, index + 1)
    const read = parents.map(parent => ({ client: trace.txns[parent].agent + 1, clock: written[parent].end }))
    written[number] = { agent: index, update: patches.length > 0 ? agent.last() : new Uint8Array([0, 0]), end, read }
    agent.has.add(number)
  })
  return written
}

/** A sequential trace is one person's. */
export function typedBy(trace) {
  const doc = new Y.Doc()
  doc.clientID = 1
  const written = []
  doc.on('update', update => { written.push({ agent: 0, update, read: [] }) })
  for (const { patches } of trace.txns) apply(doc, patches)
  return written
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
