import type { Node } from 'prosemirror-model'
import type { NodeView, NodeViewConstructor } from 'prosemirror-view'
import { t } from '@lingui/core/macro'
import { drawFormula } from './formula.ts'

/** What the views of nodes need from the draft around them. */
export interface Surroundings {
  /** How the clause is called now; '' if there is none of this id. */
  readonly nameOf: (clauseId: string) => string
}

const plain = (dom: HTMLElement): NodeView => ({ dom, ignoreMutation: () => true })

/** A cross-reference shows what its target is called at this moment. */
const reference = (surroundings: Surroundings): NodeViewConstructor => node => {
  const dom = document.createElement('span')
  const name = surroundings.nameOf(String(node.attrs['target']))
  dom.className = name === '' ? 'xref dangling' : 'xref'
  dom.textContent = name === '' ? t`[missing reference]` : name
  dom.contentEditable = 'false'
  return plain(dom)
}

const formula: NodeViewConstructor = (first: Node) => {
  const dom = document.createElement('div')
  dom.className = 'formula-view'
  let latex = ''
  const show = (node: Node): void => {
    latex = String(node.attrs['latex'])
    dom.dataset['block'] = String(node.attrs['id'])
    dom.textContent = latex === '' ? t`Empty formula` : latex
    if (latex !== '') void drawFormula(dom, latex)
  }
  show(first)
  return {
    dom,
    ignoreMutation: () => true,
    update(node) {
      if (node.type.name !== 'formula') return false
      if (String(node.attrs['latex']) !== latex) show(node)
      return true
    },
  }
}

/** The nodes that are not simply their HTML while one writes. */
export const nodeViews = (surroundings: Surroundings): Record<string, NodeViewConstructor> => ({
  xref: reference(surroundings),
  formula,
})
