import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { phases, phaseWords } from '@plenary/process'
import type { DraftLinePartsFragment } from '../api/generated.ts'
import { daysAhead } from '../ui/moment.ts'
import { useStationWords } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import styles from './committees.module.css'

/** Whether a draft has outstayed the time its rulebook expects for the stage. */
export const isLate = (draft: DraftLinePartsFragment): boolean => {
  const station = draft.rail.stations.find(one => one.state === 'current')
  // A stage that may only not end before a day has no day by which it ought to end.
  return station !== undefined && station.days !== null && station.until !== null && daysAhead(station.until) < 0
}

/** Where the work stands: one square a draft over the phase it is in, whatever its rulebook calls the stage, on the rule of the stage rail. */
export function Funnel({ drafts }: { readonly drafts: readonly DraftLinePartsFragment[] }) {
  const { t } = useLingui()
  const say = useStationWords()
  if (drafts.length === 0) return null
  const atWork = drafts.filter(draft => draft.withdrawnAt === null)
  return (
    <section className={styles.funnel} aria-label={t`Drafts by stage`}>
      <ol>
        {phases.map(phase => {
          const here = atWork.filter(draft => draft.phase === phase)
          const late = here.filter(isLate).length
          return (
            <li key={phase}>
              <span className={styles.squares} data-figure="" aria-hidden="true">
                {here.map(draft => (
                  <i key={draft.id} className={isLate(draft) ? styles.late : undefined} />
                ))}
              </span>
              <span className={styles.station}>
                {here.length === 0 ? (
                  <span className="q">{say(phase, phaseWords[phase])}</span>
                ) : (
                  <Where to={`/drafts?stage=${phase}`}>{say(phase, phaseWords[phase])}</Where>
                )}{' '}
                <span className="num">{here.length}</span>
              </span>
              {late > 0 && (
                <span className="meta c-del b">
                  <Plural value={late} one="# late" other="# late" />
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {atWork.length === 0 && (
        <p className="q">
          <Trans>Nothing is at work.</Trans>
        </p>
      )}
    </section>
  )
}
