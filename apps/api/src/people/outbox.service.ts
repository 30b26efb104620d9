import { Injectable } from '@nestjs/common'
import { isId } from '@plenary/kernel'
import { DataSource } from 'typeorm'
import { Clock } from '../platform/clock.ts'
import { page, pageSize } from '../platform/graphql.ts'
import type { Context } from '../platform/viewer.ts'
import { Rights } from './rights.service.ts'

/** A letter as the outbox shows it. */
export interface KeptLetter { readonly id: string; readonly to: string; readonly subject: string; readonly text: string; readonly at: Date; readonly sentAt: Date | null }

const withoutSecret = (letter: KeptLetter): KeptLetter => ({ ...letter, text: letter.text.replace(/(\/link\/)[\w-]{20,}/g, '$1…') })

/** The letters that Plenary wrote. Without a mail server this is where they are read. */
@Injectable()
export class OutboxService {
  constructor(private readonly db: DataSource, private readonly clock: Clock, private readonly rights: Rights) {}

  /**
   * Letters, the newest first; none for those who may not read them. A one-time link opens somebody's account, so outside a demo only
   * administrators see it.
   */
  async list(wanted: { first: number; after?: string | undefined }, { viewer, loaders }: Context) {
    const first = pageSize(wanted.first)
    if (!(await this.rights.mayRead(viewer, 'outbox.read', {}, loaders))) return page<KeptLetter>([], first, letter => letter.id)
    const { demo } = await this.clock.state()
    const rows = await this.db.query<KeptLetter[]>(
      `select id, recipient as "to", subject, body as text, at, sent_at as "sentAt" from mail
       where $1::uuid is null or (at, id) < (select at, id from mail where id = $1) order by at desc, id desc limit $2`,
      [wanted.after !== undefined && isId(wanted.after) ? wanted.after : null, first + 1])
    return page(demo || viewer?.isAdministrator === true ? rows : rows.map(withoutSecret), first, letter => letter.id)
  }
}
