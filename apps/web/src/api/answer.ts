import { t } from '@lingui/core/macro'
import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core'
import { useCallback, useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { sessionEnded } from './session.ts'

/** A query as a screen sees it: waiting, failed, or here (`stale` while a fresher answer is on its way). */
export type Answer<Data> =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly cause: 'offline' | 'fault'; readonly retry: () => void }
  | { readonly state: 'here'; readonly data: Data; readonly stale: boolean; readonly retry: () => void }

const causeOf = (error: CombinedError): 'offline' | 'fault' => (error.networkError ? 'offline' : 'fault')

// The document cache renews what names a changed type, and a list that is still empty names none.
// So every answer is marked, and every act renews them all.
export const renewedByActs = { additionalTypenames: ['Act'] }

/** Asks the server; an answer that is already here stays on the screen when a later attempt fails. */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): Answer<Data> {
  const [result, execute] = useQuery<Data, Variables>({ query, variables, pause, context: renewedByActs } as Parameters<
    typeof useQuery<Data, Variables>
  >[0])
  const retry = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute])
  if (result.data !== undefined) return { state: 'here', data: result.data, stale: result.stale || result.error !== undefined, retry }
  if (result.error !== undefined) return { state: 'failed', cause: causeOf(result.error), retry }
  return { state: 'waiting' }
}

interface RefusalShape {
  readonly code: string
  readonly message: string
  readonly missing: readonly { readonly gate: string; readonly message: string; readonly where: string }[]
}

interface Named {
  readonly __typename: string
}

type Granted<Data> = { [Key in keyof Data]: Exclude<Data[Key], { readonly __typename: 'Refusal' }> }[keyof Data]

const faultSentence = (error: CombinedError): string =>
  error.networkError
    ? t`The server cannot be reached, so this was not done. Check your connection and try again.`
    : t`The server could not do this; the fault is on its side and has been noted. Try again in a moment.`

/** An act as a screen sees it. `act` gives what was made, or null when it was refused; then `refusal` says why. */
export interface Act<Data, Variables> {
  readonly act: (variables: Variables) => Promise<Granted<Data> | null>
  readonly busy: boolean
  readonly refusal: RefusalShape | null
  readonly clear: () => void
}

/** Does something on the server. A refusal and a fault both come back as a refusal in words; nothing is thrown. */
export function useAct<Data extends Record<keyof Data, Named>, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
): Act<Data, Variables> {
  const [, execute] = useMutation<Data, Variables>(mutation)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<RefusalShape | null>(null)
  const act = useCallback(
    async (variables: Variables) => {
      setBusy(true)
      setRefusal(null)
      const { data, error } = await execute(variables, renewedByActs)
      setBusy(false)
      if (data === undefined || data === null) {
        setRefusal(error === undefined ? null : { code: 'FAULT', message: faultSentence(error), missing: [] })
        return null
      }
      const [answer] = Object.values<Named>(data)
      if (answer?.__typename === 'Refusal') {
        const refused = answer as Named & RefusalShape
        if (refused.code === 'UNAUTHENTICATED') sessionEnded()
        setRefusal(refused)
        return null
      }
      return (answer ?? null) as Granted<Data> | null
    },
    [execute],
  )
  const clear = useCallback(() => setRefusal(null), [])
  return { act, busy, refusal, clear }
}
