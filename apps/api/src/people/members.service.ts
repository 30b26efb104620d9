import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { LedgerConnection } from '../ledger/entry.entity.ts'
import { LedgerService } from '../ledger/ledger.service.ts'
import { grouped, loaderOf } from '../platform/loaders.ts'
import type { Context } from '../platform/viewer.ts'
import type { Invitation } from './invitation.entity.ts'
import { type Link, LinksService } from './links.service.ts'
import { Rights } from './rights.service.ts'
import type { Role } from './role.entity.ts'
import { RolesService } from './roles.service.ts'
import type { Seat } from './seat.entity.ts'
import { SeatsService } from './seats.service.ts'
import { sentences } from './sentences.ts'

/** Who belongs to a committee, as far as the viewer may see it. A committee may be mentioned to people who may not see its members. */
@Injectable()
export class MembersService implements OnModuleInit {
  constructor(
    private readonly rights: Rights,
    private readonly seatsService: SeatsService,
    private readonly rolesService: RolesService,
    private readonly links: LinksService,
    private readonly ledger: LedgerService,
  ) {}

  onModuleInit(): void { this.ledger.tell(sentences) }

  async seats(committeeId: string, operation: Context): Promise<Seat[]> {
    return await this.isVisible(committeeId, operation) ? this.seatsService.ofCommittee(committeeId, operation) : []
  }

  async roles(committeeId: string, operation: Context): Promise<Role[]> {
    return await this.isVisible(committeeId, operation) ? this.rolesService.ofCommittee(committeeId, operation) : []
  }

  /** The invitations of a committee, only for those who may invite. */
  async invitations(committeeId: string, operation: Context): Promise<Invitation[]> {
    if (!(await this.rights.mayRead(operation.viewer, 'person.invite', { committeeId }, operation.loaders))) return []
    return loaderOf<string, Link[]>(operation, 'invitations', async ids => grouped(await this.links.invitationsOf(ids), ids, link => link.committeeId ?? '')).load(committeeId)
  }

  /** One page of the committee's record; null for those who may not read it. Members see it open, with names and reasons. */
  async record(committeeId: string, wanted: { first: number; after?: string | undefined }, { viewer, loaders }: Context): Promise<LedgerConnection | null> {
    if (!(await this.rights.mayRead(viewer, 'ledger.read', { committeeId }, loaders))) return null
    return this.ledger.page({ committee: committeeId }, { ...wanted, mayOpen: () => true })
  }

  private async isVisible(committeeId: string, { viewer, loaders }: Context): Promise<boolean> {
    return (await this.rights.standings(viewer, loaders)).belongsTo(committeeId)
  }
}
