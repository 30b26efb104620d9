import { Query, Resolver } from '@nestjs/graphql'

@Resolver()
export class VersionResolver {
  @Query(() => String, { description: 'The version of this server.' })
  version() { return '0.1.0' }
}
