import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readMessage, writeUpdate } from '@plenary/collab/protocol'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { CollabService } from '../../apps/api/src/collab/collab.service.ts'
import { ImportsService } from '../../apps/api/src/formats/imports.service.ts'
import { enterCommittee, type TestApi, type TestCommittee, testApi } from '../api.ts'
import { until, updateOf } from '../collab/clients.ts'
import { openDraft } from '../draft.ts'

const fileName = 'eu-ai-act-structured.json'
const bytes = readFileSync(fileURLToPath(new URL(`../../seeds/texts/${fileName}`, import.meta.url)))

let api: TestApi
let committee: TestCommittee
let act: string
let other: string
beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { 'secretary@long.example': 'secretary', 'drafter@long.example': 'drafter' })
  const secretary = await api.signIn('secretary@long.example')
  act = await openDraft(api, committee, secretary)
  other = await openDraft(api, committee, secretary)
  const drafter = { personId: committee.people['drafter@long.example']!, sessionId: null, name: '', email: '', isAdministrator: false }
  const brought = await api.get(ImportsService).bring(drafter, { draftId: act, file: { fileName, bytes }, replace: false })
  if (!brought.ok) throw new Error(brought.refusal.message)
}, 120_000)
afterAll(() => api.close())

test('the whole AI Act is frozen and read at its last number within two seconds, while others go on writing another text (B14)', async () => {
  const { cookie } = await api.signIn('drafter@long.example')
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/collab/${other}`, ['ydoc.ack.v1'], { headers: { cookie, origin: api.url } })
  const sent: number[] = []
  const waits: number[] = []
  let inside = false
  socket.on('message', data => {
    inside = true
    const message = readMessage(new Uint8Array(data as Buffer))
    if (message?.type === 'ack') for (let count = waits.length; count < message.count; count += 1) waits.push(performance.now() - sent[count]!)
  })
  await until('the writer is in', () => inside)
  const ydoc = new Y.Doc()
  const write = (): void => {
    sent.push(performance.now())
    socket.send(writeUpdate(updateOf(ydoc, () => ydoc.getMap('meta').set('title', `Title ${sent.length}`))))
  }
  const writing = setInterval(write, 20)
  await until('the writer writes', () => waits.length > 5)
  const blocked = monitorEventLoopDelay({ resolution: 10 })
  blocked.enable()
  const from = waits.length
  const began = performance.now()
  const { frozen, document } = await api.db.transaction(async tx => {
    const frozen = await api.get(CollabService).freeze(tx, act)
    return { frozen, document: await api.get(CollabService).materialise(act, frozen.seq, tx) }
  })
  const took = performance.now() - began
  blocked.disable()
  clearInterval(writing)
  await until('all is stored', () => waits.length === sent.length)
  socket.close()
  const [head] = await api.db.query<{ seq: string; locked: boolean }[]>('select seq, locked from text_head where room = $1', [act])
  expect(head).toEqual({ seq: String(frozen.seq), locked: true })
  expect(document.clauses.filter(clause => clause.kind === 'article')).toHaveLength(113)
  expect(took).toBeLessThan(2_000)
  // Nobody who writes elsewhere waits for it.
  expect(Math.max(...waits.slice(from))).toBeLessThan(1_000)
  expect(blocked.max / 1e6).toBeLessThan(500)
}, 60_000)
