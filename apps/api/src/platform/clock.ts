import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'

// The shift is kept in seconds alone. Months would not come off again as they were put on: a deadline could be due before and after taking off the shift.
const inSeconds = (instant: string): string => `make_interval(secs => extract(epoch from ${instant} - clock_timestamp())::double precision)`

/** The one clock: PostgreSQL's, shifted by what a demo or a test has asked for. Nothing else in Plenary knows the time. */
@Injectable()
export class Clock {
  constructor(private readonly db: DataSource) {}

  /** The instant of the call, as the database sees it, in ISO 8601 UTC with milliseconds. */
  async now(tx: EntityManager = this.db.manager): Promise<string> {
    const [row] = await tx.query<{ now: Date }[]>('select plenary_now() as now')
    return row!.now.toISOString()
  }

  /** The instant that real time shows, whatever the clock was moved to. For seeds, which write the past, and for nothing else. */
  async realNow(): Promise<string> {
    const [row] = await this.db.query<{ now: Date }[]>('select clock_timestamp() as now')
    return row!.now.toISOString()
  }

  /** Whether this database may be moved in time by hand (a demo). */
  async state(): Promise<{ now: string; shift: string; demo: boolean }> {
    const [row] = await this.db.query<{ now: Date; shift: string; demo: boolean }[]>(
      "select plenary_now() as now, extract(epoch from shift)::bigint::text as shift, demo = 'present' as demo from clock, installation")
    return { now: row!.now.toISOString(), shift: `PT${row!.shift}S`, demo: row!.demo }
  }

  /** Moves the clock by an ISO 8601 duration. For demos and tests; the caller records it in the ledger. */
  async moveBy(tx: EntityManager, duration: string): Promise<void> {
    await tx.query(`update clock set shift = ${inSeconds('(plenary_now() + $1::interval)')}`, [duration])
  }

  /** Sets the clock so that it shows this instant now and runs on from there. */
  async setTo(tx: EntityManager, instant: string): Promise<void> {
    await tx.query(`update clock set shift = ${inSeconds('$1::timestamptz')}`, [instant])
  }

  /** Lets the clock run with real time again. */
  async reset(tx: EntityManager): Promise<void> {
    await tx.query("update clock set shift = '0'")
  }

  /** Applies PLENARY_CLOCK: an offset counts from real time, an instant from which the clock runs on. */
  async travel(setting: string): Promise<void> {
    const { manager } = this.db
    if (!/^[+-]P/.test(setting)) return this.setTo(manager, setting)
    const sign = setting.startsWith('-') ? '-' : '+'
    await manager.query(`update clock set shift = ${inSeconds(`(clock_timestamp() ${sign} $1::interval)`)}`, [setting.slice(1)])
  }
}
