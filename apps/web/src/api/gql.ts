import type { AnyVariables, TypedDocumentNode } from '@urql/core'

/**
 * A GraphQL document with the fragments put into it, each once. It stays text until it is first asked: to parse the operations of every
 * screen at its start cost a slow machine a third of a second before its first question. The client takes text and parses it once.
 */
export function gql<Data = unknown, Variables extends AnyVariables = AnyVariables>(
  parts: TemplateStringsArray, ...fragments: readonly TypedDocumentNode<unknown, AnyVariables>[]
): TypedDocumentNode<Data, Variables> {
  let text = parts[0] ?? ''
  fragments.forEach((fragment, at) => {
    // What the type calls a document is its text: see below.
    const own = String(fragment)
    text += (text.includes(own) ? '' : own) + (parts[at + 1] ?? '')
  })
  return text as unknown as TypedDocumentNode<Data, Variables>
}
