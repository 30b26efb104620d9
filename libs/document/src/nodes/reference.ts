import type { NodeSpec } from 'prosemirror-model'

interface Element { getAttribute(name: string): string | null }

/** A cross-reference to a clause of the same text. It holds the identity only, so its words follow the target's number. */
export const xref: NodeSpec = {
  group: 'inline',
  inline: true,
  atom: true,
  attrs: { target: {} },
  parseDOM: [{ tag: 'a[data-target]', priority: 60, getAttrs: (element: Element) => ({ target: element.getAttribute('data-target') }) }],
  toDOM: node => ['a', { class: 'xref', 'data-target': node.attrs['target'], href: `#c-${String(node.attrs['target'])}` }],
}

/** A citation of a provision of a framework in the registry. */
export const cite: NodeSpec = {
  group: 'inline',
  inline: true,
  atom: true,
  attrs: { framework: {}, provision: { default: null } },
  parseDOM: [{
    tag: 'cite[data-framework]',
    getAttrs: (element: Element) => ({
      framework: element.getAttribute('data-framework'),
      provision: element.getAttribute('data-provision'),
    }),
  }],
  toDOM: node => [
    'cite',
    { 'data-framework': node.attrs['framework'], 'data-provision': node.attrs['provision'] },
    [node.attrs['framework'], node.attrs['provision']].filter(part => part !== null && part !== '').join(', '),
  ],
}
