import type { NodeSpec, TagParseRule } from 'prosemirror-model'
import { identity, identityFromDom, identityToDom } from './attributes.ts'

interface Element { getAttribute(name: string): string | null }

/** A table of rows. The roles are those that table editing in the browser looks for. */
export const table: NodeSpec = {
  group: 'block',
  content: 'table_row*',
  tableRole: 'table',
  isolating: true,
  attrs: identity,
  parseDOM: [{ tag: 'table', getAttrs: identityFromDom() }],
  toDOM: node => ['table', identityToDom(node.attrs), ['tbody', 0]],
}

export const tableRow: NodeSpec = {
  content: '(table_cell | table_header)*',
  tableRole: 'row',
  attrs: identity,
  parseDOM: [{ tag: 'tr', getAttrs: identityFromDom() }],
  toDOM: node => ['tr', identityToDom(node.attrs), 0],
}

const span = (element: Element, name: string): number => {
  const value = Number(element.getAttribute(name) ?? '1')
  return Number.isInteger(value) && value >= 1 && value <= 1000 ? value : 1
}

const cellFromDom: NonNullable<TagParseRule['getAttrs']> = (element: Element) => ({
  id: element.getAttribute('data-block'),
  colspan: span(element, 'colspan'),
  rowspan: span(element, 'rowspan'),
})

const cellToDom = (attrs: Record<string, unknown>): Record<string, unknown> => ({
  ...identityToDom(attrs),
  colspan: attrs['colspan'] === 1 ? null : attrs['colspan'],
  rowspan: attrs['rowspan'] === 1 ? null : attrs['rowspan'],
})

const cellAttributes = { ...identity, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } }

export const tableCell: NodeSpec = {
  content: 'block*',
  tableRole: 'cell',
  isolating: true,
  attrs: cellAttributes,
  parseDOM: [{ tag: 'td', getAttrs: cellFromDom }],
  toDOM: node => ['td', cellToDom(node.attrs), 0],
}

/** A cell that names its column or its row. */
export const tableHeader: NodeSpec = {
  content: 'block*',
  tableRole: 'header_cell',
  isolating: true,
  attrs: cellAttributes,
  parseDOM: [{ tag: 'th', getAttrs: cellFromDom }],
  toDOM: node => ['th', cellToDom(node.attrs), 0],
}
