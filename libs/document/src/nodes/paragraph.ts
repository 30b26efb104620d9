import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** Plain running text. */
export const paragraph: NodeSpec = {
  group: 'block',
  content: 'inline*',
  attrs: identity,
  parseDOM: [{ tag: 'p', getAttrs: identityFromDom() }],
  toDOM: node => ['p', identityToDom(node.attrs), 0],
}
