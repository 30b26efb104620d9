import { accept, refusal, type Result } from '@plenary/kernel'
import { recordCalendar, type WantedCalendar } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { badInput, badText, unknownId } from '../platform/input.ts'
import { grouped, loaderOf } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Context, Viewer } from '../platform/viewer.ts'
import { CalendarVersion } from './calendar-version.entity.ts'
import { Rights } from './rights.service.ts'

/** A calendar as an officer has changed it. `after` is the number of the version they began from, 0 for none. */
export interface ChangedCalendar extends WantedCalendar { readonly committeeId: string; readonly after: number }

/** The working days of secretariats: each committee's officers keep them, in versions. */
@Injectable()
export class CalendarsService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
  ) {}

  /** Puts the next version of a committee's calendar on record. What runs already keeps the version it is counted with. */
  async record(viewer: Viewer | null, wanted: ChangedCalendar): Promise<Result<CalendarVersion>> {
    const wrong = unknownId(wanted.committeeId, 'There is no such committee.') ?? badText({
      reason: { value: wanted.reason, most: 4_000 },
      ...Object.fromEntries(wanted.holidays.map(({ title }, index) => [`holidays[${index}].title`, { value: title, most: 200 }])),
    })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'calendar.keep', { committeeId: wanted.committeeId })
      if (!asked.ok) return asked
      // Two versions of one committee must not take the same number.
      await tx.query('select 1 from committee where id = $1 for no key update', [wanted.committeeId])
      const latest = await tx.findOne(CalendarVersion, { where: { committeeId: wanted.committeeId }, order: { number: 'desc' } })
      if ((latest?.number ?? 0) !== wanted.after) return refusal('CHANGED', 'Somebody else has changed the calendar since you opened it. Look at it as it stands now, then change it.')
      const recorded = recordCalendar(wanted, latest && { ...latest, from: latest.inForceFrom })
      if (!recorded.ok) return recorded
      return accept(await this.keep(tx, wanted, { ...recorded.value, by: asked.value.viewer.personId }))
    })
  }

  /** All versions of a committee's calendar, the newest first; none for those who may not see its members. */
  async ofCommittee(committeeId: string, operation: Context): Promise<CalendarVersion[]> {
    if (!(await this.rights.standings(operation.viewer, operation.loaders)).belongsTo(committeeId)) return []
    return loaderOf<string, CalendarVersion[]>(operation, 'calendars of committee', async ids => grouped(
      await this.db.manager.find(CalendarVersion, { where: { committeeId: In([...ids]) }, order: { number: 'desc' } }), ids, version => version.committeeId)).load(committeeId)
  }

  private async keep(tx: EntityManager, { committeeId, after }: ChangedCalendar, made: Omit<WantedCalendar, 'holidays'> & Pick<CalendarVersion, 'holidays'> & { readonly by: string }): Promise<CalendarVersion> {
    const { identifiers } = await tx.insert(CalendarVersion, {
      committeeId, number: after + 1, inForceFrom: made.from, weekend: [...made.weekend], holidays: made.holidays as never, reason: made.reason, recordedBy: made.by,
    })
    const version = await tx.findOneByOrFail(CalendarVersion, { id: identifiers[0]!['id'] as string })
    await this.ledger.append(tx, { committee: committeeId }, made.by, 'calendar.recorded', {
      calendar: version.id, number: version.number, from: version.inForceFrom, weekend: version.weekend, holidays: version.holidays, reason: closed(version.reason),
    })
    return version
  }
}
