import { isId } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import { page, pageSize } from '../platform/graphql.ts'
import { grouped, loaderOf } from '../platform/loaders.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import { Call } from './call.entity.ts'
import { Comment } from './comment.entity.ts'
import { type Placement, PlacementsService } from './placements.service.ts'
import { Reply } from './reply.entity.ts'

/** Which comments of a draft are wanted. */
export interface CommentFilter {
  readonly first: number
  readonly after?: string | undefined
  readonly status?: string | undefined
  readonly type?: string | undefined
  readonly clauseId?: string | null | undefined
}

interface Counts { readonly total: number; readonly open: number; readonly general: number; readonly technical: number; readonly editorial: number }

/** Reads comments. Rights were asked where the draft was read. */
@Injectable()
export class CommentsQueries {
  constructor(private readonly db: DataSource, private readonly placements: PlacementsService) {}

  /** The comments of a draft in the order of their numbers. `clauseId` means the clause where the words stand now. */
  async list(operation: Operation, draftId: string, wanted: CommentFilter) {
    const first = pageSize(wanted.first)
    const query = this.db.getRepository(Comment).createQueryBuilder('comment').where({ draftId })
    if (wanted.status) query.andWhere('comment.status = :status', { status: wanted.status })
    if (wanted.type) query.andWhere('comment.type = :type', { type: wanted.type })
    if (wanted.clauseId) query.andWhere('comment.id = any(:ids)', { ids: await this.on(operation, draftId, wanted.clauseId) })
    const total = await query.getCount()
    if (wanted.after) query.andWhere('comment.number > :after', { after: Number(wanted.after) || 0 })
    const rows = await query.orderBy('comment.number').take(first + 1).getMany()
    return { ...page(rows, first, comment => String(comment.number)), total }
  }

  /** How many comments a draft has, of each kind. Where they stand is looked up only when it is asked for: it needs the text. */
  async counts(operation: Operation, draftId: string) {
    const counts = await loaderOf<string, Counts>(operation, 'comment counts', ids => this.countsOf(ids)).load(draftId)
    const unplaced = async (): Promise<number> =>
      (counts.total === 0 ? 0 : [...(await this.places(operation, draftId)).values()].filter(place => !place.placed).length)
    return { ...counts, get unplaced() { return unplaced() } }
  }

  private countsOf(ids: readonly string[]): Promise<Counts[]> {
    return this.db.query<Counts[]>(
      `select count(comment.id)::int as total, count(*) filter (where status = 'open')::int as open, count(*) filter (where type = 'general')::int as general,
         count(*) filter (where type = 'technical')::int as technical, count(*) filter (where type = 'editorial')::int as editorial
       from unnest($1::uuid[]) with ordinality as asked (id, place) left join comment on draft_id = asked.id group by place order by place`, [ids])
  }

  async find(id: string): Promise<Comment | null> {
    return isId(id) ? this.db.getRepository(Comment).findOneBy({ id }) : null
  }

  /** Where comments stand, in the order asked. Many drafts cost as many looks at their texts. */
  async placesOf(operation: Operation, comments: readonly Comment[]): Promise<Placement[]> {
    const drafts = [...new Set(comments.map(comment => comment.draftId))]
    const places = new Map(await Promise.all(drafts.map(async id => [id, await this.places(operation, id)] as const)))
    return comments.map(({ id, draftId, anchor }) => places.get(draftId)?.get(id) ?? { placed: false, clauseId: anchor.clauseId, clauseNumber: '' })
  }

  /** The replies to each of these comments, oldest first. */
  async repliesTo(ids: readonly string[]): Promise<Reply[][]> {
    const rows = await this.db.getRepository(Reply).find({ where: { commentId: In([...ids]) }, order: { createdAt: 'ASC', id: 'ASC' } })
    return grouped(rows, ids, reply => reply.commentId)
  }

  /** The public calls of each of these drafts, oldest first. */
  async callsOf(draftIds: readonly string[]): Promise<Call[][]> {
    const rows = await this.db.getRepository(Call).find({ where: { draftId: In([...draftIds]) }, order: { opensAt: 'ASC' } })
    return grouped(rows, draftIds, call => call.draftId)
  }

  /** How many comments answered each of these calls. */
  async answersTo(callIds: readonly string[]): Promise<number[]> {
    const rows = await this.db.query<{ id: string; count: number }[]>(
      'select call_id as id, count(*)::int as count from comment where call_id = any($1) group by call_id', [callIds])
    return callIds.map(id => rows.find(row => row.id === id)?.count ?? 0)
  }

  /** A screen that shows counts, a list and places looks at the text once. */
  private places(operation: Operation, draftId: string): Promise<ReadonlyMap<string, Placement>> {
    return loaderOf<string, ReadonlyMap<string, Placement>>(operation, PlacementsService, ids => Promise.all(ids.map(id => this.placements.of(id)))).load(draftId)
  }

  private async on(operation: Operation, draftId: string, clauseId: string): Promise<string[]> {
    const places = await this.places(operation, draftId)
    return [...places].filter(([, place]) => place.clauseId === clauseId).map(([id]) => id)
  }
}
