import { readMessage, writeAwareness, writeStep1, writeStep2, writeUpdate, type Message } from '@plenary/collab/protocol'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { onTestFinished } from './finished.ts'

/** Waits until something holds, looking whenever the event loop has turned. Fails with `what` after ten seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Never happened: ${what}`)
    await new Promise(resume => { setTimeout(resume, 2) })
  }
}

export interface StockClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** The close code by which the server ended it for good. */
  readonly ended: number | null
}

/** The published client, as anybody would use it. */
export function stockClient(url: string, person: string, wishes: { room?: string; doc?: Y.Doc; protocols?: string[]; params?: Record<string, string> } = {}): StockClient {
  const doc = wishes.doc ?? new Y.Doc()
  const provider = new WebsocketProvider(url, wishes.room ?? 'draft', doc, {
    params: { ticket: person, ...wishes.params }, disableBc: true, maxBackoffTime: 50, protocols: wishes.protocols ?? [],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  let ended: number | null = null
  provider.on('closed', ({ code }) => { ended = code })
  onTestFinished(() => {
    provider.destroy()
    doc.destroy()
  })
  return { doc, provider, get ended() { return ended } }
}

/** A socket that says exactly what the test tells it to, and remembers what it hears. */
export class RawClient {
  readonly heard: Message[] = []
  closeCode: number | null = null
  private readonly socket: WebSocket

  constructor(url: string, person: string, wishes: { room?: string; acknowledged?: boolean; query?: string } = {}) {
    const protocols = wishes.acknowledged === false ? [] : ['ydoc.ack.v1']
    this.socket = new WebSocket(`${url}/${wishes.room ?? 'draft'}?ticket=${person}${wishes.query ?? ''}`, protocols)
    this.socket.on('message', data => { this.heard.push(readMessage(new Uint8Array(data as Buffer))!) })
    this.socket.on('close', code => { this.closeCode = code })
    this.socket.on('error', () => undefined)
    onTestFinished(() => this.socket.terminate())
  }

  /** Opens the socket and hears the server's first word. */
  static async open(...how: ConstructorParameters<typeof RawClient>): Promise<RawClient> {
    const client = new RawClient(...how)
    await until('the server speaks first', () => client.heard.length > 0 || client.closeCode !== null)
    return client
  }

  send(frame: Uint8Array | string): void { this.socket.send(frame) }
  update(update: Uint8Array): void { this.send(writeUpdate(update)) }
  step1(doc: Y.Doc): void { this.send(writeStep1(Y.encodeStateVector(doc))) }
  step2(doc: Y.Doc, stateVector?: Uint8Array): void { this.send(writeStep2(Y.encodeStateAsUpdate(doc, stateVector))) }
  awareness(states: Uint8Array): void { this.send(writeAwareness(states)) }
  stopReading(): void { this.socket.pause() }
  close(): void { this.socket.close() }
  get isOpen(): boolean { return this.socket.readyState === WebSocket.OPEN }

  all<Type extends Message['type']>(type: Type): Extract<Message, { type: Type }>[] {
    return this.heard.filter(message => message?.type === type) as Extract<Message, { type: Type }>[]
  }

  /** The next message of a type that comes after those already heard. */
  async next<Type extends Message['type']>(type: Type, already = this.all(type).length): Promise<Extract<Message, { type: Type }>> {
    await until(`a message of type ${type}`, () => this.all(type).length > already)
    return this.all(type)[already]!
  }

  /** How far everything is acknowledged, once it is as far as `count`. */
  async acknowledged(count: number): Promise<number> {
    await until(`message ${count} is acknowledged`, () => (this.all('ack').at(-1)?.count ?? 0) >= count)
    return this.all('ack').at(-1)!.seq
  }

  async closed(): Promise<number> {
    await until('the socket is closed', () => this.closeCode !== null)
    return this.closeCode!
  }
}

/** What a document says after a change, and the update that the change made. */
export function updateOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array): void => { updates.push(update) }
  doc.on('update', keep)
  doc.transact(() => change(doc))
  doc.off('update', keep)
  return Y.mergeUpdates(updates)
}

/** A document made of the updates of a log, with nothing of the server's memory in it. */
export async function reloaded(log: { load(room: string): Promise<{ snapshot: { data: Uint8Array } | null; updates: readonly { data: Uint8Array }[] } | null> }, room = 'draft'): Promise<Y.Doc> {
  const stored = await log.load(room)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot.data)
  for (const { data } of stored?.updates ?? []) Y.applyUpdate(doc, data)
  return doc
}

export const textOf = (doc: Y.Doc): string => doc.getText('t').toString()
