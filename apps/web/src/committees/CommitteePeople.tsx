import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { useAct, useAnswer } from '../api/answer.ts'
import type { CommitteePeopleQuery } from '../api/generated.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { Ending } from './Ending.tsx'
import { NoCommittee } from '../ui/NoCommittee.tsx'
import { AddDelegate, AddSeat, GrantRole, Invite } from './PeopleForms.tsx'
import { committeePeopleQuery, type People } from './committees.queries.ts'
import { Invitations, Roles } from './Roles.tsx'
import { endDelegate, endSeat, holdVote } from './seats.queries.ts'
import styles from './committees.module.css'

type Committee = NonNullable<People['committee']>

/** Who sits in a committee, who holds its roles, who is invited; and what may be changed in that. */
export function CommitteePeople() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(committeePeopleQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Members and roles`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Members and roles`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { committee } = answer.data
  if (committee === null) return <NoCommittee />
  const seats = committee.seats.filter(seat => seat.until === null)
  const covered = new Set(seats.map(seat => seat.interestCategory))
  const empty = committee.interestCategories.filter(category => !covered.has(category))
  const title =
    empty.length === 0
      ? plural(seats.length, { 0: 'No seat is filled yet', one: 'One seat', other: '# seats, every interest has one' })
      : t`${seats.length} seats; none yet for ${empty.join(', ')}`
  return (
    <Screen
      title={title}
      over={
        <Where to={`/c/${committee.id}`}>
          <bdi>{committee.code}</bdi> {committee.name}
        </Where>
      }
    >
      <Seats committee={committee} me={answer.data.me?.id ?? null} />
      <AddSeat people={answer.data} committee={committee} permission={permitted(committee.acts, 'seat.add')} />
      <AddDelegate people={answer.data} committee={committee} permission={permitted(committee.acts, 'seat.add')} />
      <Roles committee={committee} />
      <GrantRole people={answer.data} committee={committee} permission={permitted(committee.acts, 'role.grant')} />
      <Invitations committee={committee} />
      <Invite committee={committee} permission={permitted(committee.acts, 'person.invite')} />
    </Screen>
  )
}

function Seats({ committee, me }: { readonly committee: Committee; readonly me: string | null }) {
  const { t } = useLingui()
  const say = useSay()
  const ending = useAct(endSeat)
  const leaving = useAct(endDelegate)
  const holding = useAct(holdVote)
  const holds = permitted(committee.acts, 'seat.hold').allowed
  const may = permitted(committee.acts, 'seat.end').allowed
  const seats = [...committee.seats].sort(
    (one, other) => Number(one.until !== null) - Number(other.until !== null) || one.body.name.localeCompare(other.body.name),
  )
  return (
    <section className={styles.part} aria-labelledby="seats">
      <h2 className="h2" id="seats">
        <Trans>Seats</Trans>
      </h2>
      <RefusalNote refusal={ending.refusal ?? leaving.refusal ?? holding.refusal} />
      {seats.length === 0 ? (
        <Empty>
          <Trans>A seat is a body's place in the committee. The seat votes; a person acts for it.</Trans>
        </Empty>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-labelledby="seats">
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Seat</Trans>
                </th>
                <th scope="col">
                  <Trans>Kind</Trans>
                </th>
                <th scope="col">
                  <Trans>Interest</Trans>
                </th>
                <th scope="col">
                  <Trans>Jurisdiction</Trans>
                </th>
                <th scope="col">
                  <Trans>Delegates</Trans>
                </th>
                <th scope="col" className="r">
                  <Trans>Since</Trans>
                </th>
                {may && (
                  <th scope="col">
                    <Trans>Act</Trans>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {seats.map(seat => (
                <tr key={seat.id}>
                  <th scope="row">
                    {seat.body.name}
                    {seat.weight !== 1 && (
                      <span className="meta">
                        {' '}
                        <Trans>weight {seat.weight}</Trans>
                      </span>
                    )}
                  </th>
                  <td className="sn">{say(seat.kind)}</td>
                  <td>{seat.interestCategory}</td>
                  <td>{seat.jurisdiction}</td>
                  <td>
                    {seat.delegates
                      .filter(one => one.until === null)
                      .map(one => (
                        <div key={one.id}>
                          {one.person.name}
                          {one.head && <span className="meta"> {say('head')}</span>}
                          {!one.head && one.holdsVote && (
                            <span className="meta">
                              {' '}
                              <Trans>casts the vote too</Trans>
                            </span>
                          )}{' '}
                          {!one.head && seat.kind === 'participating' && (holds || seat.delegates.some(other => other.head && other.person.id === me)) && (
                            <button
                              type="button"
                              className="link"
                              aria-disabled={holding.busy}
                              onClick={() => void holding.act({ input: { delegateId: one.id, holds: !one.holdsVote } })}
                            >
                              {one.holdsVote ? <Trans>vote no longer</Trans> : <Trans>let vote</Trans>}
                              <span className="vh"> {one.person.name}</span>
                            </button>
                          )}{' '}
                          {may && (
                            <Ending name={one.person.name} words={t`end the mandate`} onEnd={reason => leaving.act({ input: { delegateId: one.id, reason } })} />
                          )}
                        </div>
                      ))}
                    {seat.delegates.every(one => one.until !== null) && (
                      <span className="c-due">
                        <Trans>nobody yet</Trans>
                      </span>
                    )}
                  </td>
                  <td className="r nb">
                    {seat.until === null ? (
                      <Day at={seat.since} />
                    ) : (
                      <Trans>
                        ended <Day at={seat.until} />
                      </Trans>
                    )}
                  </td>
                  {may && (
                    <td>
                      {seat.until === null && (
                        <Ending name={seat.body.name} words={t`End the seat`} onEnd={reason => ending.act({ input: { seatId: seat.id, reason } })} />
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
