import type { IncomingMessage } from 'node:http'
import { GraphQLError, Kind, parse } from 'graphql'
import type { Config } from '../config.ts'
import { allowedOrigins } from './http.ts'

interface Connected { readonly extra: unknown }

const MOST_TOKENS = 1_000

const refused = (message: string, code: string): GraphQLError => new GraphQLError(message, { extensions: { code } })

function subscribes(query: string): boolean {
  const { definitions } = parse(query, { maxTokens: MOST_TOKENS })
  return definitions.every(one => one.kind === Kind.FRAGMENT_DEFINITION || (one.kind === Kind.OPERATION_DEFINITION && one.operation === 'subscription'))
}

/**
 * What the socket of GraphQL lets in: pages of our own and programs, and of them subscriptions alone. Queries and mutations come over HTTP,
 * where their cost is limited and foreign pages are refused.
 */
export const gate = (config: Config) => ({
  onConnect: ({ extra }: Connected): boolean => {
    const { origin, host } = (extra as { request: IncomingMessage }).request.headers
    const address = `http://${host ?? ''}`
    return origin === undefined || (URL.canParse(address) && allowedOrigins(config, Number(new URL(address).port)).includes(origin))
  },
  onSubscribe: (_connection: unknown, _id: string, payload: { query: string }): readonly GraphQLError[] | undefined => {
    try {
      return subscribes(payload.query) ? undefined : [refused('Send queries and mutations over HTTP; the socket takes subscriptions.', 'BAD_REQUEST')]
    } catch (error) {
      if (error instanceof GraphQLError) return [refused(error.message, 'GRAPHQL_PARSE_FAILED')]
      throw error
    }
  },
})
