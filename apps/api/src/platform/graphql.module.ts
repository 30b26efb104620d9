import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { GraphQLModule } from '@nestjs/graphql'
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, Kind } from 'graphql'
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity'
import { CONFIG, type Config } from '../config.ts'
import { JsonScalar } from './json.ts'
import { log } from './log.ts'
import { gate } from './subscriptions.ts'
import { Authenticator, type Context } from './viewer.ts'

const MOST_COST = 20_000
const MOST_ALIASES = 30
const MOST_TOKENS = 6_000
const MOST_FIELDS = 3_000
const MOST_DEPTH = 12

interface Selection { kind: string; alias?: unknown; name?: { value: string }; selectionSet?: { selections: readonly Selection[] } | undefined }

interface Weight { readonly depth: number; readonly aliases: number; readonly fields: number }

/** How deep and wide a selection is once its fragments are written out. Each fragment is weighed once: fragments that double each other would take for ever. */
function weigh(selection: Selection, fragments: ReadonlyMap<string, Selection>, known = new Map<string, Weight>()): Weight {
  const weights = (selection.selectionSet?.selections ?? []).map((one): Weight => {
    const name = one.kind === Kind.FRAGMENT_SPREAD ? one.name?.value ?? '' : null
    const found = name === null ? undefined : known.get(name)
    if (found) return found
    const weight = weigh(name === null ? one : fragments.get(name) ?? one, fragments, known)
    if (name !== null) known.set(name, weight)
    const own = one.kind === Kind.FIELD ? 1 : 0
    return { depth: weight.depth + own, aliases: weight.aliases + (one.alias ? 1 : 0), fields: weight.fields + own }
  })
  const sum = (part: (weight: Weight) => number): number => weights.reduce((total, weight) => total + part(weight), 0)
  return { depth: Math.max(0, ...weights.map(weight => weight.depth)), aliases: sum(weight => weight.aliases), fields: sum(weight => weight.fields) }
}

const expected = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'TOO_MUCH', 'UNAUTHENTICATED', 'NOT_FOUND'])

/** Refuses operations that would cost more than any screen does: too deep, too wide, or one mutation asked many times under other names. */
export const limits: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document, schema, operation }) {
        const tooMuch = (message: string): never => { throw new GraphQLError(message, { extensions: { code: 'TOO_MUCH', http: { status: 400 } } }) }
        if (!operation) return
        const fragments = new Map(document.definitions.flatMap(d => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d as unknown as Selection]] : [])))
        const { depth, aliases, fields } = weigh(operation as unknown as Selection, fragments)
        // Tools ask for the schema, where there is any to be had, deeper than screens ask for anything.
        const mostDepth = operation.selectionSet.selections.every(one => one.kind === Kind.FIELD && one.name.value.startsWith('__')) ? 2 * MOST_DEPTH : MOST_DEPTH
        if (depth > mostDepth) tooMuch(`The query is nested deeper than ${mostDepth} levels. Ask for less at once.`)
        if (aliases > MOST_ALIASES) tooMuch(`The query renames more than ${MOST_ALIASES} fields. Send separate requests.`)
        if (fields > MOST_FIELDS) tooMuch(`The query asks for more than ${MOST_FIELDS} fields. Send separate requests.`)
        if (operation.operation === 'mutation' && operation.selectionSet.selections.length > 1) tooMuch('One act at a time: send each mutation in a request of its own.')
        const cost = weighed(() => getComplexity({
          schema, query: document, variables: request.variables ?? {}, operationName: request.operationName ?? undefined,
          estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
        }))
        if (cost > MOST_COST) tooMuch(`The query asks for too much at once (${cost} of at most ${MOST_COST}).`)
      },
    }
  },
}

/** The cost is reckoned from the variables, before anybody else looks at them: those of a wrong type are the caller's mistake and not a fault of the server. */
function weighed(reckon: () => number): number {
  try {
    return reckon()
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions['code'] === undefined) throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } })
    throw error
  }
}

/** In development each answer says how many SQL statements it took (`server-timing: sql;desc="7"`). */
const statementsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue }) {
    return {
      async willSendResponse({ response }) {
        const { statements } = contextValue as Context & { statements?: { statements: number } }
        if (statements) response.http?.headers.set('server-timing', `sql;desc="${statements.statements}"`)
      },
    }
  },
}

/** A fault is logged under an id and shown as a sentence; its own words never leave the house. */
function describe(formatted: { message: string; extensions?: Record<string, unknown> }, error: unknown) {
  const code = formatted.extensions?.['code']
  if (typeof code === 'string' && expected.has(code)) return { message: formatted.message, extensions: { code } }
  const id = randomUUID()
  log.error({ err: error, id }, 'a request failed')
  return { message: `Something went wrong on the server. Try again; if it stays, tell the secretariat this number: ${id}.`, extensions: { code: 'INTERNAL', id } }
}

type Request = IncomingMessage & { viewer?: Context['viewer']; address?: string; statements?: { statements: number } }

/** GraphQL over HTTP and graphql-ws at /graphql. `SCHEMA_OUT` names the file that the schema is written to. */
export const graphqlModule = GraphQLModule.forRootAsync<ApolloDriverConfig>({
  driver: ApolloDriver,
  inject: [CONFIG, Authenticator],
  useFactory: (config: Config, authenticator: Authenticator): ApolloDriverConfig => ({
    autoSchemaFile: process.env['SCHEMA_OUT'] ? path.resolve(process.env['SCHEMA_OUT']) : true,
    sortSchema: true,
    resolvers: { JSON: JsonScalar },
    buildSchemaOptions: { dateScalarMode: 'isoDate', numberScalarMode: 'float', scalarsMap: [{ type: Object, scalar: JsonScalar }] },
    introspection: !config.production,
    graphiql: false,
    playground: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: config.production,
    parseOptions: { maxTokens: MOST_TOKENS },
    plugins: [limits, ...(config.production ? [] : [statementsPlugin as ApolloServerPlugin])],
    formatError: (formatted, error) => describe(formatted as never, error),
    context: async ({ req, extra }: { req?: Request; extra?: { request: Request; socket: unknown } }): Promise<Context & { statements?: unknown }> => {
      const request = req ?? extra!.request
      const viewer = req ? req.viewer ?? null : await authenticator.viewerOf(request)
      return { viewer, address: request.address ?? 'unknown', request, loaders: new Map(), ...(request.statements ? { statements: request.statements } : {}) }
    },
    subscriptions: { 'graphql-ws': { path: '/graphql', ...gate(config) } },
  }),
})
