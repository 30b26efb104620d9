import { blockId, blockText, textBlockTypes, type Block, type TextDocument } from './model.ts'

/** A block of the text with what is needed to find words in it. `text` is '' for blocks that hold none themselves. */
export interface IndexedBlock {
  readonly clauseId: string
  readonly blockId: string
  /** 0, unless two people moved the block at once: then the text holds it twice, and this counts them in reading order. */
  readonly nth: number
  readonly from: string | null
  readonly text: string
}

/** Every block with an identity, in reading order, and by its id. */
export interface TextIndex { readonly blocks: readonly IndexedBlock[]; readonly byId: ReadonlyMap<string, readonly IndexedBlock[]> }

function collect(blocks: readonly Block[], clauseId: string, into: Omit<IndexedBlock, 'nth'>[]): void {
  for (const block of blocks) {
    const isText = textBlockTypes.has(block.type)
    const id = blockId(block)
    const from = block.attrs?.['from']
    if (id !== null) into.push({ clauseId, blockId: id, from: typeof from === 'string' ? from : null, text: isText ? blockText(block) : '' })
    if (!isText) collect(block.content ?? [], clauseId, into)
  }
}

/** Indexes a text once, for resolving many anchors or searching it. */
export function indexText(document: TextDocument): TextIndex {
  const found: Omit<IndexedBlock, 'nth'>[] = []
  for (const clause of document.clauses) collect(clause.blocks, clause.id, found)
  const byId = new Map<string, IndexedBlock[]>()
  const blocks = found.map(block => {
    const same = byId.get(block.blockId) ?? []
    const indexed = { ...block, nth: same.length }
    byId.set(block.blockId, [...same, indexed])
    return indexed
  })
  return { blocks, byId }
}
