import { Trans, useLingui } from '@lingui/react/macro'
import { Day } from '../ui/Due.tsx'
import { day } from '../ui/moment.ts'
import { RollPages, RollTools } from './RollTools.tsx'
import { standsFor, type Stand } from './strip.ts'
import { useRoll, type Roll } from './use-roll.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

const FIRST = 200
const looks: Readonly<Record<Stand, string>> = { favour: 'c-ins b', against: 'c-del b', abstain: '', silent: 'q' }

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
      {ballot.kind === 'recorded' ? <Votes ballot={ballot} roll={roll} /> : <TookPart roll={roll} />}
      <RollPages roll={roll} first={FIRST} />
    </section>
  )
}

function Votes({ ballot, roll }: { readonly ballot: Ballot; readonly roll: Roll }) {
  const names = new Map(ballot.choices.map(choice => [choice.code, choice.name]))
  return (
    <div className="scroll" tabIndex={0} role="group" aria-labelledby="roll">
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
          {roll.entries.map(({ seatId, name, vote }) => (
            <tr key={seatId}>
              <th scope="row">{name}</th>
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
