import { execFile } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Guests } from './engine/guests.mjs'

interface Coming { readonly person: string; leave(): void }

/** Somebody who comes to the bench server without a ticket. */
async function come(guests: Guests, server: EventEmitter): Promise<Coming> {
  const socket = new EventEmitter()
  const request = { headers: {} as { authorization?: string } }
  server.emit('upgrade', request, socket)
  const { visitor: { person } } = await guests.admit({ ticket: undefined, authorization: request.headers.authorization })
  return { person, leave: () => { socket.emit('close') } }
}

function open(): { guests: Guests; server: EventEmitter } {
  const guests = new Guests()
  const server = new EventEmitter()
  guests.attach(server as never)
  return { guests, server }
}

test('[collab-11] a guest of the bench server cannot write as another guest who is there', async () => {
  const { guests, server } = open()
  const victim = await come(guests, server)
  const forger = await come(guests, server)
  expect(guests.mayWriteAs(victim.person, victim.person)).toBe(true)
  expect(guests.mayWriteAs(victim.person, forger.person)).toBe(false)
})

test('[collab-11] a guest who was cut off goes on as before; nobody else does after that', async () => {
  const { guests, server } = open()
  const before = await come(guests, server)
  before.leave()
  const after = await come(guests, server)
  expect(guests.mayWriteAs(before.person, after.person)).toBe(true)
  const forger = await come(guests, server)
  expect(guests.mayWriteAs(before.person, forger.person)).toBe(false)
  after.leave()
  const again = await come(guests, server)
  expect(guests.mayWriteAs(before.person, again.person)).toBe(true)
})

test('a name is the same person at every visit, in the form of an id', async () => {
  const { guests } = open()
  const [first, second] = [await guests.admit({ ticket: 'ada', authorization: undefined }), await guests.admit({ ticket: 'ada', authorization: undefined })]
  expect(first.visitor.person).toBe(second.visitor.person)
  expect(first.visitor.person).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('the bench server, which admits everyone, does not start as a production server', async () => {
  const program = fileURLToPath(new URL('collab-server.mjs', import.meta.url))
  const code = await new Promise(resolve => {
    execFile(process.execPath, [program], { env: { ...process.env, NODE_ENV: 'production' } }).once('exit', resolve)
  })
  expect(code).toBe(2)
})
