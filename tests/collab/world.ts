import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CLOSE, Doors, MemoryLog, Rooms, type Access, type Admission, type Approach, type Bus, type Fold, type Gatekeeper, type UpdateLog, type Visitor } from '@plenary/collab'
import { onTestFinished } from './finished.ts'

/** A gatekeeper whose guest list the test writes: `?ticket=<name>` says who comes. */
export class ListedGatekeeper implements Gatekeeper {
  readonly readers = new Set<string>()
  readonly writers = new Set<string>()
  readonly signedOut = new Set<string>()

  async admit({ ticket }: Approach): Promise<Admission> {
    if (!ticket) return { admitted: false, close: CLOSE.signIn, reason: 'Who are you?' }
    const visitor: Visitor = { person: ticket, name: `Name of ${ticket}`, colour: '#123456', session: ticket }
    const access = await this.access(visitor)
    return access?.read ? { admitted: true, visitor, access } : { admitted: false, close: CLOSE.forbidden, reason: 'Not you.' }
  }

  async access({ person }: Visitor): Promise<Access | null> {
    if (this.signedOut.has(person)) return null
    return { read: this.readers.has(person) || this.writers.has(person), write: this.writers.has(person) }
  }
}

export interface World {
  readonly url: string
  readonly log: MemoryLog
  readonly rooms: Rooms
  readonly doors: Doors
  readonly gatekeeper: ListedGatekeeper
  readonly faults: unknown[]
}

export interface WorldWishes {
  /** Puts something between the rooms and the log. */
  readonly around?: (log: MemoryLog) => UpdateLog
  readonly allowed?: (name: string, key: string | null) => boolean
  readonly schema?: number
  /** The world whose log this one shares, and the bus by which they hear each other. */
  readonly beside?: Pick<World, 'log' | 'gatekeeper'>
  readonly bus?: Bus
  readonly pollMs?: number
  /** How a text is folded; here and now, where nothing else is said. */
  readonly fold?: Fold
  /** How many bytes a text may grow to. */
  readonly textBytes?: number
}

/** The engine on a real socket, over a log in memory with the room `draft`, open to the writers ada and ben and the reader rita. Ends with the test. */
export async function openWorld(wishes: WorldWishes = {}): Promise<World> {
  const gatekeeper = wishes.beside?.gatekeeper ?? new ListedGatekeeper()
  for (const writer of ['ada', 'ben', 'mallory']) gatekeeper.writers.add(writer)
  gatekeeper.readers.add('rita')
  const log = wishes.beside?.log ?? new MemoryLog(person => gatekeeper.writers.has(person))
  if (!wishes.beside) log.createRoom('draft')
  const faults: unknown[] = []
  const report = (error: unknown): void => { faults.push(error) }
  const rooms = new Rooms({
    log: wishes.around?.(log) ?? log, pollMs: wishes.pollMs ?? 0, idleMs: 0, report,
    ...(wishes.bus ? { bus: wishes.bus } : {}), ...(wishes.allowed ? { allowed: wishes.allowed } : {}),
    ...(wishes.fold ? { fold: wishes.fold } : {}), ...(wishes.textBytes ? { textBytes: wishes.textBytes } : {}),
  })
  const doors = new Doors({ rooms, gatekeeper, report, schema: wishes.schema ?? 1 })
  const server = createServer()
  doors.attach(server)
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(async () => {
    doors.close()
    await rooms.close()
    await wishes.bus?.end()
    await closed(server)
  })
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/collab`, log, rooms, doors, gatekeeper, faults }
}

const closed = (server: Server): Promise<void> => new Promise(resolve => { server.close(() => resolve()) })
