import { Trans } from '@lingui/react/macro'
import { VotesTable } from './VotesTable.tsx'
import type { Ballot } from './ballots.queries.ts'

interface RollProps {
  readonly ballot: Ballot
  readonly result: NonNullable<Ballot['result']>
  readonly seats: Ballot['rollPage']['nodes']
}

/** Who voted how and why where that is published, who took part where it is not, and who missed the vote. */
export function ReportRoll({ ballot, result, seats }: RollProps) {
  const sorted = seats.toSorted((one, other) => one.name.localeCompare(other.name))
  const missed = sorted.filter(seat => !seat.hasVoted)
  const cast = sorted.filter(seat => seat.hasVoted)
  return (
    <>
      <section className="section" aria-labelledby="votes">
        <h2 className="h2" id="votes">
          {ballot.kind === 'recorded' ? <Trans>Votes, with their reasons</Trans> : <Trans>Who took part</Trans>}
        </h2>
        {ballot.kind === 'recorded' ? <VotesTable ballot={ballot} entries={cast} labelledBy="votes" /> : <p>{cast.length === 0 ? '–' : cast.map(seat => seat.name).join(', ')}</p>}
        {ballot.kind !== 'recorded' && <p className="meta">{ballot.promise}</p>}
        {result.publication !== null && (
          <p className="meta">
            <Trans>The papers, without names, are published on the page of the ballot.</Trans>
          </p>
        )}
      </section>
      <section className="section" aria-labelledby="missed">
        <h2 className="h2" id="missed">
          <Trans>Missed votes</Trans>
        </h2>
        <p>{missed.length === 0 ? <Trans>None: every seat on the roll took part.</Trans> : missed.map(seat => seat.name).join(', ')}</p>
      </section>
    </>
  )
}
