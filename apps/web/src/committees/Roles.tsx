import { Trans } from '@lingui/react/macro'
import { useAct } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useSay } from '../ui/use-say.ts'
import type { People } from './committees.queries.ts'
import { Ending } from './Ending.tsx'
import { endRole } from './seats.queries.ts'
import styles from './committees.module.css'

type Committee = NonNullable<People['committee']>

/** Who holds the roles of the committee. */
export function Roles({ committee }: { readonly committee: Committee }) {
  const say = useSay()
  const ending = useAct(endRole)
  const may = permitted(committee.acts, 'role.end').allowed
  const roles = committee.roles.filter(role => role.until === null)
  return (
    <section className={styles.part} aria-labelledby="roles">
      <h2 className="h2" id="roles">
        <Trans>Roles</Trans>
      </h2>
      <RefusalNote refusal={ending.refusal} />
      {roles.length === 0 ? (
        <p className="q">
          <Trans>No role is given yet. A committee needs a secretary and a chair.</Trans>
        </p>
      ) : (
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Role</Trans>
              </th>
              <th scope="col">
                <Trans>Person</Trans>
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
            {roles.map(role => (
              <tr key={role.id}>
                <th scope="row">{say(role.role)}</th>
                <td>{role.person.name}</td>
                <td className="r nb">
                  <Day at={role.since} />
                </td>
                {may && (
                  <td>
                    <Ending
                      name={`${say(role.role)}, ${role.person.name}`}
                      onEnd={reason => ending.act({ input: { roleId: role.id, reason } })}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Who is invited and has not come yet. */
export function Invitations({ committee }: { readonly committee: Committee }) {
  const open = committee.invitations.filter(one => one.usedAt === null)
  if (open.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="invitations">
      <h2 className="h2" id="invitations">
        <Trans>Invited, not here yet</Trans>
      </h2>
      <ul>
        {open.map(one => (
          <li key={one.id}>
            {one.name} <span className="q">{one.email}</span>,{' '}
            <Trans>
              the link works until <Day at={one.expiresAt} />
            </Trans>
          </li>
        ))}
      </ul>
    </section>
  )
}
