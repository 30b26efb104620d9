import { judge, type AllowedRoot, type Judgement, type Known, type News } from './judgement.ts'
import { serviceLimits, socketLimits } from './limits.ts'
import type { Author, Outcome, Waiting } from './offer.ts'
import { NACK, type NackCode } from './protocol.ts'
import type { Queue } from './queue.ts'
import type { Settling } from './settling.ts'
import type { Text } from './text.ts'
import { scanUpdate } from './update.ts'

export interface AdmissionRules {
  readonly allowed: AllowedRoot
  readonly mayWriteAs: (owner: string, person: string) => boolean
  /** Bytes of one text. */
  readonly textBytes: number
}

/** What admission needs to know of the room, and have done by it. */
export interface Premises {
  readonly text: Text
  readonly queue: Queue
  readonly settling: Settling
  isGone(): boolean
  /** Fetches what other instances have stored. */
  catchUp(): Promise<void>
  /** Lets it wait for its commit. */
  enqueue(waiting: Waiting): void
}

type Conclude = (outcome: Outcome) => void

/** The door of one room for updates: what is new and permitted waits for its commit, and of everything else is said at once what became of it. */
export class Admission {
  private readonly known: Known

  constructor(private readonly premises: Premises, private readonly rules: AdmissionRules) {
    const { text, queue } = premises
    this.known = {
      clockOf: client => queue.clockOf(client),
      storedClockOf: client => text.clockOf(client),
      ownerOf: client => queue.ownerOf(client),
      mayWriteAs: rules.mayWriteAs,
      hasDeleted: range => text.hasDeleted(range),
      places: needed => queue.places(needed),
    }
  }

  /**
   * Takes an update in: stores what is new and permitted, and says what became of it. Outcomes of one author come in the order offered.
   * Returns a promise only when somebody had to be asked; until it is fulfilled the author offers nothing else.
   */
  offer(update: Uint8Array, by: Author, conclude: Conclude): void | Promise<void> {
    if (this.premises.isGone()) return conclude({ kind: 'lost' })
    const judgement = this.judge(update, by)
    const doubtful = (judgement.kind === 'gap' && !by.wasAsked()) || (judgement.kind === 'refused' && judgement.code === NACK.forbidden)
    if (!doubtful) return this.admit(judgement, update, by, conclude)
    // Another instance may have stored what this one has not heard of yet.
    return this.premises.catchUp().then(() => this.premises.isGone() ? conclude({ kind: 'lost' }) : this.judgeAndAdmit(update, by, conclude))
  }

  /** Judges what was taken in before again, from what is stored by now. */
  offerAgain({ update, by, conclude }: Waiting): void | Promise<void> { return this.judgeAndAdmit(update, by, conclude) }

  private judgeAndAdmit(update: Uint8Array, by: Author, conclude: Conclude): void | Promise<void> {
    return this.admit(this.judge(update, by), update, by, conclude)
  }

  private judge(update: Uint8Array, by: Author): Judgement {
    const scan = scanUpdate(update)
    if (!scan) return { kind: 'refused', code: NACK.malformed }
    const limits = by.authority === 'service' ? serviceLimits : socketLimits
    return judge(update, scan, this.known, by.person, { limits, allowed: this.rules.allowed })
  }

  private admit(judgement: Judgement, update: Uint8Array, by: Author, conclude: Conclude): void | Promise<void> {
    if (judgement.kind === 'nothing') return conclude({ kind: 'stored', seq: this.premises.text.seq })
    if (judgement.kind !== 'news') return conclude(judgement)
    if (judgement.reach.size > 0 && this.isFull(update.length)) return this.refuseOrShrink(update, by, conclude)
    const refusal = by.refusal()
    if (refusal === null) return this.premises.enqueue({ update, by, news: judgement, conclude })
    return this.refuseOrExcuse(refusal, judgement, update, by, conclude)
  }

  private async refuseOrExcuse(asked: NackCode | Promise<NackCode | null>, news: News, update: Uint8Array, by: Author, conclude: Conclude): Promise<void> {
    const { text, settling } = this.premises
    const code = await asked
    if (this.premises.isGone()) return conclude({ kind: 'lost' })
    if (code === null) return this.judgeAndAdmit(update, { ...by, refusal: () => null }, conclude)
    // Deletions that follow from merging are in every reader's copy, but in no update: learn them before blaming the reader.
    if (news.reach.size === 0 && !settling.isSettled) await settling.trySettling()
    const added = this.premises.isGone() || this.judge(update, by).kind !== 'nothing'
    conclude(added ? { kind: 'refused', code } : { kind: 'stored', seq: text.seq })
  }

  private isFull(more: number): boolean {
    const { text } = this.premises
    return text.baseSize + text.tailSize + more > this.rules.textBytes
  }

  /** How large a text is shows when its deleted content has been collected. */
  private async refuseOrShrink(update: Uint8Array, by: Author, conclude: Conclude): Promise<void> {
    const { settling } = this.premises
    if (!settling.isSettled) await settling.trySettling()
    if (this.premises.isGone()) return conclude({ kind: 'lost' })
    if (this.isFull(update.length)) return conclude({ kind: 'refused', code: NACK.full })
    return this.judgeAndAdmit(update, by, conclude)
  }
}
