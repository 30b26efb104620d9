import { Injectable } from '@nestjs/common'
import { grouped, loaderOf } from '../platform/loaders.ts'
import type { Context } from '../platform/viewer.ts'
import { CommitteesService } from './committees.service.ts'
import type { Invitation } from './invitation.entity.ts'
import { type Link, LinksService } from './links.service.ts'
import { Rights } from './rights.service.ts'
import type { Role } from './role.entity.ts'
import { RolesService } from './roles.service.ts'
import type { Seat } from './seat.entity.ts'
import { SeatsService } from './seats.service.ts'

/** Who belongs to a committee, as far as the viewer may see it. A committee may be mentioned to people who may not see its members. */
@Injectable()
export class MembersService {
  constructor(
    private readonly committees: CommitteesService,
    private readonly rights: Rights,
    private readonly seatsService: SeatsService,
    private readonly rolesService: RolesService,
    private readonly links: LinksService,
  ) {}

  async seats(committeeId: string, operation: Context): Promise<Seat[]> {
    return await this.committees.isVisible(operation.viewer, committeeId, operation) ? this.seatsService.ofCommittee(committeeId, operation) : []
  }

  async roles(committeeId: string, operation: Context): Promise<Role[]> {
    return await this.committees.isVisible(operation.viewer, committeeId, operation) ? this.rolesService.ofCommittee(committeeId, operation) : []
  }

  /** The invitations of a committee, only for those who may invite. */
  async invitations(committeeId: string, operation: Context): Promise<Invitation[]> {
    if (!(await this.rights.mayRead(operation.viewer, 'person.invite', { committeeId }, operation.loaders))) return []
    return loaderOf<string, Link[]>(operation, 'invitations', async ids => grouped(await this.links.invitationsOf(ids), ids, link => link.committeeId ?? '')).load(committeeId)
  }
}
