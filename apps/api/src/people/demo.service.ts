import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm'
import { LedgerService } from '../ledger/ledger.service.ts'
import { badInput } from '../platform/input.ts'
import { Installation } from '../platform/installation.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Rights } from './rights.service.ts'

/** Removes one domain's demo rows. */
export type RemoveDemo = (tx: EntityManager) => Promise<void>

const FOREIGN_KEY = '23503'

/** The demo data of the whole house: each domain says how its own rows go. */
@Injectable()
export class DemoService {
  private readonly removals: RemoveDemo[] = []

  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
    private readonly installation: Installation,
  ) {}

  /** Called by each domain at the start. All of them run before the people, seats and committees of the demo go. */
  register(remove: RemoveDemo): void { this.removals.push(remove) }

  /**
   * Removes everything that carries the demo's mark. What real work rests on stays: its committee, its body, and a person only as a name without
   * an account. The ledger's entries stay, as always; the names and reasons in them are forgotten.
   */
  async remove(viewer: Viewer | null, confirm: boolean): Promise<Result<{ ok: boolean }>> {
    if (!confirm) return badInput('confirm', 'Confirm that the demo data shall be removed.')
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'demo.remove')
      if (!asked.ok) return asked
      if (await this.installation.demo(tx) !== 'present') return refusal('NO_DEMO', 'There is no demo data here.')
      await this.clear(tx)
      await this.installation.markDemo(tx, 'removed')
      return accept({ ok: true })
    })
  }

  /** Clears what an interrupted seeding left, so that it can begin anew. Does nothing once the demo is complete. */
  async clearUnfinished(): Promise<void> {
    await this.db.transaction(async tx => {
      if (await this.installation.demo(tx) === 'none') await this.clear(tx)
    })
  }

  private async clear(tx: EntityManager): Promise<void> {
    for (const remove of this.removals) await remove(tx)
    await this.removePeople(tx)
  }

  private async removePeople(tx: EntityManager): Promise<void> {
    const committees = await tx.query<{ id: string }[]>('select id from committee where is_demo order by created_at desc')
    for (const { id } of committees) await this.ledger.erase(tx, { committee: id })
    await this.removeEach(tx, 'committee', committees)
    await this.removeEach(tx, 'body', await tx.query('select id from body where is_demo'))
    // The password of demo accounts is known to everybody.
    await tx.query('update person set password_hash = null, is_administrator = false where is_demo')
    await tx.query('delete from session where person_id in (select id from person where is_demo)')
    await tx.query('delete from access_token where person_id in (select id from person where is_demo)')
    await this.removeEach(tx, 'person', await tx.query('select id from person where is_demo'))
  }

  private async removeEach(tx: EntityManager, table: 'committee' | 'body' | 'person', rows: readonly { id: string }[]): Promise<void> {
    for (const { id } of rows) {
      await tx.query('savepoint one_row')
      try {
        await tx.query(`delete from ${table} where id = $1`, [id])
      } catch (error) {
        if (!(error instanceof QueryFailedError) || (error.driverError as { code?: string }).code !== FOREIGN_KEY) throw error
        await tx.query('rollback to savepoint one_row')
        await tx.query(`update ${table} set is_demo = false where id = $1`, [id])
      }
    }
  }

  /** The demo's accounts as the sign-in page lists them, with what each is; null where no demo is. */
  async accounts(): Promise<{ name: string; email: string; words: string }[] | null> {
    if (await this.installation.demo() !== 'present') return null
    return this.db.query(
      `select p.name, p.email, coalesce(
         (select string_agg(distinct role.role, ', ') from role where role.person_id = p.id and role.until is null),
         (select (case when s.kind = 'participating' and d.head then 'head of delegation, ' when s.kind = 'participating' then 'delegate, ' else s.kind || ' member, ' end) || b.name
          from delegate d join seat s on s.id = d.seat_id join body b on b.id = s.body_id
          where d.person_id = p.id and d.until is null and s.until is null order by d.head desc, d.since limit 1),
         case when p.is_administrator then 'administrator' else 'reader' end) as words
       from person p where p.is_demo and p.password_hash is not null
       order by array_position(array['secretary', 'chair', 'drafter1', 'drafter2', 'delegate.br', 'delegate.fr', 'observer', 'admin'], split_part(p.email, '@', 1)) nulls last, p.created_at, p.email`)
  }
}
