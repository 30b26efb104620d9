import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** A displayed formula, kept as LaTeX source. How it is drawn is the reader's affair. */
export const formula: NodeSpec = {
  group: 'block',
  atom: true,
  attrs: { ...identity, latex: { default: '' } },
  parseDOM: [{ tag: 'code.formula', getAttrs: identityFromDom({ latex: 'data-latex' }) }],
  toDOM: node => ['code', { ...identityToDom(node.attrs), class: 'formula', 'data-latex': node.attrs['latex'] }, String(node.attrs['latex'])],
}
