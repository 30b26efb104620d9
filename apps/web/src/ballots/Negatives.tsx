import { Trans } from '@lingui/react/macro'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

/** Negatives as the page of a recirculation shows them, and as an officer sees them before it opens. */
export type Negative = NonNullable<Ballot['recirculation']>['negatives'][number]

/** Tells the negatives of one list apart. */
export const keyOf = ({ seatId, objection }: Negative): string => seatId ?? `objection ${objection ?? ''}`

/** The negatives that are open: who, about what, why, and what was answered. */
export function Negatives({ negatives }: { readonly negatives: readonly Negative[] }) {
  if (negatives.length === 0) {
    return (
      <p className="q">
        <Trans>No negative is open.</Trans>
      </p>
    )
  }
  return (
    <ul className={styles.scope}>
      {negatives.map(negative => (
        <li key={keyOf(negative)}>
          <p>
            <b>{negative.seatName}</b>
            {', '}
            {negative.labels.length === 0 ? <Trans>on all of the text</Trans> : <Trans>on {negative.labels.join(', ')}</Trans>}
            {negative.objection !== null && (
              <span className="q">
                {' '}
                <Trans>(objection {negative.objection})</Trans>
              </span>
            )}
          </p>
          <p className="serif" dir="auto">
            {negative.reason}
          </p>
          {negative.answer !== '' && (
            <p dir="auto">
              <span className="meta">
                <Trans>Answered:</Trans>
              </span>{' '}
              {negative.answer}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
