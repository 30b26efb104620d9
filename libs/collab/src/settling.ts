import { step2Frame, type Frame } from './frames.ts'
import type { UpdateLog } from './ports.ts'
import type { Fold, Text } from './text.ts'

export interface SettlingServices {
  readonly log: Pick<UpdateLog, 'keepSnapshot'>
  readonly fold: Fold
  readonly report: (error: unknown, room: string) => void
}

// Folding costs a worker about ten microseconds an update, the more the oftener: while people write it can wait.
const LONG_TAIL = 8_000
const LARGE_TAIL = 1024 * 1024
// Nobody is sent a tail longer than this: merging it would hold up everybody for longer than a worker needs to fold it.
const SERVED_TAIL = 2_000
const LEFT_TAIL = 50
// A text that cannot be folded is not tried again before so much more was written: its updates are served as they are.
const FOLDED_AGAIN = 1_000

/** Keeps one open text small: folds it into a base without its deleted content, in a worker, and keeps that as a snapshot. */
export class Settling {
  private settledAt = -1
  private foldableFrom = 0
  private underWay: Promise<void> | null = null

  constructor(private readonly room: string, private readonly text: Text, private readonly services: SettlingServices) {}

  /** Whether all that is stored has been folded. */
  get isSettled(): boolean { return this.settledAt === this.text.seq }

  /** Folds the text and keeps it. Throws when something in it cannot be read. */
  settle(): Promise<void> {
    this.underWay ??= this.fold().finally(() => { this.underWay = null })
    return this.underWay
  }

  /** A text in which something cannot be read is served and written all the same. */
  async trySettling(): Promise<void> {
    if (this.text.seq < this.foldableFrom) return
    try {
      await this.settle()
    } catch (error) {
      this.foldableFrom = this.text.seq + FOLDED_AGAIN
      this.services.report(error, this.room)
    }
  }

  private async fold(): Promise<void> {
    const { upTo, data } = await this.text.settle(this.services.fold)
    this.settledAt = upTo
    await this.services.log.keepSnapshot(this.room, upTo, data)
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
    if (this.underWay === null) void this.trySettling()
  }
}
