import { Schema } from 'prosemirror-model'
import { definition, term } from './nodes/definition.ts'
import { example } from './nodes/example.ts'
import { footnote, lineBreak } from './nodes/footnote.ts'
import { formula } from './nodes/formula.ts'
import { bulletList, listItem, orderedList } from './nodes/list.ts'
import { bracket, em, link, strong } from './nodes/marks.ts'
import { note } from './nodes/note.ts'
import { paragraph } from './nodes/paragraph.ts'
import { cite, xref } from './nodes/reference.ts'
import { requirement } from './nodes/requirement.ts'
import { table, tableCell, tableHeader, tableRow } from './nodes/table.ts'
import { title } from './nodes/title.ts'

/** Raised whenever a node or mark is added: a client with a lower number may read but not write, since it would erase what it does not know. */
export const SCHEMA_VERSION = 1

/**
 * The schema of one clause's body. Lenient on purpose: the editor's binding deletes whatever the schema refuses, so nothing is required
 * here (`*` everywhere) and what a good text needs is the validator's business.
 */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block*' },
    paragraph,
    title,
    requirement,
    note,
    example,
    definition,
    term,
    bullet_list: bulletList,
    ordered_list: orderedList,
    list_item: listItem,
    table,
    table_row: tableRow,
    table_cell: tableCell,
    table_header: tableHeader,
    formula,
    footnote,
    line_break: lineBreak,
    xref,
    cite,
    text: { group: 'inline' },
  },
  marks: { link, bracket, em, strong },
})
