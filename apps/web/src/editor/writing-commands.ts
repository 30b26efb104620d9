import { t } from '@lingui/core/macro'
import { chainCommands, lift, toggleMark, wrapIn } from 'prosemirror-commands'
import { Fragment, type Attrs, type MarkType, type Node, type NodeType } from 'prosemirror-model'
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list'
import type { Command, EditorState } from 'prosemirror-state'
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, toggleHeaderRow } from 'prosemirror-tables'
import { schema, type RequirementForm } from '@plenary/document'

/** One thing a writer can do, in the toolbar and by key. */
export interface WritingCommand {
  readonly id: string
  readonly name: string
  /** As it is written for the reader; '' if there is none. */
  readonly keys: string
  readonly run: Command
  readonly isActive: (state: EditorState) => boolean
  readonly isPossible: (state: EditorState) => boolean
}

function nodeType(name: string): NodeType {
  const type = schema.nodes[name]
  if (type === undefined) throw new Error(`the schema has no node ${name}`)
  return type
}

function markType(name: string): MarkType {
  const type = schema.marks[name]
  if (type === undefined) throw new Error(`the schema has no mark ${name}`)
  return type
}

/** The innermost block of text the caret is in. */
const textBlock = (state: EditorState): Node => state.selection.$from.parent

/** Makes the selected blocks another kind of block. A block keeps its identity, so comments stay with it. */
function become(type: NodeType, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const tr = state.tr
    let changes = false
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, position) => {
      if (!node.isTextblock || node.type.spec.attrs?.['id'] === undefined) return
      const same = node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value)
      if (same) return
      changes = true
      tr.setNodeMarkup(position, type, { id: node.attrs['id'], from: node.attrs['from'], ...attrs })
    })
    if (!changes) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

const inside = (name: string) => (state: EditorState): boolean => {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true
  return false
}

const isKind = (name: string, attrs: Attrs = {}) => (state: EditorState): boolean =>
  textBlock(state).type.name === name && Object.entries(attrs).every(([key, value]) => textBlock(state).attrs[key] === value)

const isMarked = (type: MarkType) => (state: EditorState): boolean => {
  const { from, $from, to, empty } = state.selection
  return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type)
}

/** Wraps in a container, or takes out of it when it is there already. */
const wrapOrLift = (name: string): Command => (state, dispatch) =>
  inside(name)(state) ? lift(state, dispatch) : wrapIn(nodeType(name))(state, dispatch)

const listOrLift = (name: string): Command => (state, dispatch, view) =>
  inside(name)(state) ? liftListItem(nodeType('list_item'))(state, dispatch, view) : wrapInList(nodeType(name))(state, dispatch, view)

/** A table of two columns with a head row, after the block the caret is in. */
const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false
  const cell = (name: string): Node => nodeType(name).create(null, nodeType('paragraph').create())
  const row = (name: string): Node => nodeType('table_row').create(null, Fragment.fromArray([cell(name), cell(name)]))
  const table = nodeType('table').create(null, Fragment.fromArray([row('table_header'), row('table_cell')]))
  dispatch?.(state.tr.insert(state.selection.$from.after(1), table).scrollIntoView())
  return true
}

/** Inserts an inline node at the caret, or a block after the block it is in. */
export function insertNode(name: string, attrs: Attrs, text = ''): Command {
  return (state, dispatch) => {
    const type = nodeType(name)
    const node = type.create(attrs, text === '' ? null : schema.text(text))
    const tr = state.tr
    if (type.isInline) tr.replaceSelectionWith(node, false)
    else tr.insert(state.selection.$from.depth === 0 ? state.selection.to : state.selection.$from.after(1), node)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

const lineBreak: Command = insertNode('line_break', {})
const always = (): boolean => true
const never = (): boolean => false

const requirement = (form: RequirementForm, name: string, keys: string): WritingCommand => ({
  id: `requirement-${form}`, name, keys, run: become(nodeType('requirement'), { form }), isActive: isKind('requirement', { form }), isPossible: always,
})

/** Everything a writer can do to the blocks and words of a clause without saying more. Words follow the reader's language. */
export function writingCommands(): WritingCommand[] {
  const inTable = (id: string, name: string, run: Command): WritingCommand => ({ id, name, keys: '', run, isActive: never, isPossible: isInTable })
  const item = nodeType('list_item')
  return [
    { id: 'paragraph', name: t`Paragraph`, keys: 'Ctrl Alt 0', run: become(nodeType('paragraph')), isActive: isKind('paragraph'), isPossible: always },
    { id: 'title', name: t`Title`, keys: 'Ctrl Alt 1', run: become(nodeType('title')), isActive: isKind('title'), isPossible: always },
    requirement('shall', t`Requirement (shall)`, 'Ctrl Alt R'),
    requirement('should', t`Recommendation (should)`, ''),
    requirement('may', t`Permission (may)`, ''),
    requirement('can', t`Possibility (can)`, ''),
    { id: 'note', name: t`Note`, keys: 'Ctrl Alt N', run: wrapOrLift('note'), isActive: inside('note'), isPossible: always },
    { id: 'example', name: t`Example`, keys: 'Ctrl Alt E', run: wrapOrLift('example'), isActive: inside('example'), isPossible: always },
    { id: 'definition', name: t`Definition`, keys: '', run: wrapOrLift('definition'), isActive: inside('definition'), isPossible: always },
    { id: 'term', name: t`Term`, keys: '', run: become(nodeType('term')), isActive: isKind('term'), isPossible: always },
    { id: 'bullet-list', name: t`List`, keys: 'Ctrl Shift 8', run: listOrLift('bullet_list'), isActive: inside('bullet_list'), isPossible: always },
    { id: 'ordered-list', name: t`Numbered list`, keys: 'Ctrl Shift 7', run: listOrLift('ordered_list'), isActive: inside('ordered_list'), isPossible: always },
    { id: 'indent', name: t`Indent item`, keys: 'Tab', run: sinkListItem(item), isActive: never, isPossible: inside('list_item') },
    { id: 'outdent', name: t`Outdent item`, keys: 'Shift Tab', run: liftListItem(item), isActive: never, isPossible: inside('list_item') },
    { id: 'table', name: t`Table`, keys: '', run: insertTable, isActive: isInTable, isPossible: state => !isInTable(state) },
    inTable('row', t`Add row`, addRowAfter),
    inTable('column', t`Add column`, addColumnAfter),
    inTable('head-row', t`Head row`, toggleHeaderRow),
    inTable('delete-row', t`Delete row`, deleteRow),
    inTable('delete-column', t`Delete column`, deleteColumn),
    inTable('delete-table', t`Delete table`, deleteTable),
    { id: 'strong', name: t`Strong`, keys: 'Ctrl B', run: toggleMark(markType('strong')), isActive: isMarked(markType('strong')), isPossible: always },
    { id: 'em', name: t`Emphasis`, keys: 'Ctrl I', run: toggleMark(markType('em')), isActive: isMarked(markType('em')), isPossible: always },
    { id: 'line-break', name: t`Line break`, keys: 'Shift Enter', run: chainCommands(lineBreak), isActive: never, isPossible: always },
  ]
}
