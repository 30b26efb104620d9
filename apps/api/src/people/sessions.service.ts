import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Changes } from '../platform/changes.ts'
import { unknownId } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Rights } from './rights.service.ts'
import { hashed, newSecret } from './secret.ts'
import type { Session } from './session.entity.ts'

export { hashed, newSecret }

/** A session ends this long after it began, in seconds. */
export const longest = 14 * 24 * 3600
const alive = `ended_at is null and started_at > clock_timestamp() - interval '14 days' and last_seen_at > clock_timestamp() - interval '3 days'`

interface Found { person_id: string; session_id: string; name: string; email: string; is_administrator: boolean }

const viewerOf = (found: Found | undefined): Viewer | null =>
  found ? { personId: found.person_id, sessionId: found.session_id, name: found.name, email: found.email, isAdministrator: found.is_administrator } : null

/** Sessions and access tokens. Only hashes of their secrets are stored; each is looked up at every request, so an ended one is refused at once. */
@Injectable()
export class SessionsService {
  constructor(private readonly db: DataSource, private readonly transactions: Transactions, private readonly changes: Changes, private readonly rights: Rights) {}

  /** Begins a session and hands out its secret, this once. */
  async begin(tx: EntityManager, personId: string, from: { address: string; agent: string }): Promise<string> {
    const secret = newSecret()
    await tx.query('insert into session (person_id, token_hash, address, agent) values ($1, $2, $3, $4)',
      [personId, hashed(secret), from.address, from.agent.slice(0, 200)])
    return secret
  }

  /** Who holds this session; null when it ended, ran out or never was. */
  async ofSecret(secret: string): Promise<Viewer | null> {
    const [found] = await this.db.query<(Found & { last_seen_at: Date })[]>(
      `with found as (
         select s.id as session_id, s.last_seen_at, p.id as person_id, p.name, p.email, p.is_administrator
         from session s join person p on p.id = s.person_id where s.token_hash = $1 and ${alive}
       ), seen as (
         update session set last_seen_at = clock_timestamp() from found
         where session.id = found.session_id and found.last_seen_at < clock_timestamp() - interval '5 minutes'
       ) select * from found`, [hashed(secret)])
    return viewerOf(found)
  }

  /** Who holds this access token. */
  async ofToken(token: string): Promise<Viewer | null> {
    const [found] = await this.db.query<Found[]>(
      `select t.id as session_id, p.id as person_id, p.name, p.email, p.is_administrator from access_token t join person p on p.id = t.person_id
       where t.token_hash = $1 and t.ended_at is null`, [hashed(token)])
    return viewerOf(found)
  }

  /** Whether the way in that a viewer came by is still open. It cannot be closed before this transaction ends. */
  async stillValid(tx: EntityManager, viewer: Viewer): Promise<boolean> {
    return (await this.validAmong(tx, [viewer])).has(viewer)
  }

  /** Those of the viewers whose way in is still open, for one statement however many they are. */
  async validAmong(tx: EntityManager, viewers: readonly Viewer[]): Promise<ReadonlySet<Viewer>> {
    const ways = viewers.flatMap(({ sessionId }) => sessionId ?? [])
    if (ways.length === 0) return new Set()
    const rows = await tx.query<{ id: string; person_id: string }[]>(
      `with open as (select id, person_id from session where id = any($1) and ${alive} order by id for share),
         token as (select id, person_id from access_token where id = any($1) and ended_at is null order by id for share)
       select id, person_id from open union all select id, person_id from token`, [ways])
    const holders = new Map(rows.map(row => [row.id, row.person_id]))
    return new Set(viewers.filter(({ sessionId, personId }) => sessionId !== null && holders.get(sessionId) === personId))
  }

  /** Every way in of the viewer that is open, the latest used first. Times are shown on the one clock. */
  async list(viewer: Viewer): Promise<Session[]> {
    return this.db.query<Session[]>(
      `select id, started_at + shift as "startedAt", last_seen_at + shift as "lastSeenAt", address, agent, id = $2 as current
       from session, clock where person_id = $1 and ${alive}
       union all
       select id, created_at, created_at, '', 'Access token “' || name || '”', id = $2 from access_token where person_id = $1 and ended_at is null
       order by 3 desc`, [viewer.personId, viewer.sessionId])
  }

  /** Ends one of the viewer's own sessions or access tokens. */
  async end(viewer: Viewer | null, sessionId: string): Promise<Result<{ ok: boolean }>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to see and end sessions.')
    const unknown = 'You have no such session. It may have ended already.'
    const wrong = unknownId(sessionId, unknown)
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'session.manage', { own: true })
      if (!asked.ok) return asked
      const rows = await tx.query<unknown[]>(
        `with s as (update session set ended_at = clock_timestamp() where id = $1 and person_id = $2 and ended_at is null returning id),
           t as (update access_token set ended_at = plenary_now() where id = $1 and person_id = $2 and ended_at is null returning id)
         select id from s union all select id from t`, [sessionId, viewer.personId])
      if (rows.length === 0) return refusal('NOT_FOUND', unknown)
      await this.recheck(tx, viewer.personId)
      return accept({ ok: true })
    })
  }

  /** Ends the session of a secret. Nothing happens when there is none. */
  async endSecret(secret: string): Promise<void> {
    await this.db.transaction(async tx => {
      const rows = await tx.query<{ person_id: string }[]>(
        `with ended as (update session set ended_at = clock_timestamp() where token_hash = $1 and ended_at is null returning person_id)
         select person_id from ended`, [hashed(secret)])
      if (rows[0]) await this.recheck(tx, rows[0].person_id)
    })
  }

  /** Ends all sessions of a person but one, and with `tokens` the access tokens too. */
  async endAll(tx: EntityManager, personId: string, options: { but?: string | null; tokens?: boolean } = {}): Promise<void> {
    await tx.query('update session set ended_at = clock_timestamp() where person_id = $1 and ended_at is null and id is distinct from $2', [personId, options.but ?? null])
    if (options.tokens) await tx.query('update access_token set ended_at = plenary_now() where person_id = $1 and ended_at is null', [personId])
    await this.recheck(tx, personId)
  }

  /** Makes an access token and hands it out, this once. */
  async createToken(tx: EntityManager, viewer: Viewer, name: string): Promise<{ id: string; name: string; token: string }> {
    const token = `plenary_${newSecret()}`
    const [row] = await tx.query<{ id: string }[]>('insert into access_token (person_id, name, token_hash) values ($1, $2, $3) returning id',
      [viewer.personId, name.trim(), hashed(token)])
    return { id: row!.id, name: name.trim(), token }
  }

  /** Has the open sockets of a person checked again on every instance, because a right or a session may be gone. */
  async recheck(tx: EntityManager, personId: string): Promise<void> {
    await this.changes.rights(tx, personId)
  }
}
