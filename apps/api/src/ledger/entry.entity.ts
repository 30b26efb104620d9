import { Field, Int, ObjectType } from '@nestjs/graphql'
import { JsonScalar } from '../platform/json.ts'
import { PageInfo } from '../platform/graphql.ts'

/** One act of the record as a screen shows it. */
@ObjectType()
export class LedgerEntry {
  @Field(() => Int) seq: number
  @Field() hash: string
  @Field({ description: 'The hash of the entry before.' }) previous: string
  @Field({ description: 'What was done, such as stage.moved.' }) kind: string
  @Field() sentence: string
  /** Null when the clock acted. */
  actorId: string | null
  @Field() at: Date
  @Field(() => JsonScalar, { description: 'The facts as they were hashed: what is personal or closed is a commitment.' }) facts: object
}

@ObjectType()
export class LedgerConnection {
  @Field(() => [LedgerEntry]) nodes: LedgerEntry[]
  @Field() pageInfo: PageInfo
  @Field({ description: 'The hash at which the chain stands. Whoever keeps it can see later that nothing before it was changed.' }) head: string
}
