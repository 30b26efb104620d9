export interface TideLimits {
  /** So many texts opened or closed are worth a look. */
  readonly texts: number
  /** How long nothing may have been opened or closed. */
  readonly quietMs: number
}

const usual: TideLimits = { texts: 50, quietMs: 1_500 }

/**
 * Notices when many texts were opened or closed and it has become quiet since: the time to give memory back that was needed for it.
 * Giving it back stops everything for some tens of milliseconds, so it waits for as long as the process is busy.
 */
export class Tide {
  private moved = 0
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly isBusy: () => boolean, private readonly turned: () => void, private readonly limits: TideLimits = usual) {}

  /** A text was opened or closed. */
  move(): void {
    this.moved++
    if (this.timer) this.timer.refresh()
    else if (this.moved >= this.limits.texts) this.wait()
  }

  private wait(): void {
    this.timer = setTimeout(() => this.look(), this.limits.quietMs).unref()
  }

  private look(): void {
    if (this.isBusy()) return this.wait()
    this.timer = null
    this.moved = 0
    this.turned()
  }

  end(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}
