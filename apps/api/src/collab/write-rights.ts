import { may } from '@plenary/process'
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

const keyOf = (person: string, session: string | null): string => `${person} ${session ?? ''}`

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
   * Asks for a whole batch inside its commit, in three statements however many write. The sessions and roles it rests on stay locked until
   * then, so that no edit is stored after the act that took the right away. The draft's row is not locked: its stage changes together with
   * the head, which is.
   */
  readonly mayWrite = async (tx: PoolClient, asked: readonly Writer[]): Promise<readonly boolean[]> => {
    const manager = asEntityManager(tx)
    const rooms = asked.map(({ room }) => room).filter(isMainRoom)
    if (rooms.length === 0) return asked.map(() => false)
    const situations = await this.situationsOf(manager, rooms)
    const viewers = new Map(asked.map(({ person, session }) => [keyOf(person, session), viewerBehind(person, session)]))
    const valid = await this.sessions.validAmong(manager, [...viewers.values()])
    if (valid.size === 0) return asked.map(() => false)
    const standings = await this.rights.standingsOf(manager, [...valid])
    return asked.map(({ room, person, session }) => {
      const situation = isMainRoom(room) ? situations.get(room) : undefined
      if (!situation || !valid.has(viewers.get(keyOf(person, session))!)) return false
      return may(standings.get(person)!.in(situation.committeeId), 'text.write', situation).allowed
    })
  }

  /** What the permissions table asks of the drafts behind these rooms. */
  async situationsOf(tx: EntityManager, rooms: readonly string[]): Promise<Map<string, DraftSituation>> {
    const rows = await tx.query<Row[]>(draftsOf, [rooms])
    return new Map(rows.map(row => [row.room, this.drafts.situation(row)]))
  }
}
