import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { DraftsService } from '../drafts/drafts.service.ts'
import { hashed, newSecret } from '../people/sessions.service.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { SocketTicket } from './ticket.entity.ts'

interface Found { person_id: string; session_id: string | null; name: string; email: string; is_administrator: boolean }

/** Tickets for sockets of programs that can set neither a cookie nor a header. Only hashes are stored. */
@Injectable()
export class TicketsService {
  constructor(private readonly db: DataSource, private readonly drafts: DraftsService) {}

  /** Hands out a ticket to who may read the text. */
  async issue(viewer: Viewer | null, room: string): Promise<Result<SocketTicket>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to open this text.')
    const draft = await this.drafts.require(viewer, room.split('~')[0] ?? '')
    if (!draft.ok) return draft
    const ticket = newSecret()
    await this.db.query("delete from socket_ticket where expires_at < clock_timestamp() - interval '1 hour'")
    const [row] = await this.db.query<{ shown: Date }[]>(
      `with issued as (
         insert into socket_ticket (hash, person_id, session_id, room, expires_at)
         values ($1, $2, $3, $4, clock_timestamp() + interval '30 seconds') returning expires_at
       ) select expires_at + shift as shown from issued, clock`, [hashed(ticket), viewer.personId, viewer.sessionId, room])
    return accept({ ticket, expiresAt: row!.shown })
  }

  /** Who holds this ticket for this room. It is used up, also by a connection that fails afterwards. */
  async redeem(ticket: string, room: string): Promise<Viewer | null> {
    const [found] = await this.db.query<Found[]>(
      `with used as (
         update socket_ticket set used_at = clock_timestamp()
         where hash = $1 and room = $2 and used_at is null and expires_at > clock_timestamp() returning person_id, session_id
       ) select person_id, session_id, name, email, is_administrator from used join person on person.id = used.person_id`, [hashed(ticket), room])
    return found
      ? { personId: found.person_id, sessionId: found.session_id, name: found.name, email: found.email, isAdministrator: found.is_administrator }
      : null
  }
}
