import { Trans, useLingui } from '@lingui/react/macro'
import { day } from '../ui/moment.ts'
import { RollPages, RollTools } from './RollTools.tsx'
import { useRoll, type Roll } from './use-roll.ts'
import { VotesTable } from './VotesTable.tsx'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

const FIRST = 200

/** The roll of a counted ballot: who voted how, or, without names, who took part. */
export function CountedRoll({ ballot }: { readonly ballot: Ballot }) {
  const { t } = useLingui()
  const opened = day(ballot.opensAt, ballot.zone)
  const roll = useRoll(ballot, { first: FIRST, start: 'all' })
  return (
    <section className={styles.roll} aria-labelledby="roll">
      <h2 className="h2" id="roll">
        <Trans>The roll, as fixed on {opened}</Trans>
      </h2>
      <RollTools roll={roll} seats={ballot.seats} label={t`The roll`} />
      {ballot.kind === 'recorded' ? <VotesTable ballot={ballot} entries={roll.entries} labelledBy="roll" /> : <TookPart roll={roll} />}
      <RollPages roll={roll} first={FIRST} />
    </section>
  )
}

/** Who took part in a ballot without names. */
function TookPart({ roll }: { readonly roll: Roll }) {
  return (
    <ul className={styles.names}>
      {roll.entries.map(entry => (
        <li key={entry.seatId}>
          {entry.name}:{' '}
          {entry.hasVoted ? (
            <Trans>took part</Trans>
          ) : (
            <span className="q">
              <Trans>not voting</Trans>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
