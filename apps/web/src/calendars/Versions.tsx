import { Trans } from '@lingui/react/macro'
import { Day } from '../ui/Due.tsx'
import { DaysOff } from './DaysOff.tsx'
import type { Version } from './calendars.queries.ts'
import { fullDay, today } from './day-words.ts'
import styles from './calendars.module.css'

/** Every version of the calendar, the newest first: none is ever changed. */
export function Versions({ versions, current }: { readonly versions: readonly Version[]; readonly current: Version | null }) {
  if (versions.length === 0) return null
  return (
    <section className="section" aria-labelledby="versions">
      <h2 className="h2" id="versions">
        <Trans>Versions</Trans>
      </h2>
      <ol className={styles.versions}>
        {versions.map(version => (
          <li key={version.id}>
            <details>
              <summary>
                <Trans>
                  Version {version.number}, from {fullDay(version.from)}
                </Trans>
                {version.id === current?.id ? (
                  <span className="c-ins">
                    {' '}
                    <Trans>in force</Trans>
                  </span>
                ) : (
                  version.from > today() && (
                    <span className="q">
                      {' '}
                      <Trans>to come</Trans>
                    </span>
                  )
                )}
              </summary>
              <DaysOff version={version} />
            </details>
            <p className="entry-words" dir="auto">
              {version.reason}
            </p>
            <p className="meta">
              <Trans>
                Recorded by <bdi>{version.by.name}</bdi>, <Day at={version.recordedAt} />
              </Trans>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
