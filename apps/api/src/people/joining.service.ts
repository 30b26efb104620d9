import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { DelegatesService } from './delegates.service.ts'
import type { Link } from './links.service.ts'
import { PasswordsService } from './passwords.service.ts'
import { PeopleService } from './people.service.ts'
import { RolesService } from './roles.service.ts'

/** Who joins: the name they chose, and their new password unless they have an account already. */
export interface Joiner { readonly name: string; readonly passwordHash: string | null }

/** What an accepted invitation brings: the account, the role, the seat. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly people: PeopleService,
    private readonly passwords: PasswordsService,
    private readonly roles: RolesService,
    private readonly delegates: DelegatesService,
    private readonly ledger: LedgerService,
  ) {}

  /** Lets somebody in by an invitation that was just used up. The role and seat count from now on. */
  async join(tx: EntityManager, link: Link, joiner: Joiner): Promise<Result<{ ok: boolean }>> {
    const personId = await this.account(tx, link, joiner)
    if (personId === null) return refusal('HAS_ACCOUNT', 'You have an account already. Enter its password to accept the invitation.')
    if (link.purpose === 'administrator') await tx.query('update person set is_administrator = true where id = $1', [personId])
    const { committeeId, role, seatId } = link
    if (committeeId === null) return accept({ ok: true })
    await this.ledger.append(tx, { committee: committeeId }, personId, 'invitation.accepted', { invitation: link.id, person: { id: personId, name: closed(joiner.name) } })
    if (role !== null) await this.roles.add(tx, { committeeId, personId, role, by: link.createdBy })
    if (seatId === null) return accept({ ok: true })
    const delegate = await this.delegates.enter(tx, { seatId, personId, head: link.head }, link.createdBy)
    return delegate.ok || delegate.refusal.code === 'ALREADY' ? accept({ ok: true }) : refusal('NOT_FOUND', 'The seat that this invitation was for has ended. Ask for a new invitation.')
  }

  private async account(tx: EntityManager, link: Link, joiner: Joiner): Promise<string | null> {
    const known = await this.people.withEmail(tx, link.email)
    if (!known) {
      if (joiner.passwordHash === null) return null
      return (await this.people.add(tx, { name: joiner.name, email: link.email, passwordHash: joiner.passwordHash })).id
    }
    if (known.passwordHash === null && joiner.passwordHash !== null) await this.passwords.set(tx, known.id, joiner.passwordHash)
    // An account that got its password since the link was opened keeps it: the link's maker may be somebody else.
    return known.passwordHash !== null && joiner.passwordHash !== null ? null : known.id
  }
}
