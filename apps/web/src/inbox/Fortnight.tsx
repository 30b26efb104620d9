import { Trans, useLingui } from '@lingui/react/macro'
import type { InboxQuery } from '../api/generated.ts'
import { daysAhead } from '../ui/moment.ts'
import { Where } from '../ui/Where.tsx'
import styles from './inbox.module.css'

type Inbox = InboxQuery['inbox']

/** Something that falls into the next fifteen days; `at` counts days from today. */
interface Mark {
  readonly at: number
  readonly what: string
  readonly where: string
}

const DAYS = 15

/** What is due on each of the next fifteen days; what is late stands on today. A deadline of the calendar that a notice already names is not said twice. */
export function marks(inbox: Pick<Inbox, 'needsYou' | 'calendar'>, ahead: (iso: string) => number): readonly Mark[] {
  const acts = inbox.needsYou.flatMap(notice =>
    notice.due === null ? [] : [{ at: Math.max(0, ahead(notice.due)), what: notice.verb, where: notice.where }],
  )
  const named = new Set(acts.map(act => `${act.at} ${act.where}`))
  const dates = inbox.calendar.map(deadline => ({ at: ahead(deadline.due), what: deadline.what, where: deadline.where }))
  return [...acts, ...dates.filter(date => date.at >= 0 && !named.has(`${date.at} ${date.where}`))].filter(mark => mark.at < DAYS)
}

interface FortnightProps {
  readonly now: string
  readonly notices: Inbox['needsYou']
  readonly deadlines: Inbox['calendar']
}

/** The ruler of the next fifteen days: the same rule as on the stage rail, with what is due above it. */
export function Fortnight({ now, notices, deadlines }: FortnightProps) {
  const { t } = useLingui()
  const all = marks({ needsYou: notices, calendar: deadlines }, iso => daysAhead(iso))
  const today = new Date(now)
  return (
    <section className={`scroll ${styles.fortnight}`} tabIndex={0} aria-label={t`The next fifteen days`}>
      <ol>
        {Array.from({ length: DAYS }, (_, index) => {
          const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() + index)
          const weekend = date.getDay() % 6 === 0
          const due = all.filter(mark => mark.at === index)
          const look = [index === 0 ? styles.today : '', weekend ? styles.weekend : '', due.length > 0 ? styles.marked : ''].join(' ')
          return (
            <li key={index} className={look}>
              <span className={styles.above}>
                {due.slice(0, 1).map(mark => (
                  <Where key={mark.where} to={mark.where} title={mark.what}>
                    {mark.what}
                  </Where>
                ))}
                {due.length > 1 && (
                  <span className="q">
                    {' '}
                    <Trans>and {due.length - 1} more</Trans>
                  </span>
                )}
              </span>
              <time dateTime={date.toISOString()}>
                {new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' }).format(date)}
              </time>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
