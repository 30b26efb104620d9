import { Trans, useLingui } from '@lingui/react/macro'
import { nextDayOff } from '@plenary/process'
import type { Version } from './calendars.queries.ts'
import { dayWithWeekday, plainHoliday, today, useDayWords, weekdayName } from './day-words.ts'
import styles from './calendars.module.css'

const last = '9999-12-31'

/** The days of one version on which nobody works: those of the week, and the holidays in the order in which they come. */
export function DaysOff({ version }: { readonly version: Pick<Version, 'number' | 'weekend' | 'holidays'> }) {
  const { t } = useLingui()
  const words = useDayWords()
  const from = today()
  const coming = version.holidays
    .map(holiday => ({ holiday, next: nextDayOff(plainHoliday(holiday), from) }))
    .sort((one, other) => (one.next ?? last).localeCompare(other.next ?? last))
  return (
    <>
      <p>
        {version.weekend.length === 0 ? (
          <Trans>Every day of the week is a working day.</Trans>
        ) : (
          <Trans>Off every week: {version.weekend.map(weekdayName).join(', ')}.</Trans>
        )}
      </p>
      {coming.length > 0 && (
        <div className={`scroll ${styles.table ?? ''}`} tabIndex={0} role="group" aria-label={t`Holidays of version ${version.number}`}>
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Holiday</Trans>
                </th>
                <th scope="col" className="r">
                  <Trans>Next</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {coming.map(({ holiday, next }) => (
                <tr key={`${holiday.title} ${words(holiday)}`}>
                  <th scope="row">
                    <bdi>{holiday.title}</bdi> <span className="meta">{words(holiday)}</span>
                  </th>
                  <td className="r nb">{next === null ? <Trans>over</Trans> : <time dateTime={next}>{dayWithWeekday(next)}</time>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
