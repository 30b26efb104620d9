import { Trans } from '@lingui/react/macro'
import { Day } from '../ui/Due.tsx'
import { standsFor, type Stand } from './strip.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

const looks: Readonly<Record<Stand, string>> = { favour: 'c-ins b', against: 'c-del b', abstain: '', silent: 'q' }

interface VotesProps {
  readonly ballot: Ballot
  readonly entries: Ballot['rollPage']['nodes']
  /** The id of the heading above it. */
  readonly labelledBy: string
}

/** Who voted how, by whom it was cast and why, where that is published. */
export function VotesTable({ ballot, entries, labelledBy }: VotesProps) {
  const names = new Map(ballot.choices.map(choice => [choice.code, choice.name]))
  return (
    <div className="scroll" tabIndex={0} role="group" aria-labelledby={labelledBy}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Seat</Trans>
            </th>
            <th scope="col">
              <Trans>Vote cast by</Trans>
            </th>
            <th scope="col">
              <Trans>Position</Trans>
            </th>
            <th scope="col">
              <Trans>Reason</Trans>
            </th>
            <th scope="col" className="r">
              <Trans>Cast</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ seatId, name, vote }) => (
            <tr key={seatId}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td className="q">
                {vote?.by.name ?? '–'}
                {vote?.proxyHolder != null && (
                  <span className={styles.byProxy}>
                    <Trans>by proxy, {vote.proxyHolder}</Trans>
                  </span>
                )}
              </td>
              <td className={`nb ${looks[standsFor(vote?.choice)]}`}>
                {vote === null ? <Trans>Not voting</Trans> : (names.get(vote.choice) ?? vote.choice)}
              </td>
              <td>
                <bdi>{vote?.reason}</bdi>
                {vote?.outOfScope === true && (
                  <span className="meta">
                    {' '}
                    <Trans>not about what this round was about: counted as a vote without a reason</Trans>
                  </span>
                )}
              </td>
              <td className="r nb">
                {vote !== null && <Day at={vote.at} zone={ballot.zone} />}
                {vote?.carried === true && (
                  <div className="meta">
                    <Trans>carried over</Trans>
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
