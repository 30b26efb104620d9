import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** A term entry: the term, then what it means, then notes and examples. */
export const definition: NodeSpec = {
  group: 'block',
  content: 'block*',
  defining: true,
  attrs: identity,
  parseDOM: [{ tag: 'div.definition', getAttrs: identityFromDom() }],
  toDOM: node => ['div', { ...identityToDom(node.attrs), class: 'definition' }, 0],
}

/** The designation of the concept that a definition explains. */
export const term: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: identity,
  parseDOM: [{ tag: 'p.term', priority: 60, getAttrs: identityFromDom() }],
  toDOM: node => ['p', { ...identityToDom(node.attrs), class: 'term' }, 0],
}
