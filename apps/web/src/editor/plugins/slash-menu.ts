import { t } from '@lingui/core/macro'
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { WritingCommand } from '../writing-commands.ts'

/** The menu as long as it is open: where its slash stands, and which of the fitting commands is marked. */
interface Open { readonly from: number; readonly marked: number }

const key = new PluginKey<Open | null>('slash-menu')

// What makes a block another block or begins one. Marks and the tools of a table have their own places.
const offered: ReadonlySet<string> = new Set([
  'paragraph', 'title', 'requirement-shall', 'requirement-should', 'requirement-may', 'requirement-can', 'note', 'example', 'definition', 'term',
  'bullet-list', 'ordered-list', 'table',
])

/** What was typed since the slash; null when the caret is not behind it in the same block any more. */
function typedSince(state: EditorState, from: number): string | null {
  const { $head, empty } = state.selection
  if (!empty || from < $head.start() || $head.pos <= from || !$head.parent.isTextblock) return null
  const typed = state.doc.textBetween(from, $head.pos, '\n', '\ufffc')
  return /^\/[\p{L}\p{M} ()]*$/u.test(typed) ? typed.slice(1) : null
}

/** The commands whose name holds what was typed, those that begin with it first. */
function fitting(commands: readonly WritingCommand[], state: EditorState, typed: string): readonly WritingCommand[] {
  const wanted = typed.trim().toLowerCase()
  const found = commands.filter(({ id, name, isPossible }) => offered.has(id) && name.toLowerCase().includes(wanted) && isPossible(state))
  return [...found].sort((one, other) => Number(other.name.toLowerCase().startsWith(wanted)) - Number(one.name.toLowerCase().startsWith(wanted)))
}

let menus = 0

/** The list under the caret. The caret stays in the text: the list only says which entry Enter would take. */
class Menu {
  readonly #list = document.createElement('ul')
  readonly #id = `slash-menu-${menus += 1}`

  constructor(view: EditorView, readonly choose: (at: number) => void) {
    this.#list.className = 'slash-menu'
    this.#list.id = this.#id
    this.#list.role = 'listbox'
    this.#list.ariaLabel = t`Kind of block`
    document.body.append(this.#list)
    view.dom.setAttribute('aria-controls', this.#id)
    const box = view.coordsAtPos(view.state.selection.head)
    const start = document.documentElement.dir === 'rtl' ? innerWidth - box.right : box.left
    this.#list.style.insetInlineStart = `${Math.max(8, Math.min(start, innerWidth - 288)) + scrollX}px`
    const below = box.bottom + 6
    // Near the lower edge it opens upwards, so that it is never under the bar of the writer.
    if (below + 320 > innerHeight) this.#list.style.insetBlockStart = `${Math.max(8, box.top - 326) + scrollY}px`
    else this.#list.style.insetBlockStart = `${below + scrollY}px`
  }

  show(view: EditorView, commands: readonly WritingCommand[], marked: number): void {
    this.#list.replaceChildren(...commands.map(({ name, keys }, at) => {
      const entry = document.createElement('li')
      entry.role = 'option'
      entry.id = `${this.#id}-${at}`
      entry.ariaSelected = String(at === marked)
      const shortcut = document.createElement('kbd')
      shortcut.textContent = keys
      entry.append(name, shortcut)
      entry.addEventListener('mousedown', event => {
        event.preventDefault()
        this.choose(at)
      })
      return entry
    }))
    view.dom.setAttribute('aria-activedescendant', `${this.#id}-${marked}`)
    this.#list.children[marked]?.scrollIntoView({ block: 'nearest' })
  }

  close(view: EditorView): void {
    this.#list.remove()
    view.dom.removeAttribute('aria-controls')
    view.dom.removeAttribute('aria-activedescendant')
  }
}

/** A slash at the beginning of a block or after a space offers the kinds of block; letters narrow it, arrows and Enter choose, Esc keeps the slash. */
export function slashMenu(commands: readonly WritingCommand[]): Plugin<Open | null> {
  const look = (state: EditorState): { open: Open; commands: readonly WritingCommand[] } | null => {
    const open = key.getState(state) ?? null
    const typed = open === null ? null : typedSince(state, open.from)
    return open === null || typed === null ? null : { open, commands: fitting(commands, state, typed) }
  }
  const choose = (view: EditorView, at: number): void => {
    const seen = look(view.state)
    const command = seen?.commands[at]
    if (seen === null || command === undefined) return
    view.dispatch(view.state.tr.delete(seen.open.from, view.state.selection.head).setMeta(key, null))
    command.run(view.state, view.dispatch, view)
    view.focus()
  }
  return new Plugin<Open | null>({
    key,
    state: {
      init: () => null,
      apply(tr, open, _before, state) {
        const told = tr.getMeta(key) as Open | null | undefined
        if (told !== undefined) return told
        if (open === null) return null
        const moved = { ...open, from: tr.mapping.map(open.from), marked: tr.docChanged ? 0 : open.marked }
        const typed = typedSince(state, moved.from)
        return typed === null || fitting(commands, state, typed).length === 0 ? null : moved
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        const before = view.state.doc.resolve(from)
        const character = before.parent.textBetween(Math.max(0, before.parentOffset - 1), before.parentOffset, '\n', '\ufffc')
        if (text !== '/' || from !== to || !/^\s?$/.test(character)) return false
        view.dispatch(view.state.tr.insertText(text, from).setMeta(key, { from, marked: 0 }))
        return true
      },
      handleKeyDown(view, event) {
        const seen = look(view.state)
        if (seen === null || event.isComposing) return false
        const { open, commands: found } = seen
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (step !== undefined) view.dispatch(view.state.tr.setMeta(key, { ...open, marked: (open.marked + step + found.length) % found.length }))
        else if (event.key === 'Enter' || event.key === 'Tab') choose(view, open.marked)
        else if (event.key === 'Escape') view.dispatch(view.state.tr.setMeta(key, null))
        else return false
        return true
      },
    },
    view: first => {
      let menu: Menu | null = null
      return {
        update(view) {
          const seen = look(view.state)
          if (seen === null) {
            menu?.close(view)
            menu = null
            return
          }
          menu ??= new Menu(view, at => choose(view, at))
          menu.show(view, seen.commands, seen.open.marked)
        },
        destroy() {
          menu?.close(first)
        },
      }
    },
  })
}
