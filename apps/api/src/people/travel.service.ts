import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { LedgerService } from '../ledger/ledger.service.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { badInput } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Rights } from './rights.service.ts'

const durationForm = /^P(?=.)(\d{1,5}Y)?(\d{1,5}M)?(\d{1,5}W)?(\d{1,6}D)?(T(?=.)(\d{1,6}H)?(\d{1,7}M)?(\d{1,8}S)?)?$/

/** The clock's time, how far it was moved (ISO 8601), and whether it may be. */
export interface Shown { readonly now: Date; readonly offset: string; readonly demo: boolean }

const shownOf = ({ now, shift, demo }: { now: string; shift: string; demo: boolean }): Shown => ({ now: new Date(now), offset: shift, demo })

/** Travelling in time, in a demo. */
@Injectable()
export class TravelService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
  ) {}

  /** Moves the demo's clock forward by an ISO 8601 duration, at most twenty years at once, and runs what falls due. Recorded at the root of the committees. */
  async moveBy(viewer: Viewer | null, duration: string): Promise<Result<Shown>> {
    if (!durationForm.test(duration)) return badInput('by', 'Say how far as an ISO 8601 duration, such as P30D.')
    const moved = await this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'clock.move')
      if (!asked.ok) return asked
      const [limits] = await tx.query<{ demo: boolean; fits: boolean }[]>(
        "select demo = 'present' as demo, $1::interval > interval '0' and $1::interval <= interval '20 years' as fits from clock, installation for update of clock", [duration])
      if (!limits!.demo) return refusal('FORBIDDEN', 'Only the clock of a demo can be moved.')
      if (!limits!.fits) return badInput('by', 'The clock moves forward only, and at most twenty years at once.')
      const before = await this.clock.now(tx)
      await this.clock.moveBy(tx, duration)
      const after = await this.clock.now(tx)
      const roots = await tx.query<{ id: string }[]>('select id from committee where parent_id is null order by created_at, id')
      for (const { id } of roots) await this.ledger.append(tx, { committee: id }, asked.value.viewer.personId, 'clock.moved', { by: duration, from: before, to: after })
      await this.deadlines.wake(tx)
      return accept(true)
    })
    return moved.ok ? accept(await this.state()) : moved
  }

  /** The clock as screens show it. */
  async state(): Promise<Shown> { return shownOf(await this.clock.state()) }

  /** Whether the viewer may move the clock of this installation. */
  async mayMove(viewer: Viewer | null, loaders: Map<unknown, unknown>): Promise<boolean> {
    return (await this.clock.state()).demo && this.rights.mayRead(viewer, 'clock.move', {}, loaders)
  }
}
