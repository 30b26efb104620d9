import { randomUUID } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import { PRESENCE, socketLimits, UNSENT_BYTES, WAITING_BYTES } from './limits.ts'
import type { Access, Gatekeeper, Visitor } from './ports.ts'
import { nobodyNew } from './presence.ts'
import * as protocol from './protocol.ts'
import { CLOSE, NACK, nackReason, type CloseCode, type NackCode } from './protocol.ts'
import type { Author, Member, Outcome, Room } from './room.ts'

export interface Guest {
  readonly visitor: Visitor
  readonly access: Access
  /** Speaks `ydoc.ack.v1`. */
  readonly acknowledged: boolean
  /** Runs an editor older than the text. */
  readonly outdated: boolean
}

/** A document message on its way to its answer. */
interface Slot {
  readonly count: number
  state: 'open' | 'gap' | 'stored' | { readonly refused: NackCode }
  seq: number
}

const HOLLOW_ANSWERS = 5
const UNANSWERED = 10_000
const CLOSE_MS = 2_000

/** One socket in one room. */
export class Connection implements Member {
  readonly id = randomUUID()
  private access: Access
  private inbox: Uint8Array[] = []
  private draining = false
  private count = 0
  private slots: Slot[] = []
  private asked = false
  private hollowAnswers = 0
  private spoiled: NackCode | null = null
  private waitingBytes = 0
  private alive = true
  private spoke = false
  private presenceAllowance: number = PRESENCE.bytesPerSecond
  private presenceAt = performance.now()
  private readonly author: Author

  constructor(private readonly socket: WebSocket, private readonly room: Room, private readonly guest: Guest, private readonly gatekeeper: Gatekeeper,
    private readonly report: (error: unknown, room: string) => void) {
    this.access = guest.access
    this.author = { person: guest.visitor.person, session: guest.visitor.session, authority: 'person', member: this, refusal: () => this.refusal(), wasAsked: () => this.asked }
    socket.on('pong', () => { this.alive = true })
  }

  get visitor(): Visitor { return this.guest.visitor }

  /** Enters the room: says what is there, asks for what is not. */
  enter(): void {
    this.room.members.add(this)
    this.socket.on('close', () => this.leave())
    this.send(protocol.writeStep1(this.room.stateVector()))
    const present = this.room.presence.everybody()
    if (present) this.send(present)
  }

  private leave(): void {
    this.inbox = []
    this.room.members.delete(this)
    this.room.presence.leave(this)
  }

  /** Takes a frame. Frames are answered in their order. */
  receive(frame: Uint8Array, isBinary: boolean): void {
    this.alive = true
    if (!isBinary) return this.close(CLOSE.forbidden, 'Only binary messages are understood here.')
    this.inbox.push(frame)
    if (!this.draining) void this.drain()
  }

  private async drain(): Promise<void> {
    this.draining = true
    try {
      for (let frame = this.inbox.shift(); frame && this.isOpen; frame = this.inbox.shift()) {
        const answer = this.answer(frame)
        if (answer) await answer
      }
    } catch (error) {
      this.report(error, this.room.name)
      this.close(CLOSE.comeBack, 'Something went wrong here: please come back.')
    } finally {
      this.draining = false
    }
  }

  private answer(frame: Uint8Array): void | Promise<void> {
    const message = protocol.readMessage(frame)
    switch (message?.type) {
      case 'step1': return this.tellMissing(message.stateVector)
      case 'step2': return this.takeIn(message.update, true)
      case 'update': return this.takeIn(message.update, false)
      case 'awareness': return this.hearPresence(message.states)
      case 'queryAwareness': return this.send(this.room.presence.everybody() ?? nobodyNew)
      default: return this.answerUnreadable(frame)
    }
  }

  private answerUnreadable(frame: Uint8Array): void {
    const meantAsText = frame[0] === protocol.MESSAGE.sync && (frame[1] === protocol.SYNC.step2 || frame[1] === protocol.SYNC.update)
    if (meantAsText) return this.conclude(this.nextSlot(), false, { kind: 'refused', code: NACK.malformed })
    this.close(CLOSE.forbidden, 'This message is not part of the protocol.')
  }

  private tellMissing(stateVector: Uint8Array): void {
    const entries = countEntries(stateVector)
    if (entries === null) return this.close(CLOSE.forbidden, 'This state vector cannot be read.')
    if (entries > this.room.clients + socketLimits.strangers) return this.close(CLOSE.tooMuch, 'This state vector is too large.')
    this.send(protocol.writeStep2(this.room.missing(stateVector)))
  }

  private nextSlot(): Slot {
    const slot: Slot = { count: ++this.count, state: 'open', seq: 0 }
    this.slots.push(slot)
    return slot
  }

  private takeIn(update: Uint8Array, isStep2: boolean): void | Promise<void> {
    const slot = this.nextSlot()
    if (isStep2) this.asked = false
    if (this.slots.length > UNANSWERED) return this.conclude(slot, true, { kind: 'refused', code: NACK.malformed })
    this.weigh(update.length)
    return this.room.offer(update, this.author, outcome => {
      this.weigh(-update.length)
      this.conclude(slot, isStep2, outcome)
    })
  }

  /** A writer faster than the log is not read for a while; TCP tells it so. */
  private weigh(bytes: number): void {
    this.waitingBytes += bytes
    if (bytes > 0 && this.waitingBytes > WAITING_BYTES) this.socket.pause()
    if (bytes < 0 && this.waitingBytes < WAITING_BYTES / 2 && this.socket.isPaused) this.socket.resume()
  }

  private conclude(slot: Slot, isStep2: boolean, outcome: Outcome): void {
    if (outcome.kind === 'stored') this.markStored(slot, isStep2, outcome.seq)
    if (outcome.kind === 'gap') this.askForAll(slot, isStep2)
    if (outcome.kind === 'refused') this.markRefused(slot, outcome.code, isStep2)
    this.tellConcluded()
  }

  /** A step 2 holds all that this client has, so it also answers for what had to wait for it. */
  private markStored(slot: Slot, isStep2: boolean, seq: number): void {
    slot.state = 'stored'
    slot.seq = seq
    if (!isStep2) return
    this.hollowAnswers = 0
    this.answerHoles(slot, 'stored')
  }

  private answerHoles({ count }: Slot, state: Slot['state']): void {
    for (const earlier of this.slots) {
      if (earlier.count < count && earlier.state === 'gap') earlier.state = state
    }
  }

  /** Asks once, whatever comes before the answer: a client that was away writes on while its answer is under way. */
  private askForAll(slot: Slot, isStep2: boolean): void {
    slot.state = 'gap'
    if (isStep2) this.hollowAnswers++
    if (this.spoiled !== null) return this.markRefused(slot, this.spoiled, true)
    if (this.hollowAnswers > HOLLOW_ANSWERS) return this.markRefused(slot, NACK.malformed, true)
    if (this.asked) return
    this.asked = true
    this.send(protocol.writeStep1(this.room.stateVector()))
  }

  private markRefused(slot: Slot, code: NackCode, withHoles: boolean): void {
    slot.state = { refused: code }
    if (withHoles) this.answerHoles(slot, slot.state)
    this.spoiled = code
    // From now on this socket is asked for its right before the log is.
    if (code === NACK.forbidden) this.access = { ...this.access, write: false }
    if (this.guest.acknowledged) return
    this.send(protocol.writePermissionDenied(nackReason[code]))
    this.close(CLOSE.forbidden, nackReason[code])
  }

  /** Tells how far everything is durable, in order, and what was not accepted on the way. */
  private tellConcluded(): void {
    let count = 0
    let seq = 0
    for (let slot = this.slots[0]; slot && slot.state !== 'open' && slot.state !== 'gap'; slot = this.slots[0]) {
      this.slots.shift()
      if (slot.state === 'stored') {
        count = slot.count
        seq = Math.max(seq, slot.seq)
        continue
      }
      if (count > 0) this.tell(protocol.writeAck(count, seq))
      count = 0
      this.tell(protocol.writeNack(slot.count, slot.state.refused))
    }
    if (count > 0) this.tell(protocol.writeAck(count, seq))
  }

  private tell(frame: Uint8Array): void {
    if (this.guest.acknowledged) this.send(frame)
  }

  private refusal(): NackCode | null | Promise<NackCode | null> {
    if (this.access.write && !this.guest.outdated && !this.room.head.locked) return null
    // The right may have been given, or the text opened again, a moment ago and on another instance.
    return Promise.all([this.room.catchUp(), this.reconsider('rules')]).then(() => this.refusalNow())
  }

  private refusalNow(): NackCode | null {
    if (this.room.head.locked) return NACK.frozen
    if (!this.access.write) return NACK.forbidden
    return this.guest.outdated ? NACK.schemaTooOld : null
  }

  private hearPresence(states: Uint8Array): void {
    const now = performance.now()
    const gained = (now - this.presenceAt) / 1_000 * PRESENCE.bytesPerSecond
    this.presenceAllowance = Math.min(2 * PRESENCE.bytesPerSecond, this.presenceAllowance + gained) - states.length
    this.presenceAt = now
    if (this.presenceAllowance < 0) return this.close(CLOSE.tooMuch, 'Too much presence.')
    if (!this.room.presence.hear(this, states)) this.close(CLOSE.forbidden, 'This presence cannot be read.')
  }

  async reconsider(cause: 'rights' | 'rules'): Promise<void> {
    const access = await this.gatekeeper.access(this.visitor, this.room.name)
    if (!access) return this.close(CLOSE.signIn, 'Please sign in again.')
    if (!access.read) return this.close(CLOSE.forbidden, 'You may no longer read this text.')
    if (cause === 'rights' && this.access.write && !access.write) return this.close(CLOSE.forbidden, 'You may no longer change this text.')
    this.access = access
  }

  private get isOpen(): boolean { return this.socket.readyState === this.socket.OPEN }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return
    if (this.socket.bufferedAmount > UNSENT_BYTES) return this.close(CLOSE.comeBack, 'Too much is waiting to be read: please come back.')
    this.spoke = true
    this.socket.send(frame)
  }

  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return
    this.leave()
    this.socket.close(code, reason)
    // A peer that does not read will not read the goodbye either.
    const giveUp = setTimeout(() => this.socket.terminate(), CLOSE_MS)
    this.socket.once('close', () => clearTimeout(giveUp))
  }

  /** Called every fifteen seconds: cuts a peer that is gone without a word, and speaks to one that has heard nothing. */
  beat(): void {
    if (!this.alive) return this.socket.terminate()
    this.alive = false
    if (!this.spoke) this.send(nobodyNew)
    this.spoke = false
    this.socket.ping()
  }
}

/** How many entries a state vector has; `null` when it is none. */
function countEntries(stateVector: Uint8Array): number | null {
  const decoder = decoding.createDecoder(stateVector)
  try {
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count * 2; i++) decoding.readVarUint(decoder)
    return decoding.hasContent(decoder) ? null : count
  } catch {
    // Whatever is thrown here is about the bytes: they are not what they claim to be.
    return null
  }
}
