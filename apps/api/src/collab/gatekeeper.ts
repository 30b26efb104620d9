import { CLOSE, type Access, type Admission, type Approach, type Gatekeeper, type Visitor } from '@plenary/collab'
import { may } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Rights } from '../people/rights.service.ts'
import { SessionsService } from '../people/sessions.service.ts'
import { Authenticator, type Viewer } from '../platform/viewer.ts'
import { TicketsService } from './tickets.service.ts'
import { isMainRoom, viewerBehind, WriteRights } from './write-rights.ts'

/** Colours of carets, dark enough to carry white letters on either theme. */
const colours = ['#1d6f5c', '#8a3ffc', '#b3541e', '#0f62ab', '#9f1853', '#5a6b00', '#7a4f9a', '#a2191f', '#00677a', '#6b5200']

/** The same person has the same colour everywhere. */
const colourOf = (person: string): string => colours[[...person].reduce((sum, character) => sum + character.charCodeAt(0), 0) % colours.length]!

const nobody: Access = { read: false, write: false }

/** What somebody may do in a room, for showing and for letting in. What they do there is decided again in the commit. */
@Injectable()
export class RightsOfRooms {
  constructor(private readonly db: DataSource, private readonly writeRights: WriteRights, private readonly rights: Rights) {}

  /** `null` when there is no such room. */
  async of(viewer: Viewer, room: string): Promise<Access | null> {
    const situation = (await this.writeRights.situationsOf(this.db.manager, [room])).get(room)
    if (!situation) return null
    const actor = (await this.rights.standings(viewer)).in(situation.committeeId)
    return {
      read: may(actor, 'draft.read', situation).allowed,
      write: isMainRoom(room) && may(actor, 'text.write', situation).allowed,
    }
  }
}

/** Decides at the socket who comes in and what they may do, by the table that the API asks. */
@Injectable()
export class SocketGatekeeper implements Gatekeeper {
  private origins: () => readonly string[] = () => []

  constructor(
    private readonly db: DataSource,
    private readonly authenticator: Authenticator,
    private readonly sessions: SessionsService,
    private readonly tickets: TicketsService,
    private readonly rightsOfRooms: RightsOfRooms,
  ) {}

  /** From which pages a browser's cookie is believed. */
  believe(origins: () => readonly string[]): void {
    this.origins = origins
  }

  async admit(approach: Approach): Promise<Admission> {
    if (this.isForeign(approach)) return { admitted: false, close: CLOSE.forbidden, reason: 'This connection came from another site.' }
    const viewer = await this.viewerOf(approach)
    if (!viewer || viewer.sessionId === null) return { admitted: false, close: CLOSE.signIn, reason: 'Sign in to open this text.' }
    const access = await this.rightsOfRooms.of(viewer, approach.room)
    if (!access) return { admitted: false, close: CLOSE.missing, reason: 'There is no such text.' }
    if (!access.read) return { admitted: false, close: CLOSE.forbidden, reason: 'You may not read this text.' }
    const { personId, name, sessionId } = viewer
    return { admitted: true, visitor: { person: personId, name, colour: colourOf(personId), session: sessionId }, access }
  }

  async access(visitor: Visitor, room: string): Promise<Access | null> {
    const viewer = viewerBehind(visitor.person, visitor.session)
    if (!await this.sessions.stillValid(this.db.manager, viewer)) return null
    return await this.rightsOfRooms.of(viewer, room) ?? nobody
  }

  /** A browser sends its cookie from any page, so a cookie counts only from ours. Tokens and tickets are sent on purpose. */
  private isForeign({ origin, authorization, ticket, cookie }: Approach): boolean {
    if (authorization !== undefined || ticket !== undefined || cookie === undefined) return false
    return origin === undefined || !this.origins().includes(origin)
  }

  private viewerOf({ room, ticket, authorization, cookie }: Approach): Promise<Viewer | null> {
    if (ticket !== undefined) return this.tickets.redeem(ticket, room)
    const headers = { ...(authorization === undefined ? {} : { authorization }), ...(cookie === undefined ? {} : { cookie }) }
    return this.authenticator.viewerOf({ headers })
  }
}
