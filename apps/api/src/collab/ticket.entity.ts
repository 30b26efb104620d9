import { Field, ObjectType } from '@nestjs/graphql'

/** Opens one connection to one text, once, within thirty seconds. */
@ObjectType()
export class SocketTicket {
  @Field() ticket: string
  @Field() expiresAt: Date
}
