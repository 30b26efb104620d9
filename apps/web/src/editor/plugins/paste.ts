import { Fragment, Slice, type Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { cleanHtml } from '../pasted-html.ts'

const withoutIds = (fragment: Fragment): Fragment => {
  const nodes: Node[] = []
  fragment.forEach(node => {
    const content = withoutIds(node.content)
    const attrs = 'id' in node.attrs ? { ...node.attrs, id: null, from: null } : node.attrs
    nodes.push(node.isText ? node : node.type.create(attrs, content, node.marks))
  })
  return Fragment.fromArray(nodes)
}

/** Pasted text keeps its structure and loses what is dangerous; its blocks are new, wherever they came from. */
export function paste(): Plugin {
  return new Plugin({
    props: {
      transformPastedHTML: html => cleanHtml(html),
      transformPasted: slice => new Slice(withoutIds(slice.content), slice.openStart, slice.openEnd),
      clipboardTextParser(text, $context, _plain, view) {
        const { paragraph } = view.state.schema.nodes
        if (paragraph === undefined) return Slice.empty
        const paragraphs = text.split(/(?:\r\n?|\n)+/).map(line => line.trim()).filter(line => line !== '')
        if (paragraphs.length <= 1 && $context.parent.inlineContent) {
          const line = paragraphs[0] ?? text
          return new Slice(line === '' ? Fragment.empty : Fragment.from(view.state.schema.text(line)), 0, 0)
        }
        return new Slice(Fragment.fromArray(paragraphs.map(line => paragraph.create(null, view.state.schema.text(line)))), 1, 1)
      },
    },
  })
}
