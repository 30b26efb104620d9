import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** Informative by nature: it illustrates. */
export const example: NodeSpec = {
  group: 'block',
  content: 'block*',
  defining: true,
  attrs: identity,
  parseDOM: [{ tag: 'aside.example', getAttrs: identityFromDom() }],
  toDOM: node => ['aside', { ...identityToDom(node.attrs), class: 'example' }, 0],
}
