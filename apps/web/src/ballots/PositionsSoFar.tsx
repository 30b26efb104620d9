import { Trans } from '@lingui/react/macro'
import { RollPages } from './RollTools.tsx'
import { useRoll } from './use-roll.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

const FIRST = 50

/** How seats have voted so far, where nothing is hidden. */
export function PositionsSoFar({ ballot }: { readonly ballot: Ballot }) {
  const roll = useRoll(ballot, { first: FIRST, start: 'voted' })
  return (
    <section className={styles.part} aria-labelledby="positions">
      <h2 className="h3" id="positions">
        <Trans>Positions so far</Trans>
      </h2>
      <div>
        <ul>
          {roll.entries.flatMap(({ seatId, name, vote }) =>
            vote === null
              ? []
              : [
                  <li key={seatId}>
                    <b>{name}</b>: {ballot.choices.find(choice => choice.code === vote.choice)?.name ?? vote.choice}
                    {vote.proxyHolder !== null && (
                      <span className="q">
                        {' '}
                        <Trans>(by proxy, {vote.proxyHolder})</Trans>
                      </span>
                    )}
                    {vote.reason !== '' && <span className="serif"> “{vote.reason}”</span>}
                  </li>,
                ],
          )}
        </ul>
        <RollPages roll={roll} first={FIRST} />
      </div>
    </section>
  )
}
