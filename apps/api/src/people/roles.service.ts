import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, IsNull } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { badText, unknownId } from '../platform/input.ts'
import { grouped, type Operation, loaderOf } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { wrongRole } from './invitations.service.ts'
import { personFact } from './people.service.ts'
import { Rights } from './rights.service.ts'
import { Role } from './role.entity.ts'
import { SessionsService } from './sessions.service.ts'

/** A role to be given, by whom; null when an invitation's own author is gone. */
export interface Grant { readonly committeeId: string; readonly personId: string; readonly role: string; readonly by: string | null }

/** Roles by name: who is chair, secretary, drafter and oversight of a committee. */
@Injectable()
export class RolesService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
    private readonly sessions: SessionsService,
  ) {}

  /** Gives a role to somebody with an account. Each role is given from above, as the table says. */
  async grant(viewer: Viewer | null, wanted: { committeeId: string; personId: string; role: string }): Promise<Result<Role>> {
    const wrong = unknownId(wanted.committeeId, 'There is no such committee.') ?? unknownId(wanted.personId, 'There is no such person.')
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'role.grant', { committeeId: wanted.committeeId })
      if (!asked.ok) return asked
      const wrongly = wrongRole(wanted.role, asked.value.roles)
      if (wrongly) return wrongly
      const [known] = await tx.query<{ committee: boolean; person: boolean }[]>(
        'select exists (select from committee where id = $1) as committee, exists (select from person where id = $2) as person', [wanted.committeeId, wanted.personId])
      if (!known!.committee) return refusal('NOT_FOUND', 'There is no such committee.')
      if (!known!.person) return refusal('NOT_FOUND', 'There is no such person.')
      const role = await this.add(tx, { ...wanted, by: asked.value.viewer.personId })
      return role ? accept(role) : refusal('ALREADY', 'This person has that role here already.')
    })
  }

  /** Enters a role and its entry in the ledger, without asking a right. Null when the person has it already. */
  async add(tx: EntityManager, { by, ...grant }: Grant): Promise<Role | null> {
    const [row] = await tx.query<{ id: string }[]>(
      `insert into role (committee_id, person_id, role) values ($1, $2, $3)
       on conflict (committee_id, person_id, role) where until is null do nothing returning id`, [grant.committeeId, grant.personId, grant.role])
    if (!row) return null
    await this.ledger.append(tx, { committee: grant.committeeId }, by, 'role.granted', { role: grant.role, person: await personFact(tx, grant.personId) })
    return tx.findOneByOrFail(Role, { id: row.id })
  }

  /** Ends a role. It counts no more for anything that commits later. */
  async end(viewer: Viewer | null, { roleId, reason }: { roleId: string; reason: string }): Promise<Result<Role>> {
    const unknown = 'There is no such role, or it has ended.'
    const wrong = unknownId(roleId, unknown) ?? badText({ reason: { value: reason, most: 4_000, needed: true } })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const role = await tx.findOneBy(Role, { id: roleId, until: IsNull() })
      const asked = await this.rights.ask(tx, viewer, 'role.end', role ? { committeeId: role.committeeId } : {})
      if (!asked.ok) return asked
      if (!role) return refusal('NOT_FOUND', unknown)
      const wrongly = wrongRole(role.role, asked.value.roles)
      if (wrongly && role.personId !== asked.value.viewer.personId) return wrongly
      const [ended] = await tx.query<{ id: string }[]>(
        'with ended as (update role set until = plenary_now() where id = $1 and until is null returning id) select id from ended', [roleId])
      if (!ended) return refusal('NOT_FOUND', unknown)
      await this.ledger.append(tx, { committee: role.committeeId }, asked.value.viewer.personId, 'role.ended',
        { role: role.role, person: await personFact(tx, role.personId), reason: closed(reason.trim()) })
      await this.sessions.recheck(tx, role.personId)
      return accept(await tx.findOneByOrFail(Role, { id: roleId }))
    })
  }

  /** The current roles of a committee, in the order of the table, then by time. */
  async ofCommittee(committeeId: string, operation: Operation): Promise<Role[]> {
    return loaderOf<string, Role[]>(operation, 'roles of committee', async ids => grouped(
      await this.db.manager.find(Role, { where: { committeeId: In([...ids]), until: IsNull() }, order: { role: 'asc', since: 'asc', id: 'asc' } }),
      ids, role => role.committeeId)).load(committeeId)
  }

  /** The current roles of a person in all committees. */
  async ofPerson(personId: string): Promise<Role[]> {
    return this.db.manager.find(Role, { where: { personId, until: IsNull() }, order: { since: 'asc', id: 'asc' } })
  }
}
