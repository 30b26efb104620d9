import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql'
import { orRefusal } from '../platform/graphql.ts'
import { Asking, Asks, type Viewer } from '../platform/viewer.ts'
import { SocketTicket } from './ticket.entity.ts'
import { TicketsService } from './tickets.service.ts'

@InputType()
class SocketTicketInput {
  @Field({ description: 'The id of a draft, or of a draft and an amendment with “~” between them.' }) room: string
}

const SocketTicketResult = orRefusal('SocketTicketResult', () => SocketTicket)

@Resolver()
export class CollabResolver {
  constructor(private readonly tickets: TicketsService) {}

  @Mutation(() => SocketTicketResult) @Asks('draft.read')
  socketTicket(@Args('input') input: SocketTicketInput, @Asking() viewer: Viewer | null) {
    return this.tickets.issue(viewer, input.room)
  }
}
