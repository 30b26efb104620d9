import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'

/** A stretch of a block that somebody commented on, as the document counts. */
export interface Commented {
  readonly blockId: string
  readonly start: number
  readonly end: number
}

interface Shown { readonly stretches: readonly Commented[]; readonly set: DecorationSet }

const key = new PluginKey<Shown>('anchors')

function decorate(doc: Node, stretches: readonly Commented[]): DecorationSet {
  const found: Decoration[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return
    for (const { blockId, start, end } of stretches) {
      if (node.attrs['id'] !== blockId) continue
      const from = position + 1 + offsetIn(node, start)
      const to = position + 1 + offsetIn(node, end)
      if (to > from) found.push(Decoration.inline(from, to, { class: 'anch' }))
    }
    return false
  })
  return DecorationSet.create(doc, found)
}

/** A character of the document as a position in ProseMirror: an inline node with content is one character there and several positions here. */
export function offsetIn(block: Node, characters: number): number {
  let rest = characters
  let position = 0
  for (let at = 0; at < block.childCount; at++) {
    const child = block.child(at)
    const length = child.isText ? child.text?.length ?? 0 : 1
    if (rest < length || (rest === length && child.isText)) return position + (child.isText ? rest : 0)
    rest -= length
    position += child.nodeSize
  }
  return position
}

/** The inverse: how many characters of the block stand before a position in it. */
export function charactersBefore(block: Node, position: number): number {
  let characters = 0
  let at = 0
  for (let child = 0; child < block.childCount; child++) {
    const node = block.child(child)
    if (at >= position) break
    characters += node.isText ? Math.min(node.nodeSize, position - at) : 1
    at += node.nodeSize
  }
  return characters
}

/** Marks what is commented on. Decorations, never marks in the text: the record stays as it was written. */
export function anchors(): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({ stretches: [], set: DecorationSet.empty }),
      apply(tr, value) {
        const stretches = tr.getMeta(key) as readonly Commented[] | undefined
        if (stretches !== undefined) return { stretches, set: decorate(tr.doc, stretches) }
        return tr.docChanged ? { ...value, set: value.set.map(tr.mapping, tr.doc) } : value
      },
    },
    props: { decorations: state => key.getState(state)?.set },
  })
}

/** Shows these stretches as commented on, in place of those shown before. */
export const showAnchors = (view: EditorView, stretches: readonly Commented[]): void => view.dispatch(view.state.tr.setMeta(key, stretches))
