import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { calendarOn } from '@plenary/process'
import { useParams } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import { NoCommittee } from '../ui/NoCommittee.tsx'
import { permitted } from '../ui/ActButton.tsx'
import { FoldedAct } from '../ui/ActSheet.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { CalendarForm } from './CalendarForm.tsx'
import { Concerned } from './Concerned.tsx'
import { DaysOff } from './DaysOff.tsx'
import { Versions } from './Versions.tsx'
import { workingDaysQuery, type Secretariat, type Version } from './calendars.queries.ts'
import { fullDay, plainHoliday, today } from './day-words.ts'

/** The version that is in force today; null while none is. */
function inForceToday({ calendars, code }: Secretariat): Version | null {
  const versions = calendars.map(({ holidays, ...version }) => ({ ...version, of: code, distance: 0, holidays: holidays.map(plainHoliday) }))
  const found = calendarOn(versions, today())
  return calendars.find(version => version.id === found?.id) ?? null
}

/** The working days of a committee's secretariat: what is in force, what it concerns, and how it is changed. */
export function WorkingDaysScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(workingDaysQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Working days`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Working days`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { committee } = answer.data
  if (committee === null) return <NoCommittee />
  const current = inForceToday(committee)
  const latest = committee.calendars[0] ?? null
  const moving = committee.workingDayClocks.filter(clock => clock.anew !== null).length
  const title =
    moving > 0
      ? plural(moving, { one: 'One running deadline would end on another day', other: '# running deadlines would end on another day' })
      : current === null
        ? t`No calendar of its own`
        : plural(current.holidays.length, { 0: 'Working days, without a holiday', one: 'Working days, with one holiday', other: 'Working days, with # holidays' })
  return (
    <Screen
      title={title}
      over={
        <Where to={`/c/${committee.id}`}>
          <bdi>{committee.code}</bdi> {committee.name}
        </Where>
      }
      lede={<Trans>Deadlines that a rulebook gives in working days are counted with this calendar. Each keeps the version that was in force when it began.</Trans>}
    >
      <section className="section" aria-labelledby="in-force">
        <h2 className="h2" id="in-force">
          {current === null ? <Trans>In force today</Trans> : <Trans>In force since {fullDay(current.from)}</Trans>}
        </h2>
        {current === null ? (
          <Empty>
            {committee.parent === null ? (
              <Trans>None. The calendar of the rulebook counts, and where it has none, every day but Saturday and Sunday.</Trans>
            ) : (
              <Trans>
                None of its own. The calendar of <bdi>{committee.parent.code}</bdi> counts if it has one, else that of the rulebook, else every day but Saturday and Sunday.
              </Trans>
            )}
          </Empty>
        ) : (
          <DaysOff version={current} />
        )}
        <FoldedAct permission={permitted(committee.acts, 'calendar.keep')} begin={latest === null ? <Trans>Set the working days</Trans> : <Trans>Change the working days</Trans>}>
          {end => <CalendarForm committeeId={committee.id} latest={latest} onEnd={end} />}
        </FoldedAct>
      </section>
      <Concerned clocks={committee.workingDayClocks} />
      <Versions versions={committee.calendars} current={current} />
    </Screen>
  )
}
