import type { Refusal as Why, Result } from '@plenary/kernel'
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common'
import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { map } from 'rxjs'

/** One thing that stands in the way of an act, with the path in the app where it is put right. */
@ObjectType()
export class Missing {
  @Field() gate: string
  @Field() message: string
  @Field() where: string
}

/** Why something may not be done. Part of every mutation's result; never thrown. */
@ObjectType()
export class Refusal {
  @Field() code: string
  @Field() message: string
  @Field(() => [Missing]) missing: Missing[]
}

/** Where nothing is returned but that it was done. */
@ObjectType()
export class Done {
  @Field() ok: boolean
}

/** Whether the viewer may do an act here, with the sentence that a dashed button shows when not. */
@ObjectType()
export class Permission {
  @Field() act: string
  @Field() allowed: boolean
  @Field() why: string
}

@ObjectType()
export class PageInfo {
  @Field({ nullable: true }) endCursor?: string
  @Field() hasNextPage: boolean
}

/** A draft as others mention it. */
@ObjectType()
export class DraftRef {
  @Field(() => ID) id: string
  @Field() number: string
  @Field() title: string
}

/** What changed about a draft other than its text; a screen that shows it asks again. */
@ObjectType()
export class DraftChange {
  @Field(() => ID) draftId: string
  @Field() what: string
}

export const done = { ok: true }

/** The result type of a mutation: the thing, or the refusal. */
export const orRefusal = <T extends new () => object>(name: string, type: () => T) =>
  createUnionType({ name, types: () => [type(), Refusal] as const, resolveType: value => (value instanceof Refusal ? Refusal : type()) })

/** A list that is read page by page. */
export function connectionOf<T extends new () => object>(name: string, type: () => T) {
  @ObjectType(name)
  class Connection {
    @Field(() => [type()]) nodes: InstanceType<T>[]
    @Field() pageInfo: PageInfo
    @Field(() => Int, { nullable: true }) total?: number
  }
  return Connection
}

/** Cuts one page from rows fetched with one more than asked for. The cursor is the last row's own key. */
export function page<T>(rows: readonly T[], first: number, cursor: (row: T) => string): { nodes: T[]; pageInfo: PageInfo } {
  const nodes = rows.slice(0, first)
  const last = nodes.at(-1)
  return { nodes, pageInfo: { hasNextPage: rows.length > first, ...(last === undefined ? {} : { endCursor: cursor(last) }) } }
}

/** Nobody reads more than this in one page. */
export const pageSize = (wanted: number): number => Math.max(1, Math.min(wanted, 500))

const isResult = (value: unknown): value is Result<unknown, Why> => typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'refusal' in value)

/** Lets resolvers return a `Result` as it is. */
@Injectable()
export class ResultInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler) {
    return next.handle().pipe(map(value => {
      if (!isResult(value)) return value
      return value.ok ? value.value : Object.assign(new Refusal(), value.refusal)
    }))
  }
}
