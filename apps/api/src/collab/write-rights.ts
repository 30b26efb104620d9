import { may, type Actor } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { DraftsService, type DraftSituation } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import { SessionsService } from '../people/sessions.service.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { Writer } from './postgres-log.ts'

const draftsOf = `
  select text_head.room, draft.id, committee_id as "committeeId", rulebook, rulebook_edition as "rulebookEdition", stage, withdrawn_at as "withdrawnAt",
    call_closes_at as "callClosesAt", adopted_at as "adoptedAt"
  from text_head join draft on draft.id = text_head.draft_id where text_head.room = any($1)`

type Row = Draft & { readonly room: string }

/** Whether the room holds the text of a draft, rather than an amendment to it. */
export const isMainRoom = (room: string): boolean => !room.includes('~')

/** Somebody who is known by their way in alone. */
export const viewerBehind = (person: string, session: string | null): Viewer =>
  ({ personId: person, sessionId: session, name: '', email: '', isAdministrator: false })

// Those who ask about rights use a transaction for its statements only.
const asEntityManager = (tx: PoolClient): EntityManager =>
  ({ query: async (statement: string, values?: unknown[]) => (await tx.query(statement, values)).rows }) as unknown as EntityManager

/** The right to write in a text, asked of the one table of permissions. */
@Injectable()
export class WriteRights {
  constructor(private readonly drafts: DraftsService, private readonly rights: Rights, private readonly sessions: SessionsService) {}

  /**
   * Asks for a whole batch inside its commit. The sessions and roles it rests on stay locked until then, so that no edit is stored
   * after the act that took the right away. The draft's row is not locked: its stage changes together with the head, which is.
   */
  readonly mayWrite = async (tx: PoolClient, asked: readonly Writer[]): Promise<readonly boolean[]> => {
    const manager = asEntityManager(tx)
    const situations = await this.situationsOf(manager, asked.map(({ room }) => room))
    const actors = new Map<string, Actor | null>()
    const answers: boolean[] = []
    for (const { room, person, session } of asked) {
      const situation = isMainRoom(room) ? situations.get(room) : undefined
      const key = `${person} ${session ?? ''} ${situation?.committeeId ?? ''}`
      if (!actors.has(key)) actors.set(key, situation ? await this.actorOf(manager, viewerBehind(person, session), situation.committeeId) : null)
      const actor = actors.get(key)
      answers.push(actor && situation ? may(actor, 'text.write', situation).allowed : false)
    }
    return answers
  }

  /** What the permissions table asks of the drafts behind these rooms. */
  async situationsOf(tx: EntityManager, rooms: readonly string[]): Promise<Map<string, DraftSituation>> {
    const rows = await tx.query<Row[]>(draftsOf, [rooms])
    return new Map(rows.map(row => [row.room, this.drafts.situation(row)]))
  }

  /** `null` when the way in is closed. */
  private async actorOf(tx: EntityManager, viewer: Viewer, committeeId: string): Promise<Actor | null> {
    return await this.sessions.stillValid(tx, viewer) ? this.rights.actorOf(tx, viewer, committeeId) : null
  }
}
