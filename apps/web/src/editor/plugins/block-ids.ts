import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { ySyncPluginKey } from 'y-prosemirror'

const carriesId = (node: Node): boolean => node.type.spec.attrs !== undefined && 'id' in node.type.spec.attrs

/** Whether a transaction brings what others wrote: their ids are theirs to repair. */
const isFromOthers = (meta: unknown): boolean => typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true

/**
 * Every block has an identity that no other has. After a split the first part keeps it and the second says where it came from,
 * so that comments and authorship can follow.
 */
export function blockIds(newId: () => string): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state) {
      if (!transactions.some(tr => tr.docChanged) || transactions.every(tr => isFromOthers(tr.getMeta(ySyncPluginKey)))) return null
      const seen = new Set<string>()
      const tr = state.tr
      state.doc.descendants((node, position) => {
        if (!carriesId(node)) return
        const id: unknown = node.attrs['id']
        if (typeof id === 'string' && !seen.has(id)) {
          seen.add(id)
          return
        }
        const fresh = newId()
        seen.add(fresh)
        tr.setNodeMarkup(position, null, { ...node.attrs, id: fresh, from: typeof id === 'string' ? id : node.attrs['from'] ?? null })
      })
      // The repair belongs to the step it repairs.
      return tr.docChanged ? tr : null
    },
  })
}
