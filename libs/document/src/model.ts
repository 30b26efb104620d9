/** What a clause is to its reader. The template decides how each kind is numbered. */
export const clauseKinds = [
  'part', 'chapter', 'section', 'article', 'paragraph', 'point', 'subpoint', 'recital', 'annex', 'clause',
] as const
export type ClauseKind = (typeof clauseKinds)[number]

/** The numbering scheme and page habits of a family of texts. */
export const templates = ['iso', 'legal', 'rfc'] as const
export type Template = (typeof templates)[number]

export type AttributeValue = string | number | boolean | null | readonly AttributeValue[]
export type Attributes = Readonly<Record<string, AttributeValue>>

/** Formatting of a run of text, as ProseMirror writes it in JSON. */
export interface Mark { readonly type: string; readonly attrs?: Attributes }

/**
 * One ProseMirror node in JSON: a block (its identity is `attrs.id`), an inline atom, or a run of text.
 * Attributes that say nothing (null, a span of 1) are left out, so that equal texts have equal JSON.
 */
export interface Block {
  readonly type: string
  readonly attrs?: Attributes
  readonly content?: readonly Block[]
  readonly marks?: readonly Mark[]
  readonly text?: string
}

/** A numbered unit of the text with a stable identity. Its number is computed; `designation` is what a source printed. */
export interface Clause {
  readonly id: string
  /** The clause that holds this one as the reader sees it; null at the root, also for members of a cycle and for orphans. */
  readonly parent: string | null
  readonly kind: ClauseKind
  /** A number kept from the source ('4a'); '' is a clause without a number; null lets the template count. */
  readonly designation: string | null
  /** Why text is missing or doubtful here, in words for the reader; null where nothing is. */
  readonly gap: string | null
  readonly withdrawn: boolean
  readonly informative: boolean
  readonly blocks: readonly Block[]
}

/** The whole text as plain data: what editions hash, and what exports, imports and rendering use. Clauses stand in reading order. */
export interface TextDocument {
  readonly schema: number
  readonly template: Template
  /** A BCP 47 tag. */
  readonly language: string
  readonly title: string
  readonly clauses: readonly Clause[]
}

/** The identity of a block, or null where a foreign client left it out. */
export const blockId = (block: Block): string | null => typeof block.attrs?.['id'] === 'string' ? block.attrs['id'] : null

/** Nodes whose content is inline: the smallest thing a comment is anchored in. */
export const textBlockTypes: ReadonlySet<string> = new Set(['title', 'paragraph', 'requirement', 'term'])
/** Nodes inside a line of text that count as one character. */
export const inlineAtomTypes: ReadonlySet<string> = new Set(['xref', 'cite', 'footnote', 'line_break'])
/** Stands for an inline atom wherever text is counted or quoted. */
export const atomCharacter = '\ufffc'

/** The characters of a text block, one per UTF-16 unit, inline atoms as one `atomCharacter` each. */
export function blockText(block: Block): string {
  return (block.content ?? []).map(node => node.text ?? atomCharacter).join('')
}

/** Every text block under these blocks, in reading order, those inside notes, lists and tables included. */
export function textBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap(block => textBlockTypes.has(block.type) ? [block] : textBlocks(block.content ?? []))
}

/** The clause's own title in plain words; '' if it has none. */
export function titleOf(clause: Clause): string {
  const title = clause.blocks.find(block => block.type === 'title')
  return title === undefined ? '' : blockText(title).replaceAll(atomCharacter, '').trim()
}

/** How many words stand in the clauses that are not withdrawn. A word is what white space parts. */
export function countWords(document: TextDocument): number {
  const living = document.clauses.filter(clause => !clause.withdrawn)
  return living.flatMap(clause => textBlocks(clause.blocks)).reduce((count, block) => count + (blockText(block).match(/\S+/g)?.length ?? 0), 0)
}
