import { Field, ID, ObjectType } from '@nestjs/graphql'

/** A way in that is open now: a browser that signed in, or a personal access token. */
@ObjectType()
export class Session {
  @Field(() => ID) id: string
  @Field() startedAt: Date
  @Field() lastSeenAt: Date
  @Field() address: string
  @Field({ description: 'What the browser calls itself; for an access token, its name.' }) agent: string
  @Field({ description: 'Whether this very request came through it.' }) current: boolean
}
