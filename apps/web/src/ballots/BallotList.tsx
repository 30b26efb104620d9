import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useAnswer } from '../api/answer.ts'
import type { BallotsQuery } from '../api/generated.ts'
import { Due, Moment } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { ballotsQuery } from './ballots.queries.ts'
import styles from './ballots.module.css'

type Line = BallotsQuery['ballots']['nodes'][number]

/** All ballots one may see: the open ones by deadline, then what was decided. */
export function BallotList() {
  const { t } = useLingui()
  const answer = useAnswer(ballotsQuery, {})
  if (answer.state === 'waiting') return <Waiting title={t`Ballots`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Ballots`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const ballots = answer.data.ballots.nodes
  const open = ballots.filter(ballot => ballot.state === 'open').sort((one, other) => Date.parse(one.closesAt) - Date.parse(other.closesAt))
  const closed = ballots.filter(ballot => ballot.state !== 'open')
  const mine = open.filter(ballot => ballot.mySeats.some(my => my.mayVote && !my.hasVoted)).length
  const title =
    open.length === 0
      ? t`No ballot is open`
      : plural(mine, {
          0: plural(open.length, { one: '# ballot is open; none waits for you', other: '# ballots are open; none waits for you' }),
          one: '# ballot waits for your vote',
          other: '# ballots wait for your vote',
        })
  return (
    <Screen title={title}>
      {ballots.length === 0 && (
        <Empty>
          <Trans>A ballot opens when a draft is in adoption and its text is frozen. You will find it in your inbox too.</Trans>
        </Empty>
      )}
      {open.length > 0 && <Table name={t`Open`} ballots={open} />}
      {closed.length > 0 && <Table name={t`Decided`} ballots={closed} />}
    </Screen>
  )
}

const nameOf = (ballot: Line, code: string): string => ballot.choices.find(choice => choice.code === code)?.name ?? code

function Table({ name, ballots }: { readonly name: string; readonly ballots: readonly Line[] }) {
  return (
    <section className={styles.list} aria-label={name}>
      <h2 className="h2">{name}</h2>
      <div className="scroll" tabIndex={0} role="group" aria-label={name}>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Ballot</Trans>
              </th>
              <th scope="col">
                <Trans>Question</Trans>
              </th>
              <th scope="col">
                <Trans>Your vote</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>Cast</Trans>
              </th>
              <th scope="col">
                <Trans>Closes</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {ballots.map(ballot => (
              <tr key={ballot.id}>
                <th scope="row" className="nb">
                  <Where to={`/b/${ballot.id}`}>
                    <Trans>Ballot {ballot.number}</Trans>
                  </Where>
                </th>
                <td>
                  {ballot.question}
                  <br />
                  <span className="meta">
                    <bdi>{ballot.draft.committee.code}</bdi>, <bdi>{ballot.draft.number}</bdi>
                  </span>
                  {ballot.result !== null && (
                    <>
                      <br />
                      <span className={ballot.result.criteria.every(criterion => criterion.met) ? 'c-ins' : 'c-del'}>
                        {ballot.result.sentence}
                      </span>
                    </>
                  )}
                </td>
                <td>
                  {ballot.mySeats.length === 0 ? (
                    <span className="q">
                      <Trans>no vote here</Trans>
                    </span>
                  ) : (
                    ballot.mySeats.map(my =>
                      my.vote !== null ? (
                        nameOf(ballot, my.vote.choice)
                      ) : my.hasVoted ? (
                        <Trans key={my.seat.id}>sealed</Trans>
                      ) : (
                        <Trans key={my.seat.id}>not cast</Trans>
                      ),
                    )
                  )}
                </td>
                <td className="r nb">
                  <Trans>
                    {ballot.cast} of {ballot.seats}
                  </Trans>
                </td>
                <td>
                  {ballot.state === 'open' ? (
                    <Due at={ballot.closesAt} zone={ballot.zone} />
                  ) : (
                    <Moment at={ballot.closesAt} zone={ballot.zone} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta">
        <Plural value={ballots.length} one="# ballot" other="# ballots" />
      </p>
    </section>
  )
}
