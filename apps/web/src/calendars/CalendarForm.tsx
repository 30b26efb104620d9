import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActSheet } from '../ui/ActSheet.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { AddHoliday } from './AddHoliday.tsx'
import { recordCalendar, type Holiday, type Version } from './calendars.queries.ts'
import { today, useDayWords, weekdayName } from './day-words.ts'
import styles from './calendars.module.css'

interface FormProps {
  readonly committeeId: string
  /** What is changed; null when there is no calendar yet. */
  readonly latest: Version | null
  readonly onEnd: () => void
}

const week = [1, 2, 3, 4, 5, 6, 7]

/** The next version of the calendar, as the officer puts it together from the one before. */
export function CalendarForm({ committeeId, latest, onEnd }: FormProps) {
  const { t } = useLingui()
  const words = useDayWords()
  const recording = useAct(recordCalendar)
  const [weekend, setWeekend] = useState<readonly number[]>(latest?.weekend ?? [6, 7])
  const [holidays, setHolidays] = useState<readonly Holiday[]>(latest?.holidays ?? [])
  const [from, setFrom] = useState(today())
  const [reason, setReason] = useState('')
  const send = () =>
    recording.act({
      input: {
        committeeId,
        after: latest?.number ?? 0,
        from,
        weekend: [...weekend],
        holidays: holidays.map(({ title, on, yearly, easter }) => ({ title, on, yearly, easter })),
        reason,
      },
    })
  const turn = (day: number): void => setWeekend(weekend.includes(day) ? weekend.filter(one => one !== day) : [...weekend, day])
  return (
    <ActSheet act={send} refusal={recording.refusal} busy={recording.busy} submit={<Trans>Put it on record</Trans>} onEnd={onEnd}>
      <fieldset>
        <legend className="meta">
          <Trans>Off every week</Trans>
        </legend>
        <div className={styles.week}>
          {week.map(day => (
            <label className="pick" key={day}>
              <input type="checkbox" checked={weekend.includes(day)} onChange={() => turn(day)} />
              <span>{weekdayName(day)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <h3 className="h3" id="holidays">
          <Trans>Holidays</Trans>
        </h3>
        {holidays.length === 0 ? (
          <p className="q">
            <Trans>No holiday yet.</Trans>
          </p>
        ) : (
          <ul className={styles.holidays} aria-labelledby="holidays">
            {holidays.map((holiday, index) => (
              <li key={`${index} ${holiday.title}`}>
                <span>
                  <bdi className="b">{holiday.title}</bdi> <span className="q">{words(holiday)}</span>
                </span>
                <button type="button" className="link" onClick={() => setHolidays(holidays.filter(one => one !== holiday))}>
                  <Trans>Remove</Trans>
                  <span className="vh"> {holiday.title}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <AddHoliday onAdd={holiday => setHolidays([...holidays, holiday])} />
      <TextField
        label={t`In force from`}
        type="date"
        required
        value={from}
        onChange={event => setFrom(event.target.value)}
        hint={t`What begins on that day or later is counted with it. What runs already keeps its end until you decide to move it.`}
      />
      <AreaField label={t`Reason, on record`} required value={reason} onChange={event => setReason(event.target.value)} />
    </ActSheet>
  )
}
