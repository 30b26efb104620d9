import type { NodeSpec } from 'prosemirror-model'

/** A footnote, kept at the place that calls it. Its number is computed. */
export const footnote: NodeSpec = {
  group: 'inline',
  inline: true,
  content: 'text*',
  parseDOM: [{ tag: 'span.footnote' }],
  toDOM: () => ['span', { class: 'footnote' }, 0],
}

/** A forced line end inside one block. */
export const lineBreak: NodeSpec = {
  group: 'inline',
  inline: true,
  selectable: false,
  parseDOM: [{ tag: 'br' }],
  toDOM: () => ['br'],
}
