import { Broadcast } from './broadcast.ts'
import type { News as StoredNews } from './bus.ts'
import type { Depths } from './depths.ts'
import { step2Frame, type Frame } from './frames.ts'
import { judge, type AllowedRoot, type Judgement, type Known, type News } from './judgement.ts'
import { PRESENCE, serviceLimits, socketLimits } from './limits.ts'
import { runsOf, type Author, type Member, type Outcome, type Run, type Waiting } from './offer.ts'
import type { Pace } from './pace.ts'
import type { Head, RoomBatch, RoomOutcome, StoredText, StoredUpdate, UpdateLog, Verdict } from './ports.ts'
import { Presence } from './presence.ts'
import { CLOSE, NACK, type CloseCode, type NackCode } from './protocol.ts'
import { Text, type Fold } from './text.ts'
import { scanUpdate } from './update.ts'

export interface RoomServices {
  readonly log: UpdateLog
  readonly allowed: AllowedRoot
  readonly mayWriteAs: (owner: string, person: string) => boolean
  readonly fold: Fold
  /** Bytes of one text. */
  readonly textBytes: number
  readonly pace: Pace
  /** Tells the group commit that this room has something to store. */
  readonly ready: (room: Room) => void
  readonly report: (error: unknown, room: string) => void
  /** Tells other instances what was stored here, and who is here. */
  readonly tellStored: (news: StoredNews) => void
  readonly tellPresent: (room: string, states: Uint8Array) => void
  /** Called once, when the room is gone. */
  readonly left: () => void
}

const COMMITTED_AT_ONCE = 2_000
// Folding costs a worker about ten microseconds an update, the more the oftener: while people write it can wait.
const LONG_TAIL = 8_000
const LARGE_TAIL = 1024 * 1024
// Nobody is sent a tail longer than this: merging it would hold up everybody for longer than a worker needs to fold it.
const SERVED_TAIL = 2_000
const LEFT_TAIL = 50
// A text that cannot be folded is not tried again before so much more was written: its updates are served as they are.
const FOLDED_AGAIN = 1_000

const nobodyHere: ReadonlyMap<number, Member | null> = new Map()

const nackOf: Readonly<Record<Extract<Verdict, { kind: 'refused' }>['why'], NackCode>> = { frozen: NACK.frozen, forbidden: NACK.forbidden, closed: NACK.closed }

/** What of a batch was stored, as the log keeps it. */
function storedOf(offered: readonly Run[], verdicts: readonly Verdict[]): { readonly update: StoredUpdate; readonly run: Run }[] {
  return offered.flatMap((run, i) => {
    const verdict = verdicts[i]
    const { data, author, clients } = run.entry
    return verdict?.kind === 'stored' ? [{ update: { seq: verdict.seq, data, author, clients }, run }] : []
  })
}

/** One text that is open: its bytes, its sockets, and what waits for its commit. Nothing is shown to anybody before it is stored. */
export class Room {
  readonly presence: Presence
  readonly broadcast: Broadcast<Member>
  readonly members = new Set<Member>()
  private readonly text: Text
  private standing: Head
  private waiting: Waiting[] = []
  private committing: readonly Run[] = []
  private again: Waiting[] = []
  private busy = false
  private gone = false
  private ended = false
  private settledAt = -1
  private foldableFrom = 0
  private heard = 0
  private healing: Promise<void> | null = null
  private settling: Promise<void> | null = null
  private readonly reach = new Map<number, number>()
  private readonly claims = new Map<number, string>()
  private readonly known: Known

  constructor(readonly name: string, stored: StoredText, private readonly services: RoomServices) {
    this.text = new Text(stored)
    this.standing = stored.head
    this.broadcast = new Broadcast(this.members, services.pace)
    this.presence = new Presence(frame => this.broadcast.accompany(frame, PRESENCE.patienceMs), client => this.known.ownerOf(client), states => services.tellPresent(name, states))
    this.known = {
      clockOf: client => Math.max(this.text.clockOf(client), this.reach.get(client) ?? 0),
      storedClockOf: client => this.text.clockOf(client),
      ownerOf: client => this.text.ownerOf(client) ?? this.claims.get(client),
      mayWriteAs: services.mayWriteAs,
      hasDeleted: range => this.text.hasDeleted(range),
      depths: needed => this.depths(needed),
    }
  }

  get head(): Head { return this.standing }
  get seq(): number { return this.text.seq }
  get isGone(): boolean { return this.gone }
  get isIdle(): boolean { return this.members.size === 0 && this.waiting.length === 0 && this.committing.length === 0 && !this.busy }
  get clients(): number { return this.text.clients }

  stateVector(): Uint8Array { return this.text.stateVector() }
  whole(): Uint8Array { return this.text.whole() }

  /**
   * Takes an update in: stores what is new and permitted, and says what became of it. Outcomes of one author come in the order offered.
   * Returns a promise only when somebody had to be asked; until it is fulfilled the author offers nothing else.
   */
  offer(update: Uint8Array, by: Author, conclude: (outcome: Outcome) => void): void | Promise<void> {
    if (this.gone) return conclude({ kind: 'lost' })
    const judgement = this.judge(update, by)
    const doubtful = (judgement.kind === 'gap' && !by.wasAsked()) || (judgement.kind === 'refused' && judgement.code === NACK.forbidden)
    if (!doubtful) return this.admit(judgement, update, by, conclude)
    // Another instance may have stored what this one has not heard of yet.
    return this.catchUp().then(() => this.gone ? conclude({ kind: 'lost' }) : this.admit(this.judge(update, by), update, by, conclude))
  }

  private judge(update: Uint8Array, by: Author): Judgement {
    const scan = scanUpdate(update)
    if (!scan) return { kind: 'refused', code: NACK.malformed }
    const limits = by.authority === 'service' ? serviceLimits : socketLimits
    return judge(update, scan, this.known, by.person, { limits, allowed: this.services.allowed })
  }

  /** What is under way when somebody needs to know for the first time is not in the text yet. */
  private depths(needed: boolean): Depths | null {
    if (!needed || this.text.depths(false)) return this.text.depths(false)
    const depths = this.text.depths(true)
    const clocks = new Map<number, number>()
    const clockOf = (client: number): number => clocks.get(client) ?? this.text.clockOf(client)
    for (const { update, news: { reach } } of [...this.committing.flatMap(({ parts }) => parts), ...this.waiting]) {
      const scan = scanUpdate(update)
      if (scan) depths?.learn(scan, clockOf)
      for (const [client, end] of reach) clocks.set(client, end)
    }
    return depths
  }

  private admit(judgement: Judgement, update: Uint8Array, by: Author, conclude: (outcome: Outcome) => void): void | Promise<void> {
    if (judgement.kind === 'nothing') return conclude({ kind: 'stored', seq: this.text.seq })
    if (judgement.kind !== 'news') return conclude(judgement)
    if (judgement.reach.size > 0 && this.isFull(update.length)) return this.refuseOrShrink(update, by, conclude)
    const refusal = by.refusal()
    if (refusal === null) return this.enqueue({ update, by, news: judgement, conclude })
    return this.refuseOrExcuse(refusal, judgement, update, by, conclude)
  }

  private async refuseOrExcuse(asked: NackCode | Promise<NackCode | null>, news: News, update: Uint8Array, by: Author, conclude: (outcome: Outcome) => void): Promise<void> {
    const code = await asked
    if (this.gone) return conclude({ kind: 'lost' })
    if (code === null) return this.admit(this.judge(update, { ...by, refusal: () => null }), update, { ...by, refusal: () => null }, conclude)
    // Deletions that follow from merging are in every reader's copy, but in no update: learn them before blaming the reader.
    if (news.reach.size === 0 && this.settledAt !== this.text.seq) await this.trySettling()
    const added = this.gone || this.judge(update, by).kind !== 'nothing'
    conclude(added ? { kind: 'refused', code } : { kind: 'stored', seq: this.text.seq })
  }

  private isFull(more: number): boolean {
    return this.text.baseSize + this.text.tailSize + more > this.services.textBytes
  }

  /** How large a text is shows when its deleted content has been collected. */
  private async refuseOrShrink(update: Uint8Array, by: Author, conclude: (outcome: Outcome) => void): Promise<void> {
    if (this.settledAt !== this.text.seq) await this.trySettling()
    if (this.gone) return conclude({ kind: 'lost' })
    if (this.isFull(update.length)) return conclude({ kind: 'refused', code: NACK.full })
    return this.admit(this.judge(update, by), update, by, conclude)
  }

  private enqueue(waiting: Waiting): void {
    this.waiting.push(waiting)
    this.note(waiting)
    this.services.ready(this)
  }

  private note({ news, by }: Waiting): void {
    for (const [client, clock] of news.reach) this.reach.set(client, clock)
    for (const client of news.claims) this.claims.set(client, by.person)
  }

  /** What goes into the next commit; `null` while there is nothing or the last answer is being worked in. */
  take(): RoomBatch | null {
    if (this.gone || this.busy || this.committing.length > 0 || this.waiting.length === 0) return null
    this.committing = runsOf(this.waiting.splice(0, COMMITTED_AT_ONCE))
    return { room: this.name, basis: this.text.seq, epoch: this.standing.epoch, entries: this.committing.map(({ entry }) => entry) }
  }

  /**
   * Works in what the log said: shows what is stored, tells the authors, offers again what has to be looked at again.
   * Returns a promise only when something else has happened than that all of it was stored after what is here.
   */
  conclude(outcome: RoomOutcome): 'again' | 'later' | 'done' | Promise<'again' | 'done'> {
    if (this.gone) return 'done'
    if (outcome.held) {
      this.waiting = [...this.committing.flatMap(({ parts }) => parts), ...this.waiting]
      this.committing = []
      return 'later'
    }
    const { verdicts } = outcome
    const [first] = verdicts
    const isExpected = verdicts.every(({ kind }) => kind === 'stored') && first?.kind === 'stored' && first.seq === this.text.seq + 1
    if (!isExpected) return this.concludeOtherwise(verdicts)
    this.show(this.committing, verdicts)
    this.tell(this.committing, verdicts)
    this.committing = []
    this.forgetWhatIsStored()
    return this.afterwards()
  }

  private async concludeOtherwise(verdicts: readonly Verdict[]): Promise<'again' | 'done'> {
    const offered = this.committing
    this.busy = true
    const firstSeq = verdicts.find(verdict => verdict.kind === 'stored')?.seq
    // Somebody else's updates lie between: fetch them, so that nobody sees a text with a hole.
    if (firstSeq !== undefined && firstSeq > this.text.seq + 1) await this.showFetched(offered, verdicts)
    else this.show(offered, verdicts)
    if (this.gone) return 'done'
    this.tell(offered, verdicts)
    this.committing = []
    const again = offered.flatMap(({ parts }, i) => verdicts[i]?.kind === 'again' ? parts : [])
    if (verdicts.some(({ kind }) => kind !== 'stored')) await this.startOver(again)
    else this.forgetWhatIsStored()
    this.busy = false
    return this.afterwards()
  }

  private afterwards(): 'again' | 'done' {
    this.tidy()
    return this.waiting.length > 0 ? 'again' : 'done'
  }

  /** Shows what was just stored. What it brings was found out when it was judged. */
  private show(offered: readonly Run[], verdicts: readonly Verdict[]): void {
    const stored = storedOf(offered, verdicts)
    for (const { update, run } of stored) {
      this.text.take(update, run.parts.map(({ news }) => news))
      this.broadcast.say(update.data, run.parts[0]!.by.member)
    }
    this.tellElsewhere(stored.map(({ update }) => update))
  }

  private tellElsewhere(updates: readonly StoredUpdate[]): void {
    const [first] = updates
    if (first) this.services.tellStored({ room: this.name, from: first.seq, to: first.seq + updates.length - 1, updates })
  }

  private async showFetched(offered: readonly Run[], verdicts: readonly Verdict[]): Promise<void> {
    const stored = storedOf(offered, verdicts)
    const later = await this.services.log.after(this.name, this.text.seq)
    if (this.gone) return
    this.integrate(later?.updates ?? [], new Map(stored.map(({ update, run }) => [update.seq, run.parts[0]!.by.member])))
    this.tellElsewhere(stored.map(({ update }) => update))
  }

  private tell(offered: readonly Run[], verdicts: readonly Verdict[]): void {
    offered.forEach(({ parts }, i) => {
      const verdict = verdicts[i]
      if (verdict?.kind === 'stored') for (const { conclude } of parts) conclude(verdict)
      else if (verdict?.kind === 'refused') for (const { conclude } of parts) conclude({ kind: 'refused', code: nackOf[verdict.why] })
    })
  }

  /** Everything not stored is judged again from what is stored: it may build on something that was refused. */
  private async startOver(again: readonly Waiting[]): Promise<void> {
    this.again = [...again]
    await this.catchUp()
    if (this.gone) return
    this.again.push(...this.waiting)
    this.waiting = []
    this.reach.clear()
    this.claims.clear()
    for (let next = this.again[0]; next && !this.gone; next = this.again[0]) {
      const { update, by, conclude } = next
      await this.admit(this.judge(update, by), update, by, conclude)
      this.again.shift()
    }
  }

  private forgetWhatIsStored(): void {
    this.reach.clear()
    this.claims.clear()
    for (const waiting of this.waiting) this.note(waiting)
  }

  /** Fetches what others have stored and how the head stands now. */
  async catchUp(): Promise<void> {
    const later = await this.services.log.after(this.name, this.text.seq)
    if (this.gone) return
    if (!later) return this.drop(CLOSE.missing, 'This text is no longer there.')
    this.integrate(later.updates, nobodyHere)
    this.hear(later.head)
  }

  /** Takes in what another instance has stored. What does not follow on what is here is fetched from the log together with what lies between. */
  hearStored({ from, to, updates }: StoredNews): void {
    if (this.gone || to <= this.text.seq) return
    if (updates && from <= this.text.seq + 1) return this.integrate(updates, nobodyHere)
    this.heard = Math.max(this.heard, to)
    this.healing ??= this.heal().catch((error: unknown) => this.services.report(error, this.name)).finally(() => { this.healing = null })
  }

  private async heal(): Promise<void> {
    for (let tries = 0; tries < 3 && !this.gone && this.text.seq < this.heard; tries++) await this.catchUp()
  }

  private integrate(updates: readonly StoredUpdate[], writers: ReadonlyMap<number, Member | null>): void {
    for (const update of updates) {
      if (update.seq <= this.text.seq) continue
      this.text.take(update)
      this.broadcast.say(update.data, writers.get(update.seq) ?? null)
    }
  }

  private hear(head: Head): void {
    const changed = head.epoch !== this.standing.epoch || head.locked !== this.standing.locked
    this.standing = { ...head, seq: this.text.seq }
    if (changed) this.reconsider('rules').catch((error: unknown) => this.services.report(error, this.name))
  }

  /** Asks anew what each visitor may do, or only the sockets of one person. */
  async reconsider(cause: 'rights' | 'rules', person?: string): Promise<void> {
    const members = [...this.members].filter(({ visitor }) => person === undefined || visitor.person === person)
    await Promise.all(members.map(member => member.reconsider(cause)))
  }

  /** Folds the text into a smaller base and keeps it as a snapshot. */
  settle(): Promise<void> {
    this.settling ??= this.fold().finally(() => { this.settling = null })
    return this.settling
  }

  /** A text in which something cannot be read is served and written all the same. */
  private async trySettling(): Promise<void> {
    if (this.text.seq < this.foldableFrom) return
    try {
      await this.settle()
    } catch (error) {
      this.foldableFrom = this.text.seq + FOLDED_AGAIN
      this.services.report(error, this.name)
    }
  }

  private async fold(): Promise<void> {
    const { upTo, data } = await this.text.settle(this.services.fold)
    this.settledAt = upTo
    await this.services.log.keepSnapshot(this.name, upTo, data)
  }

  /** What somebody with this state vector lacks, as sync step 2. A promise while a long tail is folded first. */
  missing(stateVector: Uint8Array): Frame | Promise<Frame> {
    const answer = (): Frame => step2Frame(this.text.missing(stateVector))
    if (this.text.tailLength <= SERVED_TAIL) return answer()
    return this.trySettling().then(answer)
  }

  /** Folds a text whose tail has grown long, beside everything else. */
  tidy(): void {
    const { tailLength, tailSize, baseSize } = this.text
    if (tailLength > LONG_TAIL || tailSize > LARGE_TAIL + baseSize) this.settleBeside()
  }

  /** Everybody has left: whoever comes next should not have to wait for what they wrote. */
  tidyUp(): void {
    if (this.text.tailLength > LEFT_TAIL) this.settleBeside()
  }

  private settleBeside(): void {
    if (this.settling === null) void this.trySettling()
  }

  /** Ends the room without believing anything it holds: sockets come back to what the log says. */
  drop(code: CloseCode = CLOSE.comeBack, reason = 'The text is loaded again: please come back.'): void {
    if (this.gone) return
    this.gone = true
    for (const { conclude } of [...this.committing.flatMap(({ parts }) => parts), ...this.again, ...this.waiting]) conclude({ kind: 'lost' })
    this.broadcast.end()
    for (const member of [...this.members]) member.close(code, reason)
    this.end()
  }

  /** Nobody is in it and nobody comes any more. */
  end(): void {
    if (this.ended) return
    this.ended = true
    this.presence.end()
    this.services.left()
  }
}
