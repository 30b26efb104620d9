import { Inject, Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DataSource } from 'typeorm'
import { CONFIG, type Config } from '../config.ts'
import { hashed, newSecret } from './secret.ts'

/** What a one-time link is for: joining a committee, becoming an administrator, setting a new password. */
export type Purpose = 'invitation' | 'administrator' | 'reset'

/** What a one-time link carries. */
export interface LinkContent {
  readonly purpose: Purpose
  readonly email: string
  readonly name: string
  readonly committeeId?: string | null
  readonly role?: string | null
  readonly seatId?: string | null
  readonly head?: boolean
  readonly createdBy?: string | null
}

/** A link as it is stored; its secret is not. */
export interface Link extends Required<LinkContent> { readonly id: string; readonly expiresAt: Date; readonly usedAt: Date | null }

const lives: Readonly<Record<Purpose, string>> = { invitation: '7 days', administrator: '7 days', reset: '1 hour' }
const columns = `id, purpose, email, name, committee_id as "committeeId", role, seat_id as "seatId", head, created_by as "createdBy",
  expires_at as "expiresAt", used_at as "usedAt"`
const open = 'used_at is null and expires_at > plenary_now()'

/** Links that work once. Only the hash of the secret is stored. */
@Injectable()
export class LinksService {
  constructor(private readonly db: DataSource, @Inject(CONFIG) private readonly config: Config) {}

  /** Makes a link and its address in the app. An invitation lives seven days, a link for a new password one hour. */
  async create(tx: EntityManager, content: LinkContent): Promise<{ link: Link; url: string }> {
    const secret = newSecret()
    const [link] = await tx.query<Link[]>(
      `insert into one_time_link (token_hash, purpose, email, name, committee_id, role, seat_id, head, created_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, plenary_now() + $10::interval) returning ${columns}`,
      [hashed(secret), content.purpose, content.email, content.name, content.committeeId ?? null, content.role ?? null, content.seatId ?? null,
        content.head ?? false, content.createdBy ?? null, lives[content.purpose]])
    return { link: link!, url: `${this.config.publicUrl}/link/${secret}` }
  }

  /** What a link that can still be used is for. */
  async find(secret: string): Promise<(Link & { committee: string | null }) | null> {
    const [link] = await this.db.query<(Link & { committee: string | null })[]>(
      `select ${columns}, (select name from committee where id = committee_id) as committee from one_time_link where token_hash = $1 and ${open}`, [hashed(secret)])
    return link ?? null
  }

  /** The account of the address that a link was sent to, with its password's hash; null when there is none. */
  async ownerOf(link: Link): Promise<{ id: string; hash: string | null } | null> {
    const [person] = await this.db.query<{ id: string; hash: string | null }[]>('select id, password_hash as hash from person where email = $1', [link.email])
    return person ?? null
  }

  /** Uses a link up. Of many who try at the same time one gets it, the others get null. */
  async use(tx: EntityManager, secret: string): Promise<Link | null> {
    const [link] = await tx.query<Link[]>(
      `with used as (update one_time_link set used_at = plenary_now() where token_hash = $1 and ${open} returning *) select ${columns} from used`, [hashed(secret)])
    return link ?? null
  }

  /** Makes the open links for a new password of an address useless. */
  async endResets(tx: EntityManager, email: string): Promise<void> {
    await tx.query("update one_time_link set used_at = plenary_now() where email = $1 and purpose = 'reset' and used_at is null", [email])
  }

  /** The invitations of these committees, the latest first. */
  async invitationsOf(committeeIds: readonly string[]): Promise<Link[]> {
    return this.db.query<Link[]>(`select ${columns} from one_time_link where committee_id = any($1) and purpose = 'invitation' order by created_at desc, id`, [committeeIds])
  }
}
