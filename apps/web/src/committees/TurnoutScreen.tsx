import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { NoCommittee } from '../ui/NoCommittee.tsx'
import { SeatDecision } from './SeatDecision.tsx'
import { turnoutQuery, type SeatOfTurnout, type Turnout } from './turnout.queries.ts'
import styles from './committees.module.css'

/** Of how many ballots in which it had to vote each seat missed how many, and what may be decided about it. */
export function TurnoutScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(turnoutQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Missed votes`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Missed votes`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { committee, me } = answer.data
  if (committee === null) return <NoCommittee />
  const missing = committee.turnout.filter(seat => seat.missed > 0).length
  const title = plural(missing, { 0: 'No seat missed a vote it had to cast', one: 'One seat missed a vote it had to cast', other: '# seats missed votes they had to cast' })
  return (
    <Screen
      title={committee.turnout.length === 0 ? t`No seat had to vote yet` : title}
      over={
        <Where to={`/c/${committee.id}`}>
          <bdi>{committee.code}</bdi> {committee.name}
        </Where>
      }
    >
      {committee.turnout.length === 0 ? (
        <Empty>
          <Trans>
            Some counting rules oblige the seats of a category to vote. Once a ballot under such a rule is counted, each of these seats stands here with the
            votes it missed. An abstention is a vote.
          </Trans>
        </Empty>
      ) : (
        <Seats committee={committee} me={me?.id ?? ''} />
      )}
    </Screen>
  )
}

function Seats({ committee, me }: { readonly committee: Turnout; readonly me: string }) {
  const may = permitted(committee.acts, 'seat.change')
  const deciding = committee.turnout.filter(seat => seat.change !== null || seat.lowering !== null)
  return (
    <>
      <p className="q" id="counted">
        <Trans>Votes that had to be cast, since the seat is in its category or that was last decided. Nothing changes by itself.</Trans>
      </p>
      {deciding.length > 0 && (
        <section className={styles.part} aria-labelledby="deciding">
          <h2 className="h2" id="deciding">
            <Trans>To be decided</Trans>
          </h2>
          <ul className="entries">
            {deciding.map(seat => (
              <li key={seat.seatId}>
                <h3 className="h3">{seat.name}</h3>
                <SeatDecision seat={seat} may={may} me={me} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="scroll after" tabIndex={0} role="group" aria-labelledby="counted">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Seat</Trans>
              </th>
              <th scope="col">
                <Trans>Category</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>Missed</Trans>
              </th>
              <th scope="col">
                <Trans>Since</Trans>
              </th>
              <th scope="col">
                <Trans>Which</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {committee.turnout.map(seat => (
              <tr key={seat.seatId}>
                <th scope="row">{seat.name}</th>
                <td>
                  <bdi>{seat.category}</bdi>
                </td>
                <td className={`r num nb ${seat.missed > 0 ? 'b' : 'q'}`}>
                  <Trans>
                    {seat.missed} of {seat.of}
                  </Trans>
                </td>
                <td className="nb">
                  <Day at={seat.since} />
                </td>
                <td>
                  <Missed seat={seat} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Missed({ seat }: { readonly seat: SeatOfTurnout }) {
  if (seat.ballots.length === 0) return <span className="q">–</span>
  return (
    <ul className={styles.missed}>
      {seat.ballots.map(ballot => (
        <li key={ballot.ballotId}>
          <Where to={`/b/${ballot.ballotId}`}>
            <Trans>
              Ballot {ballot.number} on <bdi>{ballot.draftNumber}</bdi>
            </Trans>
          </Where>{' '}
          <span className="q">
            <bdi>{ballot.draftTitle}</bdi>, <Day at={ballot.closedAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}
