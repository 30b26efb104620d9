import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { CONFIG, type Config } from '../config.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Mail } from '../platform/mail.ts'
import { TELL } from './notices.service.ts'
import { telling } from './reminders.ts'

interface Open {
  id: string; person_id: string; draft_id: string | null; verb: string; title: string; why: string; path: string
  due: Date | null; created_at: Date; mailed_at: Date | null; reminded_at: Date | null; last: Date | null
  name: string; email: string
}

const latest = (...times: (Date | null)[]): number | null => times.reduce<number | null>((most, time) => Math.max(most ?? 0, time?.getTime() ?? 0) || null, null)

/** An instant as a letter says it. */
const spoken = (instant: Date): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(instant)} UTC`

/** Writes to people whose turn it is, and reminds those who have not acted. */
@Injectable()
export class NoticesReactions implements OnModuleInit {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly clock: Clock,
    private readonly mail: Mail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.deadlines.register<{ batch: string }>(TELL, (tx, { batch }) => this.tell(tx, batch))
  }

  /** Writes what is due about the notices of one batch, and sets the time to look again. */
  private async tell(tx: EntityManager, batch: string): Promise<void> {
    const now = Date.parse(await this.clock.now(tx))
    const open = await this.openIn(tx, batch)
    const next: number[] = []
    const byPersonAndDraft = new Map<string, Open[]>()
    for (const notice of open) {
      const told = latest(notice.mailed_at, notice.reminded_at)
      const verdict = telling({ asked: notice.created_at.getTime(), told, due: notice.due?.getTime() ?? null }, latest(notice.last), now)
      if (verdict.next !== null) next.push(verdict.next)
      if (!verdict.now) continue
      const key = `${notice.person_id} ${notice.draft_id ?? ''}`
      byPersonAndDraft.set(key, [...(byPersonAndDraft.get(key) ?? []), notice])
    }
    for (const notices of byPersonAndDraft.values()) await this.write(tx, notices)
    if (next.length > 0) {
      await this.deadlines.set(tx, { key: `notices:${batch}`, due: new Date(Math.min(...next)).toISOString(), task: TELL, payload: { batch } })
    }
  }

  private openIn(tx: EntityManager, batch: string): Promise<Open[]> {
    return tx.query<Open[]>(
      `select n.id, n.person_id, n.draft_id, n.verb, n.title, n.why, n.path, n.due, n.created_at, n.mailed_at, n.reminded_at, p.name, p.email,
         case when n.draft_id is null
           then (select max(greatest(o.mailed_at, o.reminded_at)) from notice o where o.person_id = n.person_id and o.draft_id is null)
           else (select max(greatest(o.mailed_at, o.reminded_at)) from notice o where o.person_id = n.person_id and o.draft_id = n.draft_id) end as last
       from notice n join person p on p.id = n.person_id
       where n.batch = $1 and n.settled_at is null order by n.due nulls last, n.id for update of n`, [batch])
  }

  private async write(tx: EntityManager, notices: readonly Open[]): Promise<void> {
    const [first] = notices
    if (!first) return
    const acts = notices.map(notice => [
      `${notice.verb}: ${notice.title}`, notice.why, ...(notice.due ? [`Until ${spoken(notice.due)}.`] : []), `${this.config.publicUrl}${notice.path}`,
    ].join('\n'))
    const reminder = first.mailed_at !== null
    await this.mail.write(tx, {
      to: first.email,
      subject: `${reminder ? 'Reminder: ' : ''}${first.verb}: ${first.title}${notices.length > 1 ? ` and ${notices.length - 1} more` : ''}`,
      text: `Dear ${first.name},\n\nthis waits for you in Plenary.\n\n${acts.join('\n\n')}\n`,
    })
    await tx.query(
      `update notice set reminded_at = case when mailed_at is null then reminded_at else plenary_now() end, mailed_at = coalesce(mailed_at, plenary_now())
       where id = any($1)`, [notices.map(notice => notice.id)])
  }
}
