import { Trans } from '@lingui/react/macro'
import { Due, Moment } from '../ui/Due.tsx'
import { Where } from '../ui/Where.tsx'
import type { Secretariat } from './calendars.queries.ts'

/** The running deadlines that are counted in working days: each with its calendar, and those that another version would end on another day. */
export function Concerned({ clocks }: { readonly clocks: Secretariat['workingDayClocks'] }) {
  return (
    <section className="section" aria-labelledby="concerned">
      <h2 className="h2" id="concerned">
        <Trans>Running deadlines counted in working days</Trans>
      </h2>
      {clocks.length === 0 ? (
        <p className="q">
          <Trans>None runs now in this committee and those under it to which you belong.</Trans>
        </p>
      ) : (
        <ol className="entries">
          {clocks.map(clock => (
            <li key={`${clock.draft.id} ${clock.clock}`}>
              <div className="entry-head">
                <h3 className="h3">
                  <Where to={`/d/${clock.draft.id}/stage#clocks`}>
                    <bdi>{clock.draft.number}</bdi> {clock.title}
                  </Where>
                </h3>
                <p>
                  <Due at={clock.due} zone={clock.zone} />
                </p>
              </div>
              <p className="q">
                <bdi>{clock.draft.title}</bdi>
              </p>
              <p className="meta">{clock.words}</p>
              {clock.anew !== null && (
                <p className="banner">
                  {clock.anew.words}{' '}
                  <Trans>
                    It keeps its end, <Moment at={clock.due} zone={clock.zone} />, until chair or secretary decide to move it.
                  </Trans>{' '}
                  <Where to={`/d/${clock.draft.id}/stage#clocks`}>
                    <Trans>Decide it there</Trans>
                  </Where>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
