import { Admission, type AdmissionRules } from './admission.ts'
import { Broadcast } from './broadcast.ts'
import type { News as StoredNews } from './bus.ts'
import type { Frame } from './frames.ts'
import { PRESENCE } from './limits.ts'
import type { Author, Member, Outcome, Run, Waiting } from './offer.ts'
import type { Pace } from './pace.ts'
import type { Head, RoomBatch, RoomOutcome, StoredText, StoredUpdate, UpdateLog, Verdict } from './ports.ts'
import { Presence } from './presence.ts'
import { CLOSE, NACK, type CloseCode, type NackCode } from './protocol.ts'
import { Queue } from './queue.ts'
import { Settling, type SettlingServices } from './settling.ts'
import { Text } from './text.ts'

export interface RoomServices extends AdmissionRules, SettlingServices {
  readonly log: UpdateLog
  readonly pace: Pace
  /** Tells the group commit that this room has something to store. */
  readonly ready: (room: Room) => void
  /** Tells other instances what was stored here, and who is here. */
  readonly tellStored: (news: StoredNews) => void
  readonly tellPresent: (room: string, states: Uint8Array) => void
  /** Called once, when the room is gone. */
  readonly left: () => void
}

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
  private readonly queue: Queue
  private readonly settling: Settling
  private readonly admission: Admission
  private standing: Head
  private busy = false
  private gone = false
  private ended = false
  private heard = 0
  private healing: Promise<void> | null = null

  constructor(readonly name: string, stored: StoredText, private readonly services: RoomServices) {
    const text = new Text(stored)
    const queue = new Queue(text)
    const settling = new Settling(name, text, services)
    this.text = text
    this.queue = queue
    this.settling = settling
    this.standing = stored.head
    this.broadcast = new Broadcast(this.members, services.pace)
    this.presence = new Presence(frame => this.broadcast.accompany(frame, PRESENCE.patienceMs), client => queue.ownerOf(client), states => services.tellPresent(name, states))
    this.admission = new Admission({ text, queue, settling, isGone: () => this.gone, catchUp: () => this.catchUp(), enqueue: waiting => this.enqueue(waiting) }, services)
  }

  get head(): Head { return this.standing }
  get seq(): number { return this.text.seq }
  get isGone(): boolean { return this.gone }
  get isIdle(): boolean { return this.members.size === 0 && this.queue.isEmpty && !this.busy }
  get clients(): number { return this.text.clients }

  stateVector(): Uint8Array { return this.text.stateVector() }
  whole(): Uint8Array { return this.text.whole() }

  /**
   * Takes an update in: stores what is new and permitted, and says what became of it. Outcomes of one author come in the order offered.
   * Returns a promise only when somebody had to be asked; until it is fulfilled the author offers nothing else.
   */
  offer(update: Uint8Array, by: Author, conclude: (outcome: Outcome) => void): void | Promise<void> { return this.admission.offer(update, by, conclude) }

  private enqueue(waiting: Waiting): void {
    this.queue.add(waiting)
    this.services.ready(this)
  }

  /** What goes into the next commit; `null` while there is nothing or the last answer is being worked in. */
  take(): RoomBatch | null {
    const runs = this.gone || this.busy ? null : this.queue.take()
    return runs && { room: this.name, basis: this.text.seq, epoch: this.standing.epoch, entries: runs.map(({ entry }) => entry) }
  }

  /**
   * Works in what the log said: shows what is stored, tells the authors, offers again what has to be looked at again.
   * Returns a promise only when something else has happened than that all of it was stored after what is here.
   */
  conclude(outcome: RoomOutcome): 'again' | 'later' | 'done' | Promise<'again' | 'done'> {
    if (this.gone) return 'done'
    if (outcome.held) {
      this.queue.takeBack()
      return 'later'
    }
    const { verdicts } = outcome
    const [first] = verdicts
    const isExpected = verdicts.every(({ kind }) => kind === 'stored') && first?.kind === 'stored' && first.seq === this.text.seq + 1
    if (!isExpected) return this.concludeOtherwise(verdicts)
    this.show(this.queue.underWay, verdicts)
    this.tell(this.queue.underWay, verdicts)
    this.queue.settleUnderWay()
    this.queue.forgetWhatIsStored()
    return this.afterwards()
  }

  private async concludeOtherwise(verdicts: readonly Verdict[]): Promise<'again' | 'done'> {
    const offered = this.queue.underWay
    this.busy = true
    const firstSeq = verdicts.find(verdict => verdict.kind === 'stored')?.seq
    // Somebody else's updates lie between: fetch them, so that nobody sees a text with a hole.
    if (firstSeq !== undefined && firstSeq > this.text.seq + 1) await this.showFetched(offered, verdicts)
    else this.show(offered, verdicts)
    if (this.gone) return 'done'
    this.tell(offered, verdicts)
    this.queue.settleUnderWay()
    const again = offered.flatMap(({ parts }, i) => verdicts[i]?.kind === 'again' ? parts : [])
    if (verdicts.some(({ kind }) => kind !== 'stored')) await this.startOver(again)
    else this.queue.forgetWhatIsStored()
    this.busy = false
    return this.afterwards()
  }

  private afterwards(): 'again' | 'done' {
    this.tidy()
    return this.queue.hasWaiting ? 'again' : 'done'
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
    this.queue.setAside(again)
    await this.catchUp()
    if (this.gone) return
    await this.queue.judgeAgain(waiting => this.admission.offerAgain(waiting), () => this.gone)
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

  /** What somebody with this state vector lacks, as sync step 2. A promise while a long tail is folded first. */
  missing(stateVector: Uint8Array): Frame | Promise<Frame> { return this.settling.missing(stateVector) }
  /** Folds a text whose tail has grown long, beside everything else. */
  tidy(): void { this.settling.tidy() }
  /** Everybody has left. */
  tidyUp(): void { this.settling.tidyUp() }

  /** Ends the room without believing anything it holds: sockets come back to what the log says. */
  drop(code: CloseCode = CLOSE.comeBack, reason = 'The text is loaded again: please come back.'): void {
    if (this.gone) return
    this.gone = true
    this.queue.concludeAll({ kind: 'lost' })
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
