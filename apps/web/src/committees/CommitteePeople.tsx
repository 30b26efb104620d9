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
import { AddDelegate, AddSeat, GrantRole, Invite } from './PeopleForms.tsx'
import { committeePeopleQuery } from './committees.queries.ts'
import { endDelegate, endRole, endSeat } from './seats.queries.ts'
import styles from './committees.module.css'

export type People = CommitteePeopleQuery
type Committee = NonNullable<People['committee']>

/** Who sits in a committee, who holds its roles, who is invited; and what may be changed in that. */
export function CommitteePeople() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(committeePeopleQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Members and roles`} />
  if (answer.state === 'failed') return <Screen title={t`Members and roles`}><Failed cause={answer.cause} retry={answer.retry} /></Screen>
  const { committee } = answer.data
  if (committee === null) return <Screen title={t`There is no such committee for you`}><p className="after"><Where to="/committees" className="btn"><Trans>My committees</Trans></Where></p></Screen>
  const seats = committee.seats.filter(seat => seat.until === null)
  const covered = new Set(seats.map(seat => seat.interestCategory))
  const empty = committee.interestCategories.filter(category => !covered.has(category))
  const title = empty.length === 0
    ? plural(seats.length, { 0: 'No seat is filled yet', one: 'One seat', other: '# seats, every interest has one' })
    : t`${seats.length} seats; none yet for ${empty.join(', ')}`
  return (
    <Screen title={title} over={<Where to={`/c/${committee.id}`}><bdi>{committee.code}</bdi> {committee.name}</Where>}>
      <Seats committee={committee} />
      <AddSeat people={answer.data} committee={committee} permission={permitted(committee.acts, 'seat.add')} />
      <AddDelegate people={answer.data} committee={committee} permission={permitted(committee.acts, 'seat.add')} />
      <Roles committee={committee} />
      <GrantRole people={answer.data} committee={committee} permission={permitted(committee.acts, 'role.grant')} />
      <Invitations committee={committee} />
      <Invite committee={committee} permission={permitted(committee.acts, 'person.invite')} />
    </Screen>
  )
}

function Seats({ committee }: { readonly committee: Committee }) {
  const say = useSay()
  const ending = useAct(endSeat)
  const leaving = useAct(endDelegate)
  const may = permitted(committee.acts, 'seat.end').allowed
  const seats = [...committee.seats].sort((one, other) => Number(one.until !== null) - Number(other.until !== null) || one.body.name.localeCompare(other.body.name))
  return (
    <section className={styles.part} aria-labelledby="seats">
      <h2 className="h2" id="seats"><Trans>Seats</Trans></h2>
      <RefusalNote refusal={ending.refusal ?? leaving.refusal} />
      {seats.length === 0
        ? <Empty><Trans>A seat is a body's place in the committee. The seat votes; a person acts for it.</Trans></Empty>
        : (
            <div className="scroll" tabIndex={0} role="group" aria-labelledby="seats">
              <table className="tb">
                <thead>
                  <tr>
                    <th scope="col"><Trans>Seat</Trans></th><th scope="col"><Trans>Kind</Trans></th><th scope="col"><Trans>Interest</Trans></th>
                    <th scope="col"><Trans>Jurisdiction</Trans></th><th scope="col"><Trans>Delegates</Trans></th><th scope="col" className="r"><Trans>Since</Trans></th>{may && <th scope="col"><Trans>Act</Trans></th>}
                  </tr>
                </thead>
                <tbody>
                  {seats.map(seat => (
                    <tr key={seat.id}>
                      <th scope="row">{seat.body.name}{seat.weight !== 1 && <span className="meta"> <Trans>weight {seat.weight}</Trans></span>}</th>
                      <td className="sn">{say(seat.kind)}</td>
                      <td>{seat.interestCategory}</td>
                      <td>{seat.jurisdiction}</td>
                      <td>
                        {seat.delegates.filter(one => one.until === null).map(one => (
                          <div key={one.id}>{one.person.name}{one.head && <span className="meta"> {say('head')}</span>} {may && <Ending name={one.person.name} onEnd={reason => leaving.act({ input: { delegateId: one.id, reason } })} />}</div>
                        ))}
                        {seat.delegates.every(one => one.until !== null) && <span className="c-due"><Trans>nobody yet</Trans></span>}
                      </td>
                      <td className="r nb">{seat.until === null ? <Day at={seat.since} /> : <Trans>ended <Day at={seat.until} /></Trans>}</td>
                      {may && <td>{seat.until === null && <Ending name={seat.body.name} onEnd={reason => ending.act({ input: { seatId: seat.id, reason } })} />}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
    </section>
  )
}

function Roles({ committee }: { readonly committee: Committee }) {
  const say = useSay()
  const ending = useAct(endRole)
  const may = permitted(committee.acts, 'role.end').allowed
  const roles = committee.roles.filter(role => role.until === null)
  return (
    <section className={styles.part} aria-labelledby="roles">
      <h2 className="h2" id="roles"><Trans>Roles</Trans></h2>
      <RefusalNote refusal={ending.refusal} />
      {roles.length === 0
        ? <p className="q"><Trans>No role is given yet. A committee needs a secretary and a chair.</Trans></p>
        : (
            <table className="tb">
              <thead><tr><th scope="col"><Trans>Role</Trans></th><th scope="col"><Trans>Person</Trans></th><th scope="col" className="r"><Trans>Since</Trans></th>{may && <th scope="col"><Trans>Act</Trans></th>}</tr></thead>
              <tbody>
                {roles.map(role => (
                  <tr key={role.id}>
                    <th scope="row">{say(role.role)}</th>
                    <td>{role.person.name}</td>
                    <td className="r nb"><Day at={role.since} /></td>
                    {may && <td><Ending name={`${say(role.role)}, ${role.person.name}`} onEnd={reason => ending.act({ input: { roleId: role.id, reason } })} /></td>}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
    </section>
  )
}

function Invitations({ committee }: { readonly committee: Committee }) {
  const open = committee.invitations.filter(one => one.usedAt === null)
  if (open.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="invitations">
      <h2 className="h2" id="invitations"><Trans>Invited, not here yet</Trans></h2>
      <ul>{open.map(one => <li key={one.id}>{one.name} <span className="q">{one.email}</span>, <Trans>the link works until <Day at={one.expiresAt} /></Trans></li>)}</ul>
    </section>
  )
}
