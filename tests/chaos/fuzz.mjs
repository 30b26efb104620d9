// Nearly right frames from four people while two honest ones write: --frames 1000000 --seed 1. No crash, no long wait, no difference after a reload.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { chance, contentOf, frames } from './fuzz-frames.mjs'

const { values } = parseArgs({ options: {
  'frames': { type: 'string', default: '100000' }, 'seed': { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  'each-room': { type: 'string', default: '20000' }, 'quiet': { type: 'boolean', default: false },
  'result': { type: 'string', default: join(import.meta.dirname, 'results', 'fuzz.json') },
} })
const wanted = Number(values.frames)
const eachRoom = Number(values['each-room'])
const ATTACKERS = 4
const UNSENT = 256 * 1024
const PATIENCE_MS = 60_000
const AGAIN_MS = 100
const pause = ms => new Promise(resume => { setTimeout(resume, ms) })

async function until(what, holds) {
  const end = performance.now() + PATIENCE_MS
  while (!await holds()) {
    if (performance.now() > end) throw new Error(`Never happened: ${what} (seed ${values.seed})`)
    await pause(5)
  }
}

function serve() {
  const server = fork(join(import.meta.dirname, 'fuzz-server.mjs'), { execArgv: [] })
  server.once('exit', (code, signal) => {
    if (!server.isDone) throw new Error(`The server ended with ${code ?? signal} (seed ${values.seed})`)
  })
  return server
}

const answerOf = async (server, question) => {
  server.send(question)
  return (await once(server, 'message'))[0]
}

/** Somebody who sends what they please, and comes back whenever they are cut off. */
class Attacker {
  sent = 0
  cuts = 0
  #url

  constructor(url) { this.#url = url }

  async #come() {
    this.socket = new WebSocket(this.#url, ['ydoc.ack.v1'])
    this.socket.on('error', () => undefined)
    this.socket.on('message', () => undefined)
    await Promise.race([once(this.socket, 'open'), once(this.socket, 'close')])
  }

  async send(frame) {
    while (this.socket?.readyState !== WebSocket.OPEN) {
      if (this.socket) this.cuts++
      await this.#come()
    }
    this.socket.send(frame)
    this.sent++
    while (this.socket.bufferedAmount > UNSENT && this.socket.readyState === WebSocket.OPEN) await pause(1)
  }

  /** Until everything sent has been handled, or the socket is gone. */
  async done() {
    if (this.socket?.readyState !== WebSocket.OPEN) return
    this.socket.ping()
    await Promise.race([once(this.socket, 'pong'), once(this.socket, 'close')])
    this.socket.terminate()
  }
}

function honest(url, room, person) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, room, doc, { WebSocketPolyfill: WebSocket, disableBc: true, maxBackoffTime: 100, params: { ticket: person } })
  let ended = null
  provider.on('closed', ({ code }) => { ended = code })
  return { doc, provider, get ended() { return ended } }
}

/** Looks until replicas, server and log say the same, for what was sent last may still be on its way; after ten seconds it never will. */
async function compared(server, room, victim, bystander) {
  const end = performance.now() + 10_000
  const slow = []
  const faults = []
  for (;;) {
    const found = await answerOf(server, { look: room })
    slow.push(...found.slow)
    faults.push(...found.faults)
    const isSame = found.same && !found.pending && [victim, bystander].every(({ doc, ended }) => found.content === contentOf(doc) && ended === null)
    if (isSame || performance.now() > end) return { found: { ...found, slow, faults }, whole: isSame }
    await pause(50)
  }
}

/** One room full of attacks; what came of it. */
async function attack(server, url, room, luck) {
  await answerOf(server, { open: room })
  const [victim, bystander] = [honest(url, room, 'victim'), honest(url, room, 'bystander')]
  await until('the honest are in', () => victim.provider.synced && bystander.provider.synced)
  const overheard = []
  victim.doc.on('update', update => { if (overheard.push(update) > 50) overheard.shift() })
  const attackers = Array.from({ length: ATTACKERS }, (_, i) => new Attacker(`${url}/${room}?ticket=mallory${i}`))
  let words = 0
  const sources = attackers.map(() => frames(luck, overheard))
  const count = Math.min(eachRoom, wanted - told.frames)
  for (let i = 0; i < count; i++) {
    if (i % 100 === 0) victim.doc.getText('t').insert(0, `honest ${++words}. `)
    await attackers[i % ATTACKERS].send(sources[i % ATTACKERS].next().value)
    // Now and then the honest have their turn to hear what was said.
    if (i % 500 === 0) await pause(1)
  }
  await Promise.all(attackers.map(attacker => attacker.done()))
  victim.doc.getText('t').insert(0, 'Still here. ')
  await until('the bystander sees the victim go on', () => bystander.doc.getText('t').toString().includes('Still here. ') && contentOf(victim.doc) === contentOf(bystander.doc))
  const { found, whole } = await compared(server, room, victim, bystander)
  const lost = Array.from({ length: words }, (_, i) => `honest ${i + 1}. `).filter(sentence => !victim.doc.getText('t').toString().includes(sentence)).length
  const replica = contentOf(victim.doc)
  for (const { provider, doc } of [victim, bystander]) {
    provider.destroy()
    doc.destroy()
  }
  told.frames += count
  told.stored += found.stored
  told.cuts += attackers.reduce((sum, { cuts }) => sum + cuts, 0)
  told.faults.push(...found.faults)
  told.slow.push(...found.slow.map(frame => ({ room, frame })))
  if (!whole) told.differences.push({ room, ...found, slow: undefined, faults: undefined, replica, ended: [victim.ended, bystander.ended] })
  // Mallory may delete the victim's words, as every drafter may; what counts is that all replicas and the log say the same.
  told.deletedByOthers += lost
}

/** A frame that took long is sent again, alone: a machine that was busy with something else is not a stall. */
async function slowAgain(server, url, suspects) {
  if (suspects.length === 0) return 0
  await answerOf(server, { open: 'again' })
  const attacker = new Attacker(`${url}/again?ticket=again`)
  for (const { frame } of suspects) await attacker.send(Buffer.from(frame, 'base64'))
  await attacker.done()
  return (await answerOf(server, { look: 'again' })).slow.length
}

const told = { frames: 0, stored: 0, cuts: 0, deletedByOthers: 0, faults: [], slow: [], differences: [] }
const began = performance.now()
const server = serve()
const [{ port }] = await once(server, 'message')
const url = `ws://127.0.0.1:${port}/collab`
for (let round = 0; told.frames < wanted; round++) {
  // Each room has luck of its own, so that it can be tried again alone with --seed.
  await attack(server, url, `room-${round}`, chance(Number(values.seed) + round))
  if (!values.quiet) process.stderr.write(`${told.frames} frames, ${told.differences.length} differences, ${told.stored} stored, ${told.cuts} times cut off\n`)
}
const stalls = await slowAgain(server, url, told.slow)
server.isDone = true
server.disconnect()
const result = {
  command: `npm run chaos -- fuzz --frames ${wanted} --seed ${values.seed}`, date: new Date().toISOString(), seed: Number(values.seed), frames: told.frames,
  seconds: Math.round((performance.now() - began) / 1_000), stored: told.stored, cuts: told.cuts, crashes: 0, deletedByOthers: told.deletedByOthers,
  faults: told.faults.length, [`over${AGAIN_MS}ms`]: stalls, differences: told.differences.length,
}
if (values.result !== 'none') {
  mkdirSync(dirname(values.result), { recursive: true })
  writeFileSync(values.result, `${JSON.stringify(result, null, 2)}\n`)
}
process.stdout.write(`${JSON.stringify(result)}\n`)
for (const difference of told.differences.slice(0, 3)) process.stderr.write(`${JSON.stringify(difference, null, 1)}\n`)
for (const fault of told.faults.slice(0, 3)) process.stderr.write(`${fault}\n`)
process.exit(stalls + result.faults + result.differences === 0 ? 0 : 1)
