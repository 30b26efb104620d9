import { keydownHandler } from 'prosemirror-keymap'
import { Plugin, type Command } from 'prosemirror-state'

/** How the caret leaves a clause: to the one before, to the one after, or back to reading. */
export type Leave = 'up' | 'down' | 'out'

const atEdge = (direction: 'up' | 'down', leave: (how: Leave) => void): Command => (state, _dispatch, view) => {
  const { empty, $head } = state.selection
  if (!empty || view === undefined || !view.endOfTextblock(direction)) return false
  const inFirst = $head.index(0) === 0
  const inLast = $head.index(0) >= state.doc.childCount - 1
  if (direction === 'up' ? !inFirst : !inLast) return false
  // Inside a list or a table there may be lines further up or down in the same top block.
  const edge = direction === 'up' ? $head.start(1) : $head.end(1)
  const between = direction === 'up' ? state.doc.textBetween(edge, $head.start(), '\n') : state.doc.textBetween($head.end(), Math.max(edge, $head.end()), '\n')
  if (between.trim() !== '') return false
  leave(direction)
  return true
}

/** Esc goes back to reading; an arrow at the first or last line goes on in the neighbouring clause. */
export function leaving(leave: (how: Leave) => void): Plugin {
  return new Plugin({
    props: {
      handleKeyDown: keydownHandler({
        Escape: () => {
          leave('out')
          return true
        },
        ArrowUp: atEdge('up', leave),
        ArrowDown: atEdge('down', leave),
      }),
    },
  })
}
