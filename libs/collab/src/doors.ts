import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { Connection, type Guest } from './connection.ts'
import { ALL_UNSENT_BYTES, FRAME_BYTES } from './limits.ts'
import { Outlet } from './outlet.ts'
import type { Approach, Gatekeeper } from './ports.ts'
import { ACKNOWLEDGED, CLOSE } from './protocol.ts'
import type { Rooms } from './rooms.ts'

export interface DoorsWishes {
  readonly rooms: Rooms
  readonly gatekeeper: Gatekeeper
  /** The version of the document schema. Who says they have an older one may only read. */
  readonly schema?: number
  readonly path?: string
  readonly report?: (error: unknown, room: string) => void
}

const BEAT_MS = 15_000
const RELIEF_MS = 250
const TOO_LARGE = 1009

/** Where sockets come in: `/collab/<room>` on an HTTP server that others share. */
export class Doors {
  private readonly sockets: WebSocketServer
  private readonly connections = new Set<Connection>()
  private readonly timers: readonly NodeJS.Timeout[]
  private readonly path: string
  private readonly report: (error: unknown, room: string) => void

  constructor(private readonly wishes: DoorsWishes) {
    this.path = wishes.path ?? '/collab/'
    this.report = wishes.report ?? (() => undefined)
    this.sockets = new WebSocketServer({
      noServer: true, perMessageDeflate: false, maxPayload: FRAME_BYTES, maxFragments: 1_024, maxBufferedChunks: 16_384,
      handleProtocols: offered => offered.has(ACKNOWLEDGED) ? ACKNOWLEDGED : false,
    })
    this.timers = [
      setInterval(() => this.connections.forEach(connection => connection.beat()), BEAT_MS).unref(),
      setInterval(() => this.relieve(), RELIEF_MS).unref(),
    ]
  }

  /** How many sockets are in a room. */
  get size(): number { return this.connections.size }

  /** Answers the upgrades for our path and leaves all others to whoever else listens. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.startsWith(this.path)) this.serve(request, socket, head)
    })
  }

  serve(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(request, socket, head, webSocket => { this.welcome(webSocket, socket, request) })
  }

  /**
   * Who may not come in is told so by the close code, after the handshake: a browser shows a script nothing of a refused handshake,
   * and a stock client would try again for ever.
   */
  private welcome(socket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    closeTooLargeForGood(socket)
    // Every error is followed by a close, which is where a visit ends.
    socket.on('error', () => undefined)
    const early: [Uint8Array, boolean][] = []
    let connection: Connection | null = null
    socket.on('message', (data, isBinary) => {
      const frame = data as Buffer
      if (connection) return connection.receive(frame, isBinary)
      early.push([frame, isBinary])
      if (early.length > 100) socket.pause()
    })
    const asked = readRequest(request, this.path)
    if (!asked) return socket.close(CLOSE.missing, 'There is no such text.')
    this.admit(socket, stream, asked).then(entered => {
      connection = entered
      for (const [frame, isBinary] of early) connection?.receive(frame, isBinary)
      socket.resume()
    }, (error: unknown) => {
      this.report(error, asked.approach.room)
      socket.close(CLOSE.comeBack, 'The text cannot be loaded just now: please come back.')
    })
  }

  private async admit(socket: WebSocket, stream: Duplex, { approach, acknowledged, schema }: Asked): Promise<Connection | null> {
    const { rooms, gatekeeper } = this.wishes
    const admission = await gatekeeper.admit(approach)
    if (!admission.admitted) {
      socket.close(admission.close, admission.reason)
      return null
    }
    return rooms.visit(approach.room, room => {
      if (!room) socket.close(CLOSE.missing, 'There is no such text.')
      if (!room || socket.readyState !== socket.OPEN) return null
      const outdated = schema !== null && schema < (this.wishes.schema ?? 0)
      const guest: Guest = { visitor: admission.visitor, access: admission.access, acknowledged: acknowledged || socket.protocol === ACKNOWLEDGED, outdated }
      const outlet = new Outlet(socket, stream, () => connection.leave())
      const connection: Connection = new Connection(outlet, room, guest, gatekeeper, this.report)
      this.connections.add(connection)
      connection.enter()
      socket.on('pong', () => connection.heard())
      socket.on('close', () => {
        connection.leave()
        this.connections.delete(connection)
        rooms.closeWhenIdle(room.name)
      })
      return connection
    })
  }

  /** Many slow readers together may not cost what one may not: those with the most unread are closed first. */
  private relieve(): void {
    let unsent = 0
    for (const connection of this.connections) unsent += connection.unsent
    if (unsent <= ALL_UNSENT_BYTES) return
    for (const connection of [...this.connections].sort((a, b) => b.unsent - a.unsent)) {
      unsent -= connection.unsent
      connection.close(CLOSE.comeBack, 'Too much is waiting to be read: please come back.')
      if (unsent <= ALL_UNSENT_BYTES) return
    }
  }

  /** Lets nobody in any more. The rooms close the sockets that are inside. */
  close(): void {
    this.timers.forEach(clearInterval)
    this.sockets.close()
  }
}

/** A frame that is too large would be answered with 1009, after which a stock client sends it again and again. */
function closeTooLargeForGood(socket: WebSocket): void {
  const close = socket.close.bind(socket)
  socket.close = (code, reason) => close(code === TOO_LARGE ? CLOSE.tooMuch : code, reason)
}

interface Asked {
  readonly approach: Approach
  readonly acknowledged: boolean
  readonly schema: number | null
}

function readRequest(request: IncomingMessage, path: string): Asked | null {
  const base = 'http://socket.invalid'
  if (!URL.canParse(request.url ?? '', base)) return null
  const { pathname, searchParams } = new URL(request.url ?? '', base)
  const room = readRoom(pathname.slice(path.length))
  if (room === null) return null
  const { origin, cookie, authorization } = request.headers
  const schema = searchParams.get('schema')
  return {
    approach: { room, origin, cookie, authorization, ticket: searchParams.get('ticket') ?? undefined, address: request.socket.remoteAddress },
    acknowledged: searchParams.get('ack') === '1',
    // What cannot be read as a version is older than any.
    schema: schema === null ? null : /^\d{1,9}$/.test(schema) ? Number(schema) : -1,
  }
}

function readRoom(encoded: string): string | null {
  try {
    const room = decodeURIComponent(encoded)
    return room.length > 0 && room.length <= 200 && !room.includes('\0') ? room : null
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
