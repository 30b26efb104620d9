import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common'
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql'
import type { IncomingMessage } from 'node:http'

/** Who is asking. `null` stands for anybody who has not signed in. */
export interface Viewer {
  readonly personId: string
  readonly sessionId: string | null
  readonly name: string
  readonly email: string
  readonly isAdministrator: boolean
}

/** Finds out who sends a request, from its cookie or its bearer token. Provided by `people`. */
export abstract class Authenticator {
  abstract viewerOf(request: Pick<IncomingMessage, 'headers'> & { socket?: { remoteAddress?: string | undefined } }): Promise<Viewer | null>
}

/** What every GraphQL operation knows. `request` is the HTTP request, or the upgrade request of a subscription. */
export interface Context {
  readonly viewer: Viewer | null
  readonly address: string
  readonly request: IncomingMessage
  /** Loaders live for one operation, so that one screen asks each question once. */
  readonly loaders: Map<unknown, unknown>
}

const contextOf = (execution: ExecutionContext): { viewer?: Viewer | null; address?: string } =>
  execution.getType<GqlContextType>() === 'graphql'
    ? GqlExecutionContext.create(execution).getContext<Context>()
    : execution.switchToHttp().getRequest<{ viewer?: Viewer | null; address?: string }>()

/** Hands a resolver or route the person who asks, or null. */
export const Asking = createParamDecorator((_: unknown, execution: ExecutionContext): Viewer | null => contextOf(execution).viewer ?? null)

/** Hands a resolver or route the network address that asks. */
export const Address = createParamDecorator((_: unknown, execution: ExecutionContext): string => contextOf(execution).address ?? 'unknown')

export const ASKS = 'plenary:asks'

/**
 * Declares which act of the permissions table a mutation, subscription or route asks for. The service asks the table itself, inside its
 * transaction; this declaration lets a test walk every door and fail on one that asks nothing.
 */
export const Asks = (...acts: string[]) => SetMetadata(ASKS, { acts })

/** Declares that a door is open to anybody, and why that is right. */
export const OpenToAll = (why: string) => SetMetadata(ASKS, { acts: [], why })
