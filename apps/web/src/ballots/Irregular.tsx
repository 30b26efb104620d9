import { Trans } from '@lingui/react/macro'
import { moment } from '../ui/moment.ts'
import { useComings } from './use-comings.ts'
import type { Ballot } from './ballots.queries.ts'

/** What did not go as advertised: ends that were moved, and votes that came too late. */
export function Irregular({ ballot }: { readonly ballot: Ballot }) {
  const comings = useComings(ballot)
  const contested = comings?.contested ?? []
  const movedEnds = comings?.movedEnds ?? []
  if (movedEnds.length === 0 && ballot.late.length === 0 && contested.length === 0) return null
  return (
    <section>
      <h2 className="h3">
        <Trans>Not as advertised</Trans>
      </h2>
      <ul>
        {movedEnds.map(({ from, to, reason }) => (
          <li key={to}>
            <Trans>
              The end was moved from {moment(from, ballot.zone)} to {moment(to, ballot.zone)}: <bdi>{reason}</bdi>
            </Trans>
          </li>
        ))}
        {contested.map(({ seatId, seatName, reason, at }) => (
          <li key={seatId}>
            <Trans>
              {seatName} contested on {moment(at, ballot.zone)} the vote that was entered for it. It does not count unless the seat confirms it: <bdi>{reason}</bdi>
            </Trans>
          </li>
        ))}
        {ballot.late.map(({ seatId, seatName, choice, at }) => (
          <li key={seatId}>
            <Trans>
              {seatName} voted on {moment(at, ballot.zone)}, too late. It is not counted.
            </Trans>{' '}
            {choice !== null && <span className="q">{ballot.choices.find(one => one.code === choice)?.name ?? choice}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
