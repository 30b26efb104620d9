import { mayVoteByProxy } from '@plenary/ballots'
import { Args, Context, Field, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Person } from '../people/person.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { entityById } from '../platform/loaders.ts'
import { Asking, Asks, type Context as Operation, type Viewer } from '../platform/viewer.ts'
import { Ballot } from './ballot.entity.ts'
import { ProxiesService } from './proxies.service.ts'
import { Proxy } from './proxy.entity.ts'
import { ShowingProxies } from './showing-proxies.service.ts'
import { MySeat } from './vote.entity.ts'

@InputType()
class GiveProxyInput {
  @Field(() => ID) ballotId: string
  @Field(() => ID, { description: 'The seat whose vote is given.' }) seatId: string
  @Field(() => ID, { description: 'The seat of the same roll that casts it.' }) holderId: string
  @Field(() => String, { nullable: true, description: 'How it is to vote.' }) instruction?: string
}

@InputType()
class TakeBackProxyInput {
  @Field(() => ID) ballotId: string
  @Field(() => ID) seatId: string
}

const GiveProxyResult = orRefusal('GiveProxyResult', () => Ballot)
const TakeBackProxyResult = orRefusal('TakeBackProxyResult', () => Ballot)

/** Votes that seats give to other seats. */
@Resolver(() => Ballot)
export class ProxiesResolver {
  constructor(private readonly service: ProxiesService, private readonly showing: ShowingProxies) {}

  @Mutation(() => GiveProxyResult, { description: 'Gives the vote of a seat in one ballot to another seat of its roll, where the rule permits proxies.' }) @Asks('proxy.give')
  giveProxy(@Args('input') input: GiveProxyInput, @Asking() viewer: Viewer | null) { return this.service.give(viewer, input) }

  @Mutation(() => TakeBackProxyResult, { description: 'Takes back the vote that a seat gave, while nothing was cast by it.' }) @Asks('proxy.give')
  takeBackProxy(@Args('input') input: TakeBackProxyInput, @Asking() viewer: Viewer | null) { return this.service.takeBack(viewer, input) }

  @ResolveField(() => Int, { description: 'How many votes one seat may cast for others; 0 where the rule or the kind of the ballot permits none.' })
  proxiesPerHolder(@Parent() ballot: Ballot) {
    const most = mayVoteByProxy(ballot.ruleData, ballot.kindData.publishes === 'votes')
    return most.ok ? most.value : 0
  }

  @ResolveField(() => [Proxy], { description: 'Every vote that was given by proxy, oldest first, those that were taken back included.' })
  proxies(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.proxies(operation, ballot) }

  @ResolveField(() => [MySeat], { description: 'The seats whose votes the viewer casts by proxy.' })
  heldVotes(@Parent() ballot: Ballot, @Context() operation: Operation) { return this.showing.heldVotes(operation, ballot) }
}

@Resolver(() => Proxy)
export class ProxyResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person)
  givenBy(@Parent() proxy: Proxy, @Context() operation: Operation) { return entityById(operation, this.db, Person).load(proxy.givenById) }
}
