import type { AttributeValue, Block, Mark } from './model.ts'
import { isSafeAddress } from './nodes/marks.ts'
import { requirementForms } from './nodes/requirement.ts'
import { schema } from './schema.ts'

const isInline = (type: string): boolean => type === 'text' || schema.nodes[type]?.isInline === true
const holdsInline = (type: string): boolean => schema.nodes[type]?.inlineContent === true

function cleanMarks(marks: readonly Mark[] | undefined): Mark[] {
  return (marks ?? []).flatMap((mark): Mark[] => {
    if (mark.type === 'strong' || mark.type === 'em') return [{ type: mark.type }]
    // Brackets belong to the negotiation they come from; pasted words are plain.
    return mark.type === 'link' && isSafeAddress(mark.attrs?.['href']) ? [{ type: 'link', attrs: { href: mark.attrs['href'] } }] : []
  })
}

const span = (value: AttributeValue | undefined): number => typeof value === 'number' && Number.isInteger(value) && value > 1 && value <= 1000 ? value : 1

function cleanAttributes(node: Block): Record<string, AttributeValue> | undefined {
  const kept: Record<string, AttributeValue> = {}
  const { attrs = {} } = node
  if (node.type === 'requirement') kept['form'] = requirementForms.find(form => form === attrs['form']) ?? 'shall'
  if (node.type === 'formula') kept['latex'] = String(attrs['latex'] ?? '')
  if (node.type === 'xref') kept['target'] = String(attrs['target'] ?? '')
  if (node.type === 'cite') Object.assign(kept, { framework: String(attrs['framework'] ?? ''), provision: String(attrs['provision'] ?? '') })
  if (node.type === 'table_cell' || node.type === 'table_header') {
    for (const name of ['colspan', 'rowspan']) if (span(attrs[name]) > 1) kept[name] = span(attrs[name])
  }
  return kept
}

function cleanInline(node: Block): Block[] {
  if (node.type === 'text') {
    if (typeof node.text !== 'string' || node.text === '') return []
    const marks = cleanMarks(node.marks)
    return [{ type: 'text', text: node.text, ...(marks.length === 0 ? {} : { marks }) }]
  }
  if (node.type === 'footnote') return [{ type: 'footnote', content: (node.content ?? []).flatMap(({ text }): Block[] => text ? [{ type: 'text', text }] : []) }]
  if (!isInline(node.type)) return (node.content ?? []).flatMap(cleanInline)
  const attrs = cleanAttributes(node)
  return [{ type: node.type, ...(attrs === undefined || Object.keys(attrs).length === 0 ? {} : { attrs }) }]
}

/**
 * Makes pasted ProseMirror JSON safe and new: every block gets a fresh id (a copy is never the block it was copied from), what the
 * schema does not know is dropped while its words stay, links lead to the web or to mail or nowhere, brackets become plain words.
 * Words outside any block become paragraphs.
 */
export function sliceToBlocks(nodes: readonly Block[], newId: () => string): Block[] {
  const blocks: Block[] = []
  let loose: Block[] = []
  const flush = (): void => {
    if (loose.length > 0) blocks.push({ type: 'paragraph', attrs: { id: newId() }, content: loose })
    loose = []
  }
  for (const node of nodes) {
    if (isInline(node.type)) {
      loose.push(...cleanInline(node))
      continue
    }
    flush()
    blocks.push(...cleanBlock(node, newId))
  }
  flush()
  return blocks
}

function cleanBlock(node: Block, newId: () => string): Block[] {
  if (schema.nodes[node.type] === undefined || node.type === 'doc') return sliceToBlocks(node.content ?? [], newId)
  const attrs = { ...cleanAttributes(node), id: newId() }
  const content = holdsInline(node.type) ? (node.content ?? []).flatMap(cleanInline) : childrenOf(node, newId)
  return [{ type: node.type, attrs, ...(content.length === 0 ? {} : { content }) }]
}

// Rows and items are no blocks that stand alone; inside their table or list they are kept, anything else there is not.
function childrenOf(node: Block, newId: () => string): Block[] {
  const type = schema.nodes[node.type]
  const children = node.content ?? []
  const structured = ['bullet_list', 'ordered_list', 'table', 'table_row'].includes(node.type)
  if (!structured) return sliceToBlocks(children, newId)
  return children.flatMap((child): Block[] => {
    const known = schema.nodes[child.type]
    if (known === undefined) return childrenOf({ ...node, content: child.content ?? [] }, newId)
    if (type?.contentMatch.matchType(known) !== null) return cleanBlock(child, newId)
    const inside = sliceToBlocks([child], newId)
    return type?.name.endsWith('_list') === true && inside.length > 0 ? [{ type: 'list_item', attrs: { id: newId() }, content: inside }] : []
  })
}
