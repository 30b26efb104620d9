import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Body } from './body.entity.ts'
import { Rights } from './rights.service.ts'

/** A body to be entered. */
export interface NewBody { readonly name: string; readonly kind: string; readonly jurisdiction: string; readonly isDemo?: boolean }

/** Organisations that can hold seats. */
@Injectable()
export class BodiesService {
  constructor(private readonly db: DataSource, private readonly transactions: Transactions, private readonly rights: Rights) {}

  /** Enters a body. Its name must not be taken. */
  async create(viewer: Viewer | null, wanted: NewBody): Promise<Result<Body>> {
    const wrong = badText({
      name: { value: wanted.name, most: 300, needed: true },
      kind: { value: wanted.kind, most: 100, needed: true },
      jurisdiction: { value: wanted.jurisdiction, most: 20, needed: true },
    })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'body.create')
      if (!asked.ok) return asked
      const [row] = await tx.query<{ id: string }[]>(
        'insert into body (name, kind, jurisdiction, is_demo) values ($1, $2, $3, $4) on conflict (name) do nothing returning id',
        [wanted.name.trim(), wanted.kind.trim(), wanted.jurisdiction.trim(), wanted.isDemo ?? false])
      if (!row) return refusal('ALREADY', 'A body of this name is entered already.')
      return accept(await tx.findOneByOrFail(Body, { id: row.id }))
    })
  }

  /** All bodies by name, for whoever is signed in. */
  async list(viewer: Viewer | null): Promise<Body[]> {
    return viewer ? this.db.manager.find(Body, { order: { name: 'asc' } }) : []
  }
}
