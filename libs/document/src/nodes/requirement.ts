import type { NodeSpec } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

/** The verbal forms of a provision: requirement, recommendation, permission, possibility. */
export const requirementForms = ['shall', 'should', 'may', 'can'] as const
export type RequirementForm = (typeof requirementForms)[number]

/** A provision that somebody can conform to; `form` says how strongly. */
export const requirement: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: { ...identity, form: { default: 'shall' } },
  parseDOM: [{ tag: 'p[data-form]', priority: 60, getAttrs: identityFromDom({ form: 'data-form' }) }],
  toDOM: node => ['p', { ...identityToDom(node.attrs), class: 'requirement', 'data-form': node.attrs['form'] }, 0],
}
