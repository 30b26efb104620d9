import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { connect, createServer as createLine, type AddressInfo, type Socket } from 'node:net'
import { i18n } from '@lingui/core'
import { WebSocket as NodeSocket } from 'ws'
import * as Y from 'yjs'
import { Doors, MemoryLog, Rooms, type Gatekeeper } from '@plenary/collab'
import { allowedRoot, bodyOf, canonicalDocument, readDocument, writeDocument } from '@plenary/document'
import { keepNothing } from './kept-text.ts'
import { announce } from './people.ts'
import { commandOrigin } from './room-text.ts'
import { TextRoom, type RoomOptions } from './text-room.ts'
import type { Shelf } from './unsent.ts'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

const draftId = '7b0f0c1e-3a52-4c47-9c1a-0d5b3c1f0a11'
const rights = { write: true }

const gatekeeper: Gatekeeper = {
  admit: approach => Promise.resolve({
    admitted: true,
    visitor: { person: approach.ticket ?? 'ana', name: approach.ticket ?? 'Ana', colour: '#456', session: null },
    access: { read: true, write: rights.write },
  }),
  access: () => Promise.resolve({ read: true, write: rights.write }),
}

let server: Server
let rooms: Rooms
let doors: Doors
const opened: TextRoom[] = []

beforeEach(async () => {
  rights.write = true
  const log = new MemoryLog(() => rights.write)
  log.createRoom(draftId)
  rooms = new Rooms({ log, allowed: allowedRoot })
  const written = await rooms.edit(draftId, 'seed', ydoc => writeDocument(ydoc, {
    schema: 1, template: 'legal', language: 'en', title: 'A text',
    clauses: [{
      id: 'c1', parent: null, kind: 'article', designation: null, gap: null, withdrawn: false, informative: false,
      blocks: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: 'The operator shall keep records.' }] }],
    }],
  }))
  expect(written).toMatchObject({ ok: true, value: { value: { ok: true } } })
  doors = new Doors({ rooms, gatekeeper, schema: 1 })
  server = createServer()
  doors.attach(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
})

afterEach(async () => {
  for (const room of opened.splice(0)) room.close()
  doors.close()
  await rooms.close()
  server.closeAllConnections()
  await new Promise(done => server.close(done))
})

function shelf(): Shelf {
  const kept = new Map<string, string>()
  return {
    get length() { return kept.size },
    key: at => [...kept.keys()][at] ?? null,
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: name => void kept.delete(name),
  }
}

function open(part: Partial<RoomOptions> = {}): TextRoom {
  const { port } = server.address() as AddressInfo
  const room = new TextRoom({
    draftId, accountId: 'ana', server: `ws://127.0.0.1:${port}/collab`, schema: 1,
    WebSocket: NodeSocket as unknown as typeof WebSocket, keep: keepNothing, ahead: () => Promise.resolve(null), shelf: shelf(), now: () => Date.now(), clockWords: () => '12:04', ...part,
  }, null)
  opened.push(room)
  return room
}

/** Waits until a room is as described; the room itself says when to look. */
function until(room: TextRoom, holds: () => boolean): Promise<void> {
  return new Promise(done => {
    const look = (): void => {
      if (!holds()) return
      stop()
      stopText()
      done()
    }
    const stop = room.subscribe(look)
    const stopText = room.onText(look)
    look()
  })
}

const saved = (room: TextRoom) => (): boolean => room.state().saving.state === 'saved'

function write(room: TextRoom, words: string): void {
  const { doc } = room.text
  doc.transact(() => {
    const paragraph = bodyOf(doc, 'c1').get(0) as Y.XmlElement
    const text = paragraph.get(0) as Y.XmlText
    text.insert(text.length, words)
  }, commandOrigin)
}

const stored = async (): Promise<string> => {
  const read = await rooms.edit(draftId, 'reader', ydoc => JSON.stringify(readDocument(ydoc)))
  if (!read.ok) throw new Error(JSON.stringify(read))
  return read.value.value
}

test('"saved" is said when the server has the words, and not before', async () => {
  const room = open()
  expect(room.state().saving.state).not.toBe('saved')
  await until(room, saved(room))
  write(room, ' Always.')
  expect(room.state().saving.state).toBe('sending')
  expect(room.state().changes).toBe(1)
  await until(room, saved(room))
  expect(room.state().changes).toBe(0)
  expect(await stored()).toContain('records. Always.')
})

test('another window reads the words, and sees who writes where by the name the server gives', async () => {
  const ana = open()
  const other = open({ accountId: 'ben' })
  await Promise.all([until(ana, saved(ana)), until(other, saved(other))])
  ana.text.line.awareness.setLocalStateField('user', { name: 'Somebody important' })
  announce(ana.text.line.awareness, { clauseId: 'c1', writing: true })
  write(ana, ' Both.')
  await until(other, () => other.state().people.length === 1)
  expect(other.state().people[0]).toMatchObject({ name: 'Ana', clauseId: 'c1', writing: true })
  await until(other, () => bodyOf(other.text.doc, 'c1').toString().includes('Both.'))
})

test('words written without a connection are sent when it is back, and only then called saved', async () => {
  const room = open()
  await until(room, saved(room))
  server.closeAllConnections()
  for (const socket of [...opened]) socket.text.line.close()
  const device = shelf()
  const later = open({ shelf: device, keep: (_name, doc) => {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.text.doc), device)
    doc.transact(() => (bodyOf(doc, 'c1').get(0) as Y.XmlElement).insert(1, [new Y.XmlText(' Offline.')]), device)
    return { ready: Promise.resolve(true), origin: device, close: () => undefined, forget: () => Promise.resolve() }
  } })
  expect(later.state().saving.state).not.toBe('saved')
  await until(later, saved(later))
  expect(await stored()).toContain('Offline.')
})

test('refused words are kept for the person, the text becomes the server\'s again, and reading goes on with a sentence why', async () => {
  const device = shelf()
  const room = open({ shelf: device })
  await until(room, saved(room))
  rights.write = false
  write(room, ' Too late.')
  await until(room, () => room.state().refused.length === 1 && room.state().ready)
  expect(room.state().refused[0]).toMatchObject({ clauseId: 'c1', label: 'Article 1', text: expect.stringContaining('Too late.') })
  expect(room.state().saving.state).toBe('refused')
  expect(room.state().readOnly).not.toBeNull()
  expect(bodyOf(room.text.doc, 'c1').toString()).not.toContain('Too late.')
  expect(await stored()).not.toContain('Too late.')
  const again = open({ shelf: device })
  expect(again.state().refused[0]?.text).toContain('Too late.')
  again.forgetRefused()
  expect(open({ shelf: device }).state().refused).toEqual([])
})

test('words that were refused can be offered again by who wrote them, also from another page; what others wrote meanwhile stays', async () => {
  const device = shelf()
  const room = open({ shelf: device })
  await until(room, saved(room))
  rights.write = false
  write(room, ' Too early.')
  await until(room, () => room.state().refused.length === 1 && room.state().ready)
  expect(room.state().mayOfferAgain).toBe(false)
  room.close()
  rights.write = true
  await rooms.edit(draftId, 'ben', ydoc => (bodyOf(ydoc, 'c1').get(0) as Y.XmlElement).insert(1, [new Y.XmlText(' By ben.')]))
  const again = open({ shelf: device })
  await until(again, () => again.state().mayOfferAgain)
  again.offerAgain()
  expect(again.state()).toMatchObject({ refused: [], changes: 1, mayOfferAgain: false })
  await until(again, saved(again))
  expect(bodyOf(again.text.doc, 'c1').toString()).toBe('<paragraph id="p1">The operator shall keep records. Too early. By ben.</paragraph>')
  expect(await stored()).toContain('records. Too early. By ben.')
  expect(open({ shelf: device }).state().refused).toEqual([])
})

test('words that are refused again are kept again', async () => {
  const room = open()
  await until(room, saved(room))
  rights.write = false
  write(room, ' Too early.')
  await until(room, () => room.state().refused.length === 1 && room.state().ready)
  room.setReadOnly(null)
  await until(room, () => room.state().mayOfferAgain)
  room.offerAgain()
  await until(room, () => room.state().refused.length === 1 && room.state().ready)
  expect(room.state().refused[0]?.text).toContain('records. Too early.')
})

test('a page that is older than the text is read only from the moment it is connected, whatever else it is told', async () => {
  const room = open({ schema: 0 })
  await until(room, saved(room))
  expect(room.state().readOnly).toBe('This page is older than the text: reload it to go on writing.')
  room.setReadOnly('The text is frozen.')
  room.setReadOnly(null)
  expect(room.state().readOnly).toBe('This page is older than the text: reload it to go on writing.')
})

test('a page that is older than the text keeps the words it could not save, and does not offer them again', async () => {
  const room = open({ schema: 0 })
  await until(room, saved(room))
  write(room, ' Of yesterday.')
  await until(room, () => room.state().refused.length === 1 && room.state().ready)
  expect(room.state().readOnly).toBe('This page is older than the text: reload it to go on writing.')
  expect(room.state()).toMatchObject({ refused: [{ text: expect.stringContaining('Of yesterday.') }], mayOfferAgain: false })
  expect(await stored()).not.toContain('Of yesterday.')
})

test('a text that does not exist ends the line with a sentence', async () => {
  const room = open({ draftId: '00000000-0000-4000-8000-000000000000' })
  await until(room, () => room.state().readOnly !== null)
  expect(room.state().saving).toMatchObject({ state: 'offline' })
})

test('a text that was sent ahead is read before the line is open, is nobody\'s own change, and the line brings what came later', async () => {
  const stale = await rooms.edit(draftId, 'reader', ydoc => Y.encodeStateAsUpdate(ydoc))
  if (!stale.ok) throw new Error(JSON.stringify(stale))
  await rooms.edit(draftId, 'ben', ydoc => (bodyOf(ydoc, 'c1').get(0) as Y.XmlElement).insert(1, [new Y.XmlText(' Later.')]))
  const lines: string[] = []
  const room = open({ ahead: () => Promise.resolve([stale.value.value]) })
  room.subscribe(() => { if (room.state().ready) lines.push(room.state().line) })
  await until(room, () => room.state().ready)
  expect(bodyOf(room.text.doc, 'c1').toString()).toContain('keep records')
  await until(room, saved(room))
  expect(lines[0]).toBe('connecting')
  expect(room.state().changes).toBe(0)
  expect(bodyOf(room.text.doc, 'c1').toString()).toContain('Later.')
})

/** A network between the window and the server: it can swallow every byte both ways while both ends believe the line to be open. */
async function network(): Promise<{ port: number; swallow: (is: boolean) => void; close: () => Promise<void> }> {
  let swallows = false
  const ends = new Set<Socket>()
  const line = createLine(inner => {
    const outer = connect((server.address() as AddressInfo).port, '127.0.0.1')
    for (const [from, to] of [[inner, outer], [outer, inner]] as const) {
      ends.add(from)
      from.on('data', bytes => { if (!swallows) to.write(bytes) })
      from.on('error', () => undefined)
      from.on('close', () => { if (!swallows) to.destroy() })
    }
  })
  await new Promise<void>(done => line.listen(0, '127.0.0.1', done))
  return {
    port: (line.address() as AddressInfo).port,
    swallow: is => { swallows = is },
    close: async () => {
      for (const end of ends) end.destroy()
      await new Promise(done => line.close(done))
    },
  }
}

test('a line through which nothing passes any more is noticed while it looks open, and nothing written meanwhile is lost or called saved', async () => {
  const between = await network()
  const room = open({ server: `ws://127.0.0.1:${between.port}/collab` })
  await until(room, saved(room))
  between.swallow(true)
  write(room, ' Into the void.')
  expect(room.state().saving.state).toBe('sending')
  await until(room, () => room.state().saving.state === 'local')
  expect(await stored()).not.toContain('void')
  await until(room, () => room.state().line !== 'open')
  expect(room.state().saving.state).toBe('local')
  between.swallow(false)
  await until(room, saved(room))
  expect(await stored()).toContain('Into the void.')
  await between.close()
}, 40_000)

test('a network that lets pages through and no live text is told from a server that is away', async () => {
  const pages = createServer((_request, response) => response.writeHead(400).end())
  await new Promise<void>(done => pages.listen(0, '127.0.0.1', done))
  pages.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'))
  const address = `ws://127.0.0.1:${(pages.address() as AddressInfo).port}/collab`
  const behind = open({ server: address, reachable: () => Promise.resolve(true) })
  const away = open({ server: address, reachable: () => Promise.resolve(false) })
  await until(behind, () => behind.state().blocked)
  expect(behind.state().saving).toEqual({ state: 'offline', words: 'Live editing does not get through' })
  expect([away.state().blocked, away.state().saving.words]).not.toContain('Live editing does not get through')
  await new Promise(done => pages.close(done))
}, 40_000)

const hashStored = async (): Promise<string> => {
  const read = await rooms.edit(draftId, 'reader', ydoc => canonicalDocument(readDocument(ydoc)))
  if (!read.ok) throw new Error(read.refusal.message)
  return createHash('sha256').update(read.value.value, 'utf8').digest('hex')
}

test('a copy that does not say what the text says is found when nobody writes, and gives way to the text; one that does stays', async () => {
  const answers: string[] = []
  const same: RoomOptions['same'] = async (seq, hash) => {
    const answer = hash === await hashStored() ? 'same' : 'different'
    answers.push(`${seq} ${answer}`)
    return answer
  }
  const room = open({ same, quietFor: 20 })
  await until(room, saved(room))
  write(room, ' One.')
  await until(room, saved(room))
  const doc = room.text.doc
  const strange = new Y.Doc()
  Y.applyUpdate(strange, Y.encodeStateAsUpdate(doc))
  ;((bodyOf(strange, 'c1').get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Never sent. ')
  // As if it had come over the line, so that nobody here takes it for words of this window.
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(strange), room.text.line.origin)
  expect(bodyOf(doc, 'c1').toString()).toContain('Never sent.')
  await until(room, () => room.text.doc !== doc && room.state().ready)
  expect(bodyOf(room.text.doc, 'c1').toString()).toContain('records. One.')
  expect(bodyOf(room.text.doc, 'c1').toString()).not.toContain('Never sent.')
  expect(answers).toContain('2 different')
  await until(room, saved(room))
  expect(await room.text.line.stand()).toBe(2)
}, 60_000)

test('a copy is compared at once when the text is frozen, however long it must be quiet otherwise', async () => {
  const asked: number[] = []
  const answered = new Promise<void>(done => {
    void open({ quietFor: 3_600_000, same: async seq => {
      asked.push(seq)
      done()
      return 'same'
    } })
  })
  const [room] = opened.slice(-1)
  await until(room!, saved(room!))
  room!.setReadOnly('The text is frozen.')
  await answered
  expect(asked).toEqual([1])
})
