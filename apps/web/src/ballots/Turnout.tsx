import { Trans } from '@lingui/react/macro'
import { day } from '../ui/moment.ts'
import { useComings } from './use-comings.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

// More squares than this do not fit beside the text.
const MOST_SQUARES = 60

/** How many seats have voted, one square each or of many a bar, with the line of the quorum. */
export function Turnout({ ballot }: { readonly ballot: Ballot }) {
  const all = ballot.seats
  const reached = useComings(ballot)?.quorumReachedAt ?? null
  return (
    <section>
      <h2 className="h3">
        <Trans>Turnout</Trans>
      </h2>
      <p className={styles.big}>
        <Trans>
          {ballot.cast} of {all}
        </Trans>
      </p>
      {all > MOST_SQUARES ? (
        <div className={styles.squares} data-figure="" aria-hidden="true">
          <i className={`${styles.wide} ${styles.voted}`} style={{ flexGrow: ballot.cast }} />
          <i className={styles.wide} style={{ flexGrow: all - ballot.cast }} />
          {ballot.quorum > 0 && <b className={styles.mark} style={{ insetInlineStart: `${(100 * Math.min(ballot.quorum, all)) / all}%` }} />}
        </div>
      ) : (
        <div className={styles.squares} data-figure="" aria-hidden="true">
          {Array.from({ length: all }, (_, index) => (
            <i key={index} className={[index < ballot.cast ? styles.voted : '', index === ballot.quorum - 1 ? styles.quorum : ''].join(' ')} />
          ))}
        </div>
      )}
      <p className="meta">
        {ballot.quorum === 0 ? (
          <Trans>The rule asks for no number of votes.</Trans>
        ) : reached === null ? (
          ballot.cast < ballot.quorum ? (
            <Trans>Quorum, {ballot.quorum}, is not reached yet.</Trans>
          ) : (
            <Trans>Quorum, {ballot.quorum}, is reached.</Trans>
          )
        ) : (
          <Trans>
            Quorum, {ballot.quorum}, reached on {day(reached, ballot.zone)}.
          </Trans>
        )}{' '}
        {ballot.kind !== 'recorded' ? (
          <Trans>No position is ever shown with a name.</Trans>
        ) : ballot.hidden ? (
          <Trans>Positions are hidden until closing.</Trans>
        ) : (
          <Trans>Positions are shown after you cast yours.</Trans>
        )}
      </p>
    </section>
  )
}
