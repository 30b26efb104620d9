import { accept, refusal, type Result } from '@plenary/kernel'
import type { Act } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { badText } from '../platform/input.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Rights } from './rights.service.ts'
import type { Role } from './role.entity.ts'
import { RolesService } from './roles.service.ts'
import type { Seat } from './seat.entity.ts'
import { SeatsService } from './seats.service.ts'
import { SessionsService } from './sessions.service.ts'

/** The acts that concern no committee. */
export const globalActs: readonly Act[] = ['committee.create', 'body.create', 'outbox.read', 'clock.move', 'demo.remove']

/** The account of the person who asks. */
@Injectable()
export class AccountService {
  constructor(
    private readonly db: DataSource,
    private readonly rights: Rights,
    private readonly roles: RolesService,
    private readonly seats: SeatsService,
    private readonly sessions: SessionsService,
  ) {}

  async of(viewer: Viewer | null): Promise<{ id: string; name: string; email: string; isAdministrator: boolean; locale: string } | null> {
    if (!viewer) return null
    const [row] = await this.db.query<{ locale: string }[]>('select locale from person where id = $1', [viewer.personId])
    return { id: viewer.personId, name: viewer.name, email: viewer.email, isAdministrator: viewer.isAdministrator, locale: row?.locale ?? 'en' }
  }

  async rolesOf(viewer: Viewer): Promise<Role[]> { return this.roles.ofPerson(viewer.personId) }

  async seatsOf(viewer: Viewer | null, loaders: Map<unknown, unknown>): Promise<Seat[]> {
    const { seats } = await this.rights.standings(viewer, loaders)
    return this.seats.ofIds([...new Set(seats.map(seat => seat.seatId))])
  }

  /** Makes a personal access token; the secret is handed out this once. */
  async createToken(viewer: Viewer | null, name: string): Promise<Result<{ id: string; name: string; token: string }>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to make an access token.')
    const bad = badText({ name: { value: name, most: 100, needed: true } })
    if (bad) return bad
    return this.db.transaction(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'session.manage', { own: true })
      return asked.ok ? accept(await this.sessions.createToken(tx, viewer, name)) : asked
    })
  }
}
