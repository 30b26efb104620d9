import * as decoding from 'lib0/decoding'
import { Answers } from './answers.ts'
import { frameOf, type Frame } from './frames.ts'
import { PRESENCE, socketLimits, WAITING_BYTES, WAITING_MESSAGES } from './limits.ts'
import type { Author, Member } from './offer.ts'
import type { Outlet } from './outlet.ts'
import type { Access, Gatekeeper, Visitor } from './ports.ts'
import { nobodyNew } from './presence.ts'
import * as protocol from './protocol.ts'
import { CLOSE, NACK, nackReason, type CloseCode, type NackCode } from './protocol.ts'
import type { Room } from './room.ts'

export interface Guest {
  readonly visitor: Visitor
  readonly access: Access
  /** Speaks `ydoc.ack.v1`. */
  readonly acknowledged: boolean
  /** Runs an editor older than the text. */
  readonly outdated: boolean
}

/** One socket in one room. */
export class Connection implements Member {
  private access: Access
  private inbox: Uint8Array[] = []
  private draining = false
  private left = false
  private waitingBytes = 0
  private waitingMessages = 0
  private alive = true
  private spoke = false
  private presenceAllowance: number = PRESENCE.bytesPerSecond
  private presenceAt = performance.now()
  private readonly author: Author
  private readonly answers: Answers

  constructor(private readonly outlet: Outlet, private readonly room: Room, private readonly guest: Guest, private readonly gatekeeper: Gatekeeper,
    private readonly report: (error: unknown, room: string) => void) {
    this.access = guest.access
    const { person, session } = guest.visitor
    this.author = { person, session, authority: 'person', member: this, refusal: () => this.refusal(), wasAsked: () => this.answers.wasAsked }
    this.answers = new Answers({
      tell: message => this.tell(message),
      askForAll: () => this.say(protocol.writeStep1(room.stateVector())),
      refuse: code => this.refuse(code),
    })
  }

  get visitor(): Visitor { return this.guest.visitor }

  /** Bytes that the peer has not taken yet. */
  get unsent(): number { return this.outlet.unsent }

  /** Enters the room: says what is there, asks for what is not. Who cannot write with what they have learns it before they try. */
  enter(): void {
    this.room.members.add(this)
    if (this.guest.outdated && this.guest.acknowledged) this.say(protocol.writeReadOnly(NACK.schemaTooOld))
    this.say(protocol.writeStep1(this.room.stateVector()))
    const present = this.room.presence.everybody()
    if (present) this.send(present)
  }

  /** The socket is closed, or about to be. */
  leave(): void {
    if (this.left) return
    this.left = true
    this.inbox = []
    this.room.members.delete(this)
    this.room.presence.leave(this)
  }

  /** The peer has answered a question whether it is there. */
  heard(): void { this.alive = true }

  /** Takes a frame. Frames are answered in their order. */
  receive(frame: Uint8Array, isBinary: boolean): void {
    this.alive = true
    if (!isBinary) return this.close(CLOSE.forbidden, 'Only binary messages are understood here.')
    if (this.draining) {
      this.inbox.push(frame)
      return
    }
    try {
      const answer = this.answer(frame)
      if (answer) void this.drain(answer)
    } catch (error) {
      this.fail(error)
    }
  }

  /** Answers what has come meanwhile once the answer that somebody had to be asked for is there. */
  private async drain(first: Promise<void>): Promise<void> {
    this.draining = true
    try {
      await first
      while (this.inbox.length > 0 && this.outlet.isOpen) {
        const frames = this.inbox
        this.inbox = []
        for (const frame of frames) {
          const answer = this.outlet.isOpen ? this.answer(frame) : undefined
          if (answer) await answer
        }
      }
    } catch (error) {
      this.fail(error)
    } finally {
      this.draining = false
    }
  }

  private fail(error: unknown): void {
    this.report(error, this.room.name)
    this.close(CLOSE.comeBack, 'Something went wrong here: please come back.')
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
    if (meantAsText) return this.refuseUnreadable()
    this.close(CLOSE.forbidden, 'This message is not part of the protocol.')
  }

  private refuseUnreadable(): void {
    const question = this.answers.expect(false)
    if (question) this.answers.conclude(question, { kind: 'refused', code: NACK.malformed })
  }

  private tellMissing(stateVector: Uint8Array): void | Promise<void> {
    const entries = countEntries(stateVector)
    if (entries === null) return this.close(CLOSE.forbidden, 'This state vector cannot be read.')
    if (entries > this.room.clients + socketLimits.strangers) return this.close(CLOSE.tooMuch, 'This state vector is too large.')
    const missing = this.room.missing(stateVector)
    if (missing instanceof Promise) return missing.then(frame => this.send(frame))
    this.send(missing)
  }

  private takeIn(update: Uint8Array, isStep2: boolean): void | Promise<void> {
    const question = this.answers.expect(isStep2)
    if (!question) return
    this.weigh(update.length, 1)
    return this.room.offer(update, this.author, outcome => {
      this.weigh(-update.length, -1)
      this.answers.conclude(question, outcome)
    })
  }

  /** A writer faster than the log is not read for a while; TCP tells it so. */
  private weigh(bytes: number, messages: 1 | -1): void {
    this.waitingBytes += bytes
    this.waitingMessages += messages
    const isMuch = this.waitingBytes > WAITING_BYTES || this.waitingMessages > WAITING_MESSAGES
    const isLittle = this.waitingBytes < WAITING_BYTES / 2 && this.waitingMessages < WAITING_MESSAGES / 2
    if (messages > 0 && isMuch) this.outlet.listen(false)
    if (messages < 0 && isLittle) this.outlet.listen(true)
  }

  private refuse(code: NackCode): void {
    // From now on this socket is asked for its right before the log is.
    if (code === NACK.forbidden) this.access = { ...this.access, write: false }
    if (this.guest.acknowledged) return
    this.say(protocol.writePermissionDenied(nackReason[code]))
    this.close(CLOSE.forbidden, nackReason[code])
  }

  /** An answer leaves together with what the room has to say, in one write. */
  private tell(message: Uint8Array): void {
    if (!this.guest.acknowledged) return
    this.outlet.keep(frameOf(message))
    this.room.broadcast.answer(this)
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

  private say(message: Uint8Array): void { this.send(frameOf(message)) }

  send(frame: Frame): void { this.release(frame) }

  release(frame: Frame | null): void {
    this.spoke = true
    this.outlet.write(frame)
  }

  close(code: CloseCode, reason: string): void { this.outlet.close(code, reason) }

  /** Called every fifteen seconds: cuts a peer that is gone without a word, and speaks to one that has heard nothing. */
  beat(): void {
    if (!this.alive) return this.outlet.terminate()
    this.alive = false
    if (!this.spoke) this.send(nobodyNew)
    this.spoke = false
    this.outlet.ping()
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
