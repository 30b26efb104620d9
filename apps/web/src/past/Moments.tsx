import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { TextHistoryQuery } from '../api/generated.ts'
import { Moment as At } from '../ui/Due.tsx'
import { useMomentWords } from './moment-words.ts'
import type { Moment } from './past.queries.ts'
import styles from './past.module.css'

type Page = NonNullable<NonNullable<TextHistoryQuery['draft']>['textHistory']>

interface MomentsProps {
  readonly page: Page
  /** The one of them that is looked at. */
  readonly here: Moment
  readonly onChoose: (moment: Moment) => void
  readonly onBefore: (before: number | null) => void
  /** Whether this is a page of older moments. */
  readonly isOlder: boolean
}

/** The moments of a text on a slider, the oldest first in reading direction, and the same as a list. */
export function Moments({ page, here, onChoose, onBefore, isOlder }: MomentsProps) {
  const { t } = useLingui()
  const words = useMomentWords()
  const moments = page.moments.toReversed()
  const at = moments.indexOf(here)
  const go = (index: number): void => {
    const moment = moments[index]
    if (moment !== undefined) onChoose(moment)
  }
  return (
    <section className={styles.moments} aria-label={t`Moments of the text`}>
      <div className={styles.slider}>
        <button type="button" className="btn small" aria-disabled={at <= 0} onClick={() => go(at - 1)}>
          <Trans>Earlier</Trans>
        </button>
        <input
          type="range"
          min={0}
          max={moments.length - 1}
          step={1}
          value={at}
          aria-label={t`Moment of the text`}
          aria-valuetext={words(here)}
          onChange={event => go(Number(event.target.value))}
        />
        <button type="button" className="btn small" aria-disabled={at >= moments.length - 1} onClick={() => go(at + 1)}>
          <Trans>Later</Trans>
        </button>
      </div>
      <p role="status">
        <At at={here.at} />: {words(here)}
      </p>
      <details>
        <summary>
          <Plural value={moments.length} one="# moment as a list" other="# moments as a list" />
        </summary>
        <ol className={styles.list}>
          {page.moments.map((moment, index) => (
            <li key={index}>
              <button type="button" className="link" aria-current={moment === here ? 'true' : undefined} onClick={() => onChoose(moment)}>
                <At at={moment.at} />
              </button>{' '}
              {words(moment)}
            </li>
          ))}
        </ol>
      </details>
      {(isOlder || page.before !== null) && (
        <p className="acts">
          {isOlder && (
            <button type="button" className="btn small" onClick={() => onBefore(null)}>
              <Trans>The newest moments</Trans>
            </button>
          )}
          {page.before !== null && (
            <button type="button" className="btn small" onClick={() => onBefore(page.before)}>
              <Trans>Moments before these</Trans>
            </button>
          )}
        </p>
      )}
    </section>
  )
}
