import type { Awareness } from 'y-protocols/awareness'
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { presenceFrom } from '../people.ts'

interface Binding { readonly mapping: Map<Y.AbstractType<unknown>, never>; readonly type: Y.XmlFragment; readonly doc: Y.Doc }

const key = new PluginKey<DecorationSet>('carets')
const bindingOf = (state: EditorState): Binding | undefined => (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding

// Ten a second is what the server passes on; a caret that lags a tenth of a second disturbs nobody.
const pause = 200

function caretElement(name: string): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.style.setProperty('--c', 'var(--ink-2)')
  const label = document.createElement('b')
  label.textContent = name
  caret.append(label)
  return caret
}

function positionOf(binding: Binding, relative: unknown, size: number): number | null {
  if (typeof relative !== 'object' || relative === null) return null
  const position = relativePositionToAbsolutePosition(binding.doc, binding.type, Y.createRelativePositionFromJSON(relative), binding.mapping)
  return typeof position === 'number' ? Math.min(Math.max(position, 0), size) : null
}

/** The carets of others in this clause. A place whose text has not arrived yet is not shown. */
function decorate(state: EditorState, awareness: Awareness, clauseId: string): DecorationSet {
  const binding = bindingOf(state)
  if (binding === undefined) return DecorationSet.empty
  const size = state.doc.content.size
  const found: Decoration[] = []
  for (const [clientId, other] of awareness.getStates()) {
    const presence = clientId === awareness.clientID ? null : presenceFrom(clientId, other)
    const caret: unknown = other['caret']
    if (presence === null || presence.clauseId !== clauseId) continue
    if (typeof caret !== 'object' || caret === null || !('head' in caret) || !('anchor' in caret)) continue
    const head = positionOf(binding, caret.head, size)
    const anchor = positionOf(binding, caret.anchor, size)
    if (head === null) continue
    found.push(Decoration.widget(head, () => caretElement(presence.name), { key: `caret-${clientId}`, side: 10, ignoreSelection: true }))
    if (anchor !== null && anchor !== head) found.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), { class: 'others-selection' }))
  }
  return DecorationSet.create(state.doc, found)
}

/** Shows where others write in this clause, and tells them where this window does. */
export function carets(awareness: Awareness, clauseId: string): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set, _before, state) {
        // A change of others replaces the whole content, so positions are found anew instead of mapped.
        const fromOthers = (tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true
        if (fromOthers || tr.getMeta(key) === true) return decorate(state, awareness, clauseId)
        return set.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: state => key.getState(state) },
    view: view => watch(view, awareness),
  })
}

function watch(view: EditorView, awareness: Awareness): { update(view: EditorView): void; destroy(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (): void => view.dispatch(view.state.tr.setMeta(key, true))
  const onChange = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>): void => {
    if ([...added, ...updated, ...removed].some(id => id !== awareness.clientID)) setTimeout(() => view.isDestroyed || show(), 0)
  }
  const tell = (): void => {
    timer = undefined
    const binding = bindingOf(view.state)
    if (binding === undefined || view.isDestroyed) return
    const { anchor, head } = view.state.selection
    const relative = (position: number): unknown =>
      Y.relativePositionToJSON(absolutePositionToRelativePosition(position, binding.type, binding.mapping))
    awareness.setLocalStateField('caret', { anchor: relative(anchor), head: relative(head) })
  }
  awareness.on('change', onChange)
  let last = view.state.selection
  return {
    update(current) {
      if (current.state.selection.eq(last)) return
      last = current.state.selection
      timer ??= setTimeout(tell, pause)
    },
    destroy() {
      clearTimeout(timer)
      awareness.off('change', onChange)
      awareness.setLocalStateField('caret', null)
    },
  }
}
