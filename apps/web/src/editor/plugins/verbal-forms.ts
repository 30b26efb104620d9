import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

const verbs = /\b(?:shall|should|may|can|must)(?: not)?\b|\bcannot\b/g

function decorate(doc: Node): DecorationSet {
  const found: Decoration[] = []
  doc.descendants((node, position) => {
    if (!node.isText) return
    for (const match of (node.text ?? '').matchAll(verbs)) {
      const from = position + match.index
      found.push(Decoration.inline(from, from + match[0].length, { class: 'verb-form' }))
    }
  })
  return DecorationSet.create(doc, found)
}

/** Shows the verbal forms of the clause in hand: what it requires, recommends, permits. One clause is small, so all of it is looked at. */
export function verbalForms(): Plugin<DecorationSet> {
  const plugin: Plugin<DecorationSet> = new Plugin({
    state: {
      init: (_config, state) => decorate(state.doc),
      apply: (tr, set) => tr.docChanged ? decorate(tr.doc) : set,
    },
    props: { decorations: state => plugin.getState(state) },
  })
  return plugin
}
