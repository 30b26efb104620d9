import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { day, daysAhead, distance, moment } from './moment.ts'

/** The time left until a deadline, in words. */
export function useTimeLeft(): (iso: string) => string {
  const { t } = useLingui()
  return iso => {
    const left = distance(iso)
    const days = plural(left.days, { one: '# day', other: '# days' })
    const hours = plural(left.hours, { one: '# hour', other: '# hours' })
    const minutes = plural(left.minutes, { one: '# minute', other: '# minutes' })
    const span =
      left.days > 0 ? (left.hours > 0 && left.days < 4 ? `${days} ${hours}` : days) : left.hours > 0 ? `${hours} ${minutes}` : minutes
    return left.past ? t`${span} late` : t`${span} left`
  }
}

/** A deadline with its zone, and how near it is; near and past ones are set off. */
export function Due({ at, zone }: { readonly at: string; readonly zone?: string }) {
  const timeLeft = useTimeLeft()
  const ahead = daysAhead(at)
  const left = distance(at)
  const grade = left.past ? 'late over' : ahead <= 3 ? 'late' : 'meta'
  return (
    <>
      <time className="num" dateTime={at}>
        {ahead === 0 && !left.past ? <Trans>today, {moment(at, zone)}</Trans> : moment(at, zone)}
      </time>
      <br />
      <span className={grade}>{timeLeft(at)}</span>
    </>
  )
}

/** A plain date. */
export function Day({ at, zone }: { readonly at: string; readonly zone?: string }) {
  return (
    <time className="num nb" dateTime={at}>
      {daysAhead(at) === 0 ? <Trans>today</Trans> : day(at, zone)}
    </time>
  )
}

/** A date with its time and zone. */
export function Moment({ at, zone }: { readonly at: string; readonly zone?: string }) {
  return (
    <time className="num" dateTime={at}>
      {moment(at, zone)}
    </time>
  )
}
