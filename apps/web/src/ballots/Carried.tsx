import { Trans } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import { day } from '../ui/moment.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

interface CarriedProps {
  readonly ballot: Ballot
  readonly vote: NonNullable<Ballot['mySeats'][number]['vote']>
  readonly onChange: () => void
}

/** The vote of a seat that stands from the round before. It may be left as it is. */
export function Carried({ ballot, vote, onChange }: CarriedProps) {
  const name = ballot.choices.find(choice => choice.code === vote.choice)?.name ?? vote.choice
  const number = ballot.recirculation?.number ?? 0
  return (
    <div className={styles.position}>
      <p className={styles.mine}>
        <Icon name="ok" />
        <span>
          <Trans>
            <b>{name}</b>, cast on {day(vote.at, ballot.zone)} in ballot {number}. It stands unless you change it: there is nothing you must do.
          </Trans>
        </span>
      </p>
      {vote.reason !== '' && (
        <p className="serif" dir="auto">
          {vote.reason}
        </p>
      )}
      <p className={styles.acts}>
        <button type="button" className="btn" onClick={onChange}>
          <Trans>Change or confirm it</Trans>
        </button>
      </p>
    </div>
  )
}
