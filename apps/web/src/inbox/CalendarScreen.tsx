import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useAnswer } from '../api/answer.ts'
import { Due } from '../ui/Due.tsx'
import { daysAhead } from '../ui/moment.ts'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { calendarQuery } from './inbox.queries.ts'
import styles from './inbox.module.css'

/** Every deadline one can see, month by month. */
export function CalendarScreen() {
  const { t } = useLingui()
  const answer = useAnswer(calendarQuery, {})
  if (answer.state === 'waiting') return <Waiting title={t`Calendar`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Calendar`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const deadlines = [...answer.data.inbox.calendar].sort((one, other) => Date.parse(one.due) - Date.parse(other.due))
  const soon = deadlines.filter(deadline => daysAhead(deadline.due) >= 0 && daysAhead(deadline.due) <= 7).length
  const monthOf = (due: string): string => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(new Date(due))
  const months = new Map(deadlines.map(({ due }) => [monthOf(due), deadlines.filter(deadline => monthOf(deadline.due) === monthOf(due))]))
  const title =
    deadlines.length === 0
      ? t`No deadline is set`
      : plural(soon, { 0: 'Nothing is due this week', one: 'One thing is due this week', other: '# things are due this week' })
  return (
    <Screen title={title}>
      {deadlines.length === 0 && (
        <Empty>
          <Trans>Deadlines come from the rulebook as soon as a draft is at work: calls, stages, ballots, appeals, reviews.</Trans>
        </Empty>
      )}
      {[...months].map(([month, lines]) => (
        <section key={month} className={styles.month} aria-label={month}>
          <h2 className="h2">{month}</h2>
          <ul>
            {lines.map(line => (
              <li key={line.key}>
                <p>
                  <Due at={line.due} />
                </p>
                <p dir="auto">
                  <Where to={line.where}>{line.what}</Where>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Screen>
  )
}
