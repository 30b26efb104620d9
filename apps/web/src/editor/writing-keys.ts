import { baseKeymap, chainCommands, createParagraphNear, deleteSelection, exitCode, liftEmptyBlock, newlineInCode, splitBlock } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import type { Command, Plugin } from 'prosemirror-state'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import { goToNextCell } from 'prosemirror-tables'
import { schema } from '@plenary/document'
import type { WritingCommand } from './writing-commands.ts'

/** What the keys ask of the draft around the clause. */
export interface DraftKeys {
  readonly undo: () => void
  readonly redo: () => void
  readonly toolbar: () => void
  readonly crossReference: () => void
  readonly comment: () => void
  readonly margin: () => void
  /** Splits the clause at the caret into two. */
  readonly splitClause: () => void
  readonly joinClause: () => void
  readonly moveClause: (direction: 'up' | 'down') => void
  readonly nestClause: (direction: 'in' | 'out') => void
}

const does = (act: () => void): Command => () => {
  act()
  return true
}

const keyOf = (keys: string): string => keys.replace('Ctrl', 'Mod').split(' ').map(part => part.length === 1 ? part.toLowerCase() : part).join('-')

/** A title is one line: Enter after it begins a paragraph, not a second title. */
const leaveTitle: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { paragraph } = schema.nodes
  if (!empty || paragraph === undefined || $from.parent.type.name !== 'title' || $from.parentOffset < $from.parent.content.size) return false
  dispatch?.(state.tr.split($from.pos, 1, [{ type: paragraph }]).scrollIntoView())
  return true
}

/** The keys of a clause open for writing. Tab works in lists and tables only: elsewhere it leaves, so nobody is trapped. */
export function writingKeys(commands: readonly WritingCommand[], draft: DraftKeys): Plugin[] {
  const item = schema.nodes['list_item']
  if (item === undefined) throw new Error('the schema has no list_item')
  const byKey = commands.filter(({ keys, id }) => keys !== '' && id !== 'indent' && id !== 'outdent').map(({ keys, run }): [string, Command] => [keyOf(keys), run])
  return [
    keymap({
      ...Object.fromEntries(byKey),
      'Mod-z': does(draft.undo),
      'Mod-y': does(draft.redo),
      'Shift-Mod-z': does(draft.redo),
      'Alt-F10': does(draft.toolbar),
      'Alt-F9': does(draft.margin),
      'Mod-Shift-x': does(draft.crossReference),
      'Mod-Alt-m': does(draft.comment),
      'Mod-Enter': does(draft.splitClause),
      'Mod-Shift-Backspace': does(draft.joinClause),
      'Alt-Shift-ArrowUp': does(() => draft.moveClause('up')),
      'Alt-Shift-ArrowDown': does(() => draft.moveClause('down')),
      'Alt-Shift-ArrowRight': does(() => draft.nestClause('in')),
      'Alt-Shift-ArrowLeft': does(() => draft.nestClause('out')),
    }),
    keymap({
      Tab: chainCommands(goToNextCell(1), sinkListItem(item)),
      'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(item)),
      Enter: chainCommands(splitListItem(item), leaveTitle, newlineInCode, createParagraphNear, liftEmptyBlock, splitBlock),
      'Mod-Delete': deleteSelection,
    }),
    keymap({ ...baseKeymap, 'Mod-Enter': exitCode }),
  ]
}
