import { accept, isId, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'
import type { Act } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In } from 'typeorm'
import { LedgerService } from '../ledger/ledger.service.ts'
import { page, pageSize } from '../platform/graphql.ts'
import { badInput, badText, unknownId } from '../platform/input.ts'
import { grouped, loaderOf, type Operation } from '../platform/loaders.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Committee } from './committee.entity.ts'
import { Rights } from './rights.service.ts'

/** A committee to be created; without a parent it is the root of a tree. */
export interface NewCommittee {
  readonly parentId?: string
  readonly code: string
  readonly name: string
  readonly scope?: string
  readonly interestCategories: readonly string[]
  readonly isDemo?: boolean
}

/** The acts that a committee's own screen shows. */
export const committeeActs: readonly Act[] = [
  'committee.create', 'committee.manage', 'body.create', 'seat.add', 'seat.end', 'person.invite', 'role.grant', 'role.end', 'draft.create', 'ledger.read', 'meeting.manage', 'seat.hold',
  'seat.change', 'calendar.keep',
]

const MOST_CATEGORIES = 50

function wrongCommittee({ parentId, code, name, scope, interestCategories }: NewCommittee): Refused<Refusal> | null {
  if (interestCategories.length > MOST_CATEGORIES) return badInput('interestCategories', `There are too many interest categories: at most ${MOST_CATEGORIES}.`)
  return (parentId === undefined ? null : unknownId(parentId, 'There is no such committee to belong to.')) ?? badText({
    code: { value: code, most: 40, needed: true },
    name: { value: name, most: 300, needed: true },
    scope: { value: scope, most: 10_000 },
    ...Object.fromEntries(interestCategories.map((value, index) => [`interestCategories ${index + 1}`, { value, most: 100, needed: true }])),
  })
}

/** The tree of committees. Members see the ones they belong to, administrators all. */
@Injectable()
export class CommitteesService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
  ) {}

  /** Creates a committee. Its code must not be taken. */
  async create(viewer: Viewer | null, wanted: NewCommittee): Promise<Result<Committee>> {
    const wrong = wrongCommittee(wanted)
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'committee.create')
      return asked.ok ? this.enter(tx, wanted, asked.value.viewer.personId) : asked
    })
  }

  /** Enters a committee and the first entry of its chain, without asking a right. */
  async enter(tx: EntityManager, wanted: NewCommittee, by: string | null): Promise<Result<Committee>> {
    const { parentId } = wanted
    if (parentId !== undefined && !(await tx.existsBy(Committee, { id: parentId }))) return refusal('NOT_FOUND', 'There is no such committee to belong to.')
    const [row] = await tx.query<{ id: string }[]>(
      `insert into committee (code, name, scope, parent_id, interest_categories, is_demo) values ($1, $2, $3, $4, $5, $6)
       on conflict (code) do nothing returning id`,
      [wanted.code.trim(), wanted.name.trim(), wanted.scope?.trim() ?? '', parentId ?? null,
        [...new Set(wanted.interestCategories.map(category => category.trim()))], wanted.isDemo ?? false])
    if (!row) return refusal('ALREADY', 'A committee with this code exists already.')
    const committee = await tx.findOneByOrFail(Committee, { id: row.id })
    await this.ledger.append(tx, { committee: committee.id }, by, 'committee.created', {
      code: committee.code, name: committee.name, scope: committee.scope, parent: committee.parentId, interestCategories: committee.interestCategories,
    })
    return accept(committee)
  }

  /** The committees that the viewer may see, by code, page by page. */
  async list(viewer: Viewer | null, wanted: { first: number; after?: string | undefined }, operation: Operation) {
    const standings = await this.rights.standings(viewer, operation.loaders)
    const first = pageSize(wanted.first)
    const rows = await this.db.query<{ id: string }[]>(
      'select id from committee where ($1 or id = any($2)) and ($3::text is null or code > $3) order by code limit $4',
      [standings.has('administrator'), standings.committees, wanted.after ?? null, first + 1])
    const committees = await this.db.manager.find(Committee, { where: { id: In(rows.map(row => row.id)) }, order: { code: 'asc' } })
    return page(committees, first, committee => committee.code)
  }

  /** A committee that the viewer may see; null also when it exists and they may not. */
  async find(viewer: Viewer | null, id: string, operation: Operation): Promise<Committee | null> {
    return isId(id) && (await this.rights.standings(viewer, operation.loaders)).belongsTo(id) ? this.db.manager.findOneBy(Committee, { id }) : null
  }

  /** The committees below one, by code, as far as the viewer may see them. */
  async childrenOf(viewer: Viewer | null, id: string, operation: Operation): Promise<Committee[]> {
    const standings = await this.rights.standings(viewer, operation.loaders)
    const children = await loaderOf<string, Committee[]>(operation, 'children of committee', async ids => grouped(
      await this.db.manager.find(Committee, { where: { parentId: In([...ids]) }, order: { code: 'asc' } }), ids, committee => committee.parentId ?? '')).load(id)
    return children.filter(child => standings.belongsTo(child.id))
  }
}
