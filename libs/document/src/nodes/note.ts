import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** Informative by nature: it explains and must not require. */
export const note: NodeSpec = {
  group: 'block',
  content: 'block*',
  defining: true,
  attrs: identity,
  parseDOM: [{ tag: 'aside.note', getAttrs: identityFromDom() }],
  toDOM: node => ['aside', { ...identityToDom(node.attrs), class: 'note' }, 0],
}
