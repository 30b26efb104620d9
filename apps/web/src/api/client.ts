import { Client, cacheExchange, fetchExchange, makeOperation, mapExchange, subscriptionExchange, type ExecutionResult } from '@urql/core'
import type { Client as SocketClient } from 'graphql-ws'
import { sessionEnded } from './session.ts'

// The server refuses a POST without this header: a form on another site cannot set it.
const guarded = { 'x-plenary': '1' }

/** Posts to one of the server's plain paths (`/auth/…`, `/uploads`) with the session cookie and the guard header. */
export function post(path: string, body?: BodyInit, contentType?: string): Promise<Response> {
  const headers: Record<string, string> = contentType === undefined ? guarded : { ...guarded, 'content-type': contentType }
  return fetch(path, { method: 'POST', credentials: 'same-origin', headers, body })
}

/** What the server says of a stored upload. */
export interface Upload {
  readonly uploadId: string
}

/** Stores a file on the server and gives its upload id. Throws with the server's sentence when it does not take it. */
export async function upload(file: File): Promise<Upload> {
  const form = new FormData()
  form.append('file', file)
  const response = await post('/uploads', form)
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && isUpload(answer)) return answer
  throw new Error(sentenceIn(answer) ?? `The server did not take the file (${response.status}). Try again, or choose a smaller file.`)
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'uploadId' in value && typeof value.uploadId === 'string'

/** The sentence of a refusal that came as JSON on a plain path, if there is one. */
export const sentenceIn = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string' ? value.message : null

let socket: Promise<SocketClient> | undefined

// Nothing on the first screen waits for the socket, so its code and its connection come with the first subscription.
function openSocket(): Promise<SocketClient> {
  socket ??= import('graphql-ws').then(({ createClient }) =>
    createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      lazy: true,
      retryAttempts: Infinity,
      shouldRetry: () => true,
    }),
  )
  return socket
}

// A screen that is set up just after its answer came (asked ahead, or by the screen before) need not ask again.
const freshFor = 3_000

const came = new Map<number, number>()
const isFresh = (key: number): boolean => performance.now() - (came.get(key) ?? -freshFor) < freshFor

/** Takes an answer that came a moment ago as the answer, instead of asking once more in the background. */
const takeFresh = mapExchange({
  onOperation(operation) {
    const asksTwice = operation.kind === 'query' && operation.context.requestPolicy === 'cache-and-network' && isFresh(operation.key)
    return asksTwice ? makeOperation('query', operation, { ...operation.context, requestPolicy: 'cache-first' }) : operation
  },
  onResult({ operation, stale, error }) {
    if (operation.kind === 'query' && !stale && error === undefined) came.set(operation.key, performance.now())
  },
})

/** The one GraphQL client: document cache, so a mutation refetches every query that showed what it changed. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  requestPolicy: 'cache-and-network',
  fetchOptions: { credentials: 'same-origin', headers: guarded },
  exchanges: [
    mapExchange({
      onError(error) {
        const unauthenticated =
          error.response?.status === 401 || error.graphQLErrors.some(one => one.extensions['code'] === 'UNAUTHENTICATED')
        if (unauthenticated) sessionEnded()
      },
    }),
    takeFresh,
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: request => ({
        subscribe: observer => {
          let stop: (() => void) | undefined
          let stopped = false
          void openSocket().then(live => {
            if (stopped) return
            stop = live.subscribe(
              { ...request, query: request.query ?? '' },
              {
                // The two libraries type the same JSON differently; `extensions` is an object in both.
                next: result => observer.next(result as ExecutionResult),
                error: error => observer.error(error),
                complete: () => observer.complete(),
              },
            )
          })
          return {
            unsubscribe: () => {
              stopped = true
              stop?.()
            },
          }
        },
      }),
    }),
  ],
})
