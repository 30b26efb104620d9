import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** The heading of a clause. Its level comes from where the clause stands, never from the node. */
export const title: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: identity,
  parseDOM: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(tag => ({ tag, getAttrs: identityFromDom() })),
  toDOM: node => ['h2', { ...identityToDom(node.attrs), class: 'title' }, 0],
}
