import { EditorState, Selection, TextSelection, type Command } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { tableEditing } from 'prosemirror-tables'
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey } from 'y-prosemirror'
import { bodyOf, schema } from '@plenary/document'
import { announce } from './people.ts'
import { anchors, charactersBefore, offsetIn, showAnchors, type Commented } from './plugins/anchors.ts'
import { blockIds } from './plugins/block-ids.ts'
import { carets } from './plugins/carets.ts'
import { leaving, type Leave } from './plugins/leaving.ts'
import { paste } from './plugins/paste.ts'
import { slashMenu } from './plugins/slash-menu.ts'
import { restorePlace, undoPlaces, type StepPlace } from './plugins/undo.ts'
import { verbalForms } from './plugins/verbal-forms.ts'
import { nodeViews, type Surroundings } from './schema-view.ts'
import type { RoomText } from './room-text.ts'
import { writingCommands } from './writing-commands.ts'
import { writingKeys, type DraftKeys } from './writing-keys.ts'

/** Where the caret shall stand when a clause opens. */
export type Entry =
  | { readonly at: 'start' | 'end' }
  | { readonly at: 'point'; readonly blockId: string; readonly offset: number }
  | { readonly at: 'step'; readonly place: StepPlace }

export interface ClauseEditorOptions extends Surroundings {
  readonly text: RoomText
  readonly clauseId: string
  /** Said to those who do not see the page: 'Clause 14.3, editing'. */
  readonly label: string
  readonly newId: () => string
  readonly keys: DraftKeys
  readonly leave: (how: Leave) => void
  /** Called after each change of text or selection. */
  readonly changed: () => void
}

/** What stands under the caret, as the document counts. */
export interface CaretPlace { readonly blockId: string; readonly start: number; readonly end: number }

/** One clause open for writing: a plain ProseMirror view bound to the clause's own fragment. */
export class ClauseEditor {
  readonly clauseId: string
  readonly #view: EditorView
  readonly #text: RoomText

  constructor(host: HTMLElement, options: ClauseEditorOptions) {
    const { text, clauseId } = options
    this.clauseId = clauseId
    this.#text = text
    text.undo.addTrackedOrigin(ySyncPluginKey)
    text.undo.stopCapturing()
    const fragment = bodyOf(text.doc, clauseId)
    const { doc, mapping } = initProseMirrorDoc(fragment, schema)
    const commands = writingCommands()
    const state = EditorState.create({
      doc,
      plugins: [
        ySyncPlugin(fragment, { mapping }),
        undoPlaces(clauseId, text.undo),
        blockIds(options.newId),
        slashMenu(commands),
        leaving(options.leave),
        ...writingKeys(commands, options.keys),
        paste(),
        tableEditing(),
        verbalForms(),
        anchors(),
        carets(text.line.awareness, clauseId),
      ],
    })
    this.#view = new EditorView(host, {
      state,
      nodeViews: nodeViews(options),
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': options.label, spellcheck: 'true', dir: 'auto' },
      dispatchTransaction: tr => {
        this.#view.updateState(this.#view.state.apply(tr))
        options.changed()
      },
    })
    announce(text.line.awareness, { clauseId, writing: true })
    this.#ensureBlock()
  }

  get state(): EditorState { return this.#view.state }

  run(command: Command): boolean {
    const done = command(this.#view.state, this.#view.dispatch, this.#view)
    this.#view.focus()
    return done
  }

  /** Puts the caret in and scrolls to it. */
  enter(entry: Entry): void {
    const { doc } = this.#view.state
    if (entry.at === 'step') restorePlace(this.#view, entry.place)
    else {
      const selection = entry.at === 'point' ? this.#pointSelection(entry.blockId, entry.offset) : null
      const fallback = entry.at === 'end' ? Selection.atEnd(doc) : Selection.atStart(doc)
      this.#view.dispatch(this.#view.state.tr.setSelection(selection ?? fallback).scrollIntoView())
    }
    this.#view.focus()
  }

  focus(): void { this.#view.focus() }

  /** The block the selection begins in, and what of it is selected. */
  place(): CaretPlace | null {
    const { $from, $to } = this.#view.state.selection
    const id: unknown = $from.parent.attrs['id']
    if (!$from.parent.isTextblock || typeof id !== 'string') return null
    const end = $to.sameParent($from) ? $to.parentOffset : $from.parent.content.size
    return { blockId: id, start: charactersBefore($from.parent, $from.parentOffset), end: charactersBefore($from.parent, end) }
  }

  showAnchors(stretches: readonly Commented[]): void {
    showAnchors(this.#view, stretches)
  }

  /** Where the toolbar or a hint may stand. */
  get element(): HTMLElement { return this.#view.dom }

  close(): void {
    this.#text.undo.stopCapturing()
    announce(this.#text.line.awareness, null)
    this.#view.destroy()
  }

  #pointSelection(blockId: string, offset: number): Selection | null {
    const { doc } = this.#view.state
    let found: Selection | null = null
    doc.descendants((node, position) => {
      if (found !== null || !node.isTextblock || node.attrs['id'] !== blockId) return found === null
      found = TextSelection.near(doc.resolve(position + 1 + offsetIn(node, offset)))
      return false
    })
    return found
  }

  /** An empty clause has no line to write on: give it one. */
  #ensureBlock(): void {
    const { paragraph } = schema.nodes
    if (paragraph === undefined || this.#view.state.doc.childCount > 0) return
    this.#view.dispatch(this.#view.state.tr.insert(0, paragraph.create()))
  }
}
