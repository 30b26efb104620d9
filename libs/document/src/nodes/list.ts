import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** A list whose items are not clauses: nobody cites them by number. */
export const bulletList: NodeSpec = {
  group: 'block',
  content: 'list_item*',
  attrs: identity,
  parseDOM: [{ tag: 'ul', getAttrs: identityFromDom() }],
  toDOM: node => ['ul', identityToDom(node.attrs), 0],
}

/** A numbered list inside one clause. */
export const orderedList: NodeSpec = {
  group: 'block',
  content: 'list_item*',
  attrs: identity,
  parseDOM: [{ tag: 'ol', getAttrs: identityFromDom() }],
  toDOM: node => ['ol', identityToDom(node.attrs), 0],
}

/** One item; it may hold any block, further lists included. */
export const listItem: NodeSpec = {
  content: 'block*',
  defining: true,
  attrs: identity,
  parseDOM: [{ tag: 'li', getAttrs: identityFromDom() }],
  toDOM: node => ['li', identityToDom(node.attrs), 0],
}
