import { Field, ID, ObjectType } from '@nestjs/graphql'

/** Somebody who was asked to join a committee. Stored as a one-time link. */
@ObjectType()
export class Invitation {
  @Field(() => ID) id: string
  @Field() email: string
  @Field() name: string
  @Field(() => String, { nullable: true }) role: string | null
  @Field(() => ID, { nullable: true }) seatId: string | null
  @Field() expiresAt: Date
  @Field(() => Date, { nullable: true }) usedAt: Date | null
}

/** An invitation with its link, which is shown to whoever invites, this once. */
@ObjectType()
export class InvitationLink {
  @Field(() => Invitation) invitation: Invitation
  @Field() url: string
}

/** What a one-time link is for. */
@ObjectType()
export class LinkFacts {
  @Field({ description: 'invitation, administrator or reset' }) purpose: string
  @Field() email: string
  @Field() name: string
  @Field(() => String, { nullable: true }) committee: string | null
  @Field() expiresAt: Date
}
