import { createHash } from 'node:crypto'
import { readMessage, writeUpdate, type Message } from '@plenary/collab/protocol'
import { permissions } from '@plenary/process'
import { canonicalDocument } from '@plenary/document'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { CollabService } from '../../apps/api/src/collab/collab.service.ts'
import { DraftsService } from '../../apps/api/src/drafts/drafts.service.ts'
import { enterCommittee, testApi, type Caller, type TestApi, type TestCommittee } from '../api.ts'
import { until, updateOf } from './clients.ts'
import { StockProcess } from './stock-process.ts'

let api: TestApi
let committee: TestCommittee
let collab: CollabService
const callers: Record<string, Caller> = {}
let drafter: string
let server: string
let secret: string | undefined

beforeAll(async () => {
  api = await testApi()
  collab = api.get(CollabService)
  committee = await enterCommittee(api, {
    'drafter1@example.org': 'drafter', 'drafter2@example.org': 'drafter', 'leaving@example.org': 'drafter', 'secretary@example.org': 'secretary', 'oversight@example.org': 'oversight',
  })
  await enterCommittee(api, { 'stranger@example.org': 'drafter' })
  for (const email of [...Object.keys(committee.people), 'stranger@example.org']) callers[email] = await api.signIn(email)
  drafter = committee.people['drafter1@example.org']!
  server = `${api.url.replace('http', 'ws')}/collab`
}, 120_000)
afterAll(() => api?.close())

/** A new draft with one clause, `c1`, that says these words. */
async function draftSaying(words: string): Promise<string> {
  const viewer = { personId: committee.people['secretary@example.org']!, sessionId: null, name: '', email: '', isAdministrator: false }
  const draft = await api.get(DraftsService).create(viewer, { committeeId: committee.id, title: 'On trustworthy machines', rulebook: 'harmonization' })
  if (!draft.ok) throw new Error(draft.refusal.message)
  const written = await collab.edit(draft.value.id, drafter, ydoc => addClause(ydoc, 'c1', words))
  if (!written.ok) throw new Error(written.refusal.message)
  return draft.value.id
}

function addClause(ydoc: Y.Doc, id: string, words: string): void {
  ydoc.getMap('tree').set(id, new Y.Map(Object.entries({ parent: null, rank: id, kind: 'clause', withdrawn: false })))
  const paragraph = new Y.XmlElement('paragraph')
  ydoc.getXmlFragment(`b:${id}`).insert(0, [paragraph])
  paragraph.setAttribute('id', `${id}-1`)
  paragraph.insert(0, [new Y.XmlText(words)])
}

const headersOf = (email: string): Record<string, string> => ({ cookie: callers[email]!.cookie, origin: api.url })
const hashOf = async (draftId: string): Promise<string> => createHash('sha256').update(canonicalDocument((await collab.textOf(draftId)).document)).digest('hex')

interface Ended { readonly code: number; readonly messages: readonly Message[] }

/** Opens a plain socket, says one thing if asked, and waits for its end. */
function endOf(room: string, headers: Record<string, string>, query = ''): Promise<Ended> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${server}/${room}${query}`, { headers })
    const messages: Message[] = []
    socket.on('message', data => {
      messages.push(readMessage(new Uint8Array(data as Buffer))!)
      socket.close(1000)
    })
    socket.on('error', () => undefined)
    socket.on('close', code => resolve({ code, messages }))
  })
}

test('two published clients in processes of their own write in the same clause, and a reader sees it (contract: the socket)', async () => {
  const room = await draftSaying('Providers keep logs.')
  const one = await new StockProcess(server, room, headersOf('drafter1@example.org')).inside()
  const two = await new StockProcess(server, room, headersOf('drafter2@example.org')).inside()
  const reader = await new StockProcess(server, room, headersOf('oversight@example.org')).inside()
  one.type('c1', 10, 'shall ')
  two.type('c1', 0, 'All ')
  for (const client of [one, two, reader]) await client.sees('All Providers shall keep logs.')
  const { document } = await collab.textOf(room)
  expect(JSON.stringify(document.clauses[0]?.blocks)).toContain('All Providers shall keep logs.')
  expect(reader.closed).toBeNull()
}, 30_000)

test('[collab-22] a published client that keeps writing into a frozen text is closed with 4403, and the hash stays', async () => {
  const room = await draftSaying('This text is put to the vote.')
  const writer = await new StockProcess(server, room, headersOf('drafter1@example.org')).inside()
  writer.type('c1', 0, 'Yes: ')
  await until('it is stored', async () => (await collab.textOf(room)).seq === 3)
  const frozen = await api.db.transaction(tx => collab.freeze(tx, room))
  const document = await collab.materialise(room, frozen.seq)
  const hash = createHash('sha256').update(canonicalDocument(document)).digest('hex')
  writer.type('c1', 0, 'No! ')
  await until('the writer is closed', () => writer.closed !== null)
  expect([writer.closed, await hashOf(room)]).toEqual([4403, hash])
  expect(await collab.edit(room, drafter, ydoc => addClause(ydoc, 'c2', 'Late.'))).toMatchObject({ ok: false, refusal: { code: 'FROZEN' } })
  const refused = await api.db.transaction(tx => collab.changeWithin(tx, room, drafter, ydoc => addClause(ydoc, 'c2', 'Late.')))
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'FROZEN' } })
  await api.db.transaction(tx => collab.unfreeze(tx, room))
  const again = await new StockProcess(server, room, headersOf('drafter1@example.org')).inside()
  again.type('c1', 0, 'Again: ')
  await until('it is stored', async () => (await collab.textOf(room)).seq === 4)
}, 30_000)

test('[collab-22] a freeze waits for no socket and a socket for no freeze: whatever was acknowledged is in the frozen text, and nothing else', async () => {
  const room = await draftSaying('.')
  const acknowledged: number[] = []
  const socket = new WebSocket(`${server}/${room}`, ['ydoc.ack.v1'], { headers: headersOf('drafter1@example.org') })
  const refused: number[] = []
  const doc = new Y.Doc()
  let inside = false
  socket.on('message', data => {
    inside = true
    const message = readMessage(new Uint8Array(data as Buffer))
    if (message?.type === 'ack') acknowledged.push(message.count)
    if (message?.type === 'nack') refused.push(message.count)
  })
  await until('the socket is in', () => inside)
  const write = (i: number): void => socket.send(writeUpdate(updateOf(doc, () => doc.getMap('meta').set(`w${i}`, i))))
  let written = 0
  const writing = setInterval(() => write(++written), 1)
  await until('fifty are stored', () => (acknowledged.at(-1) ?? 0) > 50)
  const frozen = await api.db.transaction(async tx => {
    const head = await collab.freeze(tx, room)
    await collab.materialise(room, head.seq)
    return head
  })
  await until('the socket hears of it', () => refused.length > 0)
  clearInterval(writing)
  const stored = new Y.Doc()
  for (const { data } of await api.db.query<{ data: Buffer }[]>('select data from text_update where room = $1 order by seq', [room])) Y.applyUpdate(stored, data)
  const { rows: [head] } = { rows: await api.db.query<{ seq: string }[]>('select seq from text_head where room = $1', [room]) }
  expect(Number(head?.seq)).toBe(frozen.seq)
  const words = [...stored.getMap('meta').keys()].filter(key => /^w\d+$/.test(key)).length
  expect(words).toBe(acknowledged.at(-1))
  socket.close()
}, 30_000)

test.each([
  'null', 'https://plenary.example', 'http://localhost', 'http://localhost:1', 'http://127.0.0.1', 'https://127.0.0.1', 'http://127.0.0.1.evil.example', 'http://evil.example', 'http://127.0.0.2',
  'HTTP://EVIL.EXAMPLE', 'file://', 'chrome-extension://abc', 'http://[::2]', 'http://localhost.evil.example', 'http://evil.example#127.0.0.1', 'http://0.0.0.0', 'http://user@127.0.0.1', 'ws://127.0.0.1', '', ' ',
])('a cookie from the page %j opens nothing', async origin => {
  secret ??= await draftSaying('Secret.')
  const port = new URL(api.url).port
  for (const from of [origin, `${origin}:${port}.`]) {
    const { code, messages } = await endOf(secret, { cookie: callers['drafter1@example.org']!.cookie, origin: from })
    expect([code, messages]).toEqual([4403, []])
  }
})

test('nobody signed in is closed with 4401, a stranger with 4403, an unknown room with 4404', async () => {
  const room = await draftSaying('Ours.')
  expect((await endOf(room, {})).code).toBe(4401)
  expect((await endOf(room, { authorization: 'Bearer nonsense' })).code).toBe(4401)
  expect((await endOf(room, headersOf('stranger@example.org'))).code).toBe(4403)
  for (const nowhere of ['00000000-0000-4000-8000-000000000000', 'x', '%E0%A4%A', `${room}~nothing`, '..%2f..', 'a'.repeat(500)]) {
    expect((await endOf(nowhere, headersOf('drafter1@example.org'))).code).toBe(4404)
  }
})

test('a ticket opens one connection to one room, once', async () => {
  const room = await draftSaying('By ticket.')
  const other = await draftSaying('Another.')
  const ask = async (caller: string) => (await api.gql<{ socketTicket: { ticket?: string; code?: string } }>(
    'mutation ($room: String!) { socketTicket(input: { room: $room }) { ... on SocketTicket { ticket expiresAt } ... on Refusal { code } } }', { room }, callers[caller])).data.socketTicket
  const { ticket } = await ask('drafter1@example.org')
  expect((await endOf(other, {}, `?ticket=${ticket}`)).code).toBe(4401)
  expect((await endOf(room, {}, `?ticket=${ticket}`)).messages).toHaveLength(1)
  expect((await endOf(room, {}, `?ticket=${ticket}`)).code).toBe(4401)
  expect(await ask('stranger@example.org')).toEqual({ code: 'NOT_FOUND' })
  const late = (await ask('drafter1@example.org')).ticket
  await api.db.query("update socket_ticket set expires_at = clock_timestamp() - interval '1 second' where used_at is null")
  expect((await endOf(room, {}, `?ticket=${late}`)).code).toBe(4401)
})

test('[collab-19] [collab-23] a role that ends: nothing is stored after its commit, and the next word closes the socket', async () => {
  const room = await draftSaying('Before.')
  const leaving = await new StockProcess(server, room, headersOf('leaving@example.org')).inside()
  const staying = await new StockProcess(server, room, headersOf('drafter2@example.org')).inside()
  leaving.type('c1', 0, 'A ')
  await staying.sees('A Before.')
  await api.db.query('update role set until = plenary_now() where person_id = $1', [committee.people['leaving@example.org']])
  leaving.type('c1', 0, 'B ')
  await until('it is closed', () => leaving.closed !== null)
  staying.type('c1', 0, 'C ')
  await staying.sees('C A Before.')
  expect([leaving.closed, staying.text]).toEqual([4403, 'C A Before.'])
}, 30_000)

test('[collab-19] a role that ends closes the sockets it let write within a second of its commit, without a word from them', async () => {
  const room = await draftSaying('Quiet.')
  await api.db.query('update role set until = null where person_id = $1', [committee.people['leaving@example.org']])
  const leaving = await new StockProcess(server, room, headersOf('leaving@example.org')).inside()
  await api.db.query('update role set until = plenary_now() where person_id = $1', [committee.people['leaving@example.org']])
  const ended = performance.now()
  await collab.recheck(committee.people['leaving@example.org']!)
  await until('it is closed', () => leaving.closed !== null)
  expect([leaving.closed, performance.now() - ended < 1_000]).toEqual([4403, true])
}, 30_000)

test('[collab-19] an ended session closes its sockets with 4401', async () => {
  const room = await draftSaying('Signed in.')
  const caller = await api.signIn('drafter2@example.org')
  const client = await new StockProcess(server, room, { cookie: caller.cookie, origin: api.url }).inside()
  await api.send('POST', '/auth/sign-out', {}, { cookie: caller.cookie })
  await api.settle()
  await until('it is closed', () => client.closed !== null)
  expect(client.closed).toBe(4401)
}, 30_000)

test('one cell of the table of permissions decides at the socket too', async () => {
  const room = await draftSaying('The table decides.')
  const cell = permissions['text.write'].cells
  const before = cell.oversight
  cell.oversight = cell.drafter!
  try {
    const client = await new StockProcess(server, room, headersOf('oversight@example.org')).inside()
    client.type('c1', 0, 'Allowed. ')
    await until('it is stored', async () => (await collab.textOf(room)).seq === 3)
    delete cell.oversight
    client.type('c1', 0, 'Not any more. ')
    await until('it is closed', () => client.closed !== null)
    expect([client.closed, (await collab.textOf(room)).seq]).toEqual([4403, 3])
  } finally {
    if (before) cell.oversight = before
    else delete cell.oversight
  }
}, 30_000)

test('[collab-31] a change inside the transaction of another act is there with it or not at all, and shown once told', async () => {
  const room = await draftSaying('Imported text follows.')
  const client = await new StockProcess(server, room, headersOf('drafter1@example.org')).inside()
  await expect(api.db.transaction(async tx => {
    await collab.changeWithin(tx, room, drafter, ydoc => addClause(ydoc, 'c2', 'Half an import.'))
    throw new Error('the report could not be stored')
  })).rejects.toThrow('the report')
  const changed = await api.db.transaction(async tx => {
    const stored = await collab.changeWithin(tx, room, drafter, ydoc => addClause(ydoc, 'c3', 'A whole import.'))
    await collab.tell(tx, room, 'import')
    return stored
  })
  expect(changed).toMatchObject({ ok: true, value: { seq: 3 } })
  await client.sees('A whole import.')
  expect(client.text).not.toContain('Half')
}, 30_000)

test('[collab-28] a text of 150,000 words is frozen and read within two seconds, and other drafts go on meanwhile', async () => {
  const room = await draftSaying('Large.')
  const other = await draftSaying('Small.')
  const sentence = 'The provider of a high-risk system shall keep the logs that it generates for a period that is appropriate. '
  await collab.edit(room, drafter, ydoc => { for (let i = 0; i < 800; i++) addClause(ydoc, `k${i}`, sentence.repeat(10)) })
  const client = await new StockProcess(server, other, headersOf('drafter1@example.org')).inside()
  await collab.textOf(other)
  const began = performance.now()
  const reading = api.db.transaction(async tx => collab.materialise(room, (await collab.freeze(tx, room)).seq))
  client.type('c1', 0, 'Meanwhile: ')
  await until('the other draft goes on', async () => (await collab.textOf(other)).seq === 3)
  const document = await reading
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(document.clauses).toHaveLength(801)
}, 60_000)

test('[collab-28] a text with a long tail is folded beside the sockets, and who comes later is served from the snapshot', async () => {
  const room = await draftSaying('Folded.')
  const socket = new WebSocket(`${server}/${room}`, ['ydoc.ack.v1'], { headers: headersOf('drafter1@example.org') })
  const doc = new Y.Doc()
  let stored = 0
  socket.on('message', data => {
    const message = readMessage(new Uint8Array(data as Buffer))
    if (message?.type === 'ack') stored = message.count
    if (message?.type === 'step1' && stored === 0) for (let i = 0; i < 12; i++) socket.send(writeUpdate(updateOf(doc, () => doc.getMap('meta').set(`w${i}`, 'x'.repeat(100_000)))))
  })
  await until('all are stored', () => stored === 12)
  const snapshots = () => api.db.query<{ upto_seq: string; data: Buffer }[]>('select upto_seq, data from text_snapshot where room = $1', [room])
  await until('a snapshot is kept', async () => (await snapshots()).length === 1)
  socket.close()
  const later = await new StockProcess(server, room, headersOf('drafter2@example.org')).inside()
  await later.sees('Folded.')
  const [snapshot] = await snapshots()
  expect(Number(snapshot?.upto_seq)).toBeGreaterThan(1)
  const served = new Y.Doc()
  Y.applyUpdate(served, snapshot!.data)
  for (const { data } of await api.db.query<{ data: Buffer }[]>('select data from text_update where room = $1 and seq > $2 order by seq', [room, snapshot!.upto_seq])) Y.applyUpdate(served, data)
  expect([...served.getMap('meta').keys()].filter(key => /^w\d+$/.test(key))).toHaveLength(12)
}, 30_000)

/** The updates in the body of `/text/<draft>`, each after its length in four bytes. */
function updatesOf(body: Buffer): Uint8Array[] {
  const updates: Uint8Array[] = []
  for (let at = 0; at < body.length;) {
    const length = body.readUInt32BE(at)
    updates.push(body.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return updates
}

test('the text sent ahead of the socket is the stored text, packed as the reader can unpack it, and only for those who may read it', async () => {
  const draftId = await draftSaying('The operator shall keep records.')
  const more = await collab.edit(draftId, drafter, ydoc => addClause(ydoc, 'c2', 'For ten years.'))
  expect(more.ok).toBe(true)
  for (const accepted of ['br, gzip', 'gzip', 'identity']) {
    const answer = await fetch(`${api.url}/text/${draftId}`, { headers: { ...headersOf('oversight@example.org'), 'accept-encoding': accepted } })
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, accepted === 'identity' ? null : accepted.split(',')[0]])
    const ydoc = new Y.Doc()
    for (const update of updatesOf(Buffer.from(await answer.arrayBuffer()))) Y.applyUpdate(ydoc, update)
    expect(ydoc.getXmlFragment('b:c1').toString() + ydoc.getXmlFragment('b:c2').toString()).toMatch(/keep records.*ten years/)
  }
  for (const headers of [headersOf('stranger@example.org'), {}]) expect((await fetch(`${api.url}/text/${draftId}`, { headers })).status).toBe(404)
  expect((await fetch(`${api.url}/text/nonsense`, { headers: headersOf('oversight@example.org') })).status).toBe(404)
})
