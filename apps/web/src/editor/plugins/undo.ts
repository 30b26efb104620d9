import { Plugin, PluginKey, TextSelection, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import type * as Y from 'yjs'

/** Where the caret stood before a step: relative positions, which survive what others write. */
export interface StepPlace {
  readonly clauseId: string
  readonly anchor: unknown
  readonly head: unknown
}

interface Binding { readonly mapping: Map<Y.AbstractType<unknown>, never>; readonly type: Y.XmlFragment; readonly doc: Y.Doc }
interface StepEvent { readonly stackItem: { readonly meta: Map<unknown, unknown> }; readonly changedParentTypes: Map<unknown, unknown> }

const key = new PluginKey<StepPlace | null>('undo-place')
const bindingOf = (state: EditorState): Binding | undefined => (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding

/** The name under which a step of the stack keeps its place. */
export const stepPlace = 'place'

const isStepPlace = (value: unknown): value is StepPlace => typeof value === 'object' && value !== null && 'clauseId' in value

/** The place a step was taken at, if it is known. */
export const placeOfStep = (meta: ReadonlyMap<unknown, unknown>): StepPlace | null => {
  const place = meta.get(stepPlace)
  return isStepPlace(place) ? place : null
}

function placeIn(state: EditorState, clauseId: string): StepPlace | null {
  const binding = bindingOf(state)
  if (binding === undefined || binding.mapping.size === 0) return null
  const { anchor, head } = state.selection
  return {
    clauseId,
    anchor: absolutePositionToRelativePosition(anchor, binding.type, binding.mapping),
    head: absolutePositionToRelativePosition(head, binding.type, binding.mapping),
  }
}

/**
 * Notes with each step of the draft's one undo stack where the caret stood. The stack itself belongs to the draft, never to a view:
 * the plugin of y-prosemirror would destroy it with the view, and undo would then take back something older elsewhere.
 */
export function undoPlaces(clauseId: string, undo: Y.UndoManager): Plugin<StepPlace | null> {
  return new Plugin<StepPlace | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, place, before) => tr.docChanged ? placeIn(before, clauseId) : place,
    },
    view(view) {
      const onStep = ({ stackItem, changedParentTypes }: StepEvent): void => {
        const binding = bindingOf(view.state)
        if (binding === undefined || !changedParentTypes.has(binding.type) || stackItem.meta.has(stepPlace)) return
        stackItem.meta.set(stepPlace, key.getState(view.state) ?? { clauseId, anchor: null, head: null })
      }
      undo.on('stack-item-added', onStep)
      return { destroy: () => undo.off('stack-item-added', onStep) }
    },
  })
}

/** Puts the caret where it stood before a step that was just taken back. */
export function restorePlace(view: EditorView, place: StepPlace): void {
  const binding = bindingOf(view.state)
  if (binding === undefined || place.anchor === null) return
  const at = (relative: unknown): number | null =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, relative as Y.RelativePosition, binding.mapping)
  const anchor = at(place.anchor)
  const head = at(place.head)
  if (anchor === null || head === null) return
  const size = view.state.doc.content.size
  const selection = TextSelection.between(view.state.doc.resolve(Math.min(anchor, size)), view.state.doc.resolve(Math.min(head, size)))
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
}
