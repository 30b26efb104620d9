import * as Y from 'yjs'
import { clauseKinds, templates, type ClauseKind, type Template } from './model.ts'

/** The keys a clause may have in the tree. A draft's door refuses any other. */
export const treeEntryKeys = ['parent', 'rank', 'kind', 'withdrawn', 'designation', 'gap', 'informative'] as const
export type TreeEntryKey = (typeof treeEntryKeys)[number]
/** The keys of the `meta` map. */
export const metaKeys = ['schema', 'template', 'language', 'title'] as const

const bodyName = /^b:[A-Za-z0-9_-]{1,64}$/

/** Whether a shared text may have a root type of this name: the tree, the meta data, or the body of a clause. */
export const allowedRoot = (name: string): boolean => name === 'tree' || name === 'meta' || bodyName.test(name)

/** The name of the root that holds a clause's body. */
export const bodyNameOf = (clauseId: string): string => `b:${clauseId}`

export type TreeEntry = Y.Map<string | boolean | null>
export const treeOf = (ydoc: Y.Doc): Y.Map<TreeEntry> => ydoc.getMap('tree')
export const metaOf = (ydoc: Y.Doc): Y.Map<string | number> => ydoc.getMap('meta')
export const bodyOf = (ydoc: Y.Doc, clauseId: string): Y.XmlFragment => ydoc.getXmlFragment(bodyNameOf(clauseId))

/** A clause's place and nature, without its text. `parent` is what is stored, which a reader may not be able to follow. */
export interface TreeNode {
  readonly id: string
  readonly parent: string | null
  readonly rank: string
  readonly kind: ClauseKind
  readonly withdrawn: boolean
  readonly designation: string | null
  readonly gap: string | null
  readonly informative: boolean
}

const textOrNull = (value: unknown): string | null => typeof value === 'string' ? value : null
const kindOf = (value: unknown): ClauseKind => clauseKinds.find(kind => kind === value) ?? 'clause'

/** Reads one entry; a value of the wrong type counts as absent, so that no client can make a text unreadable. */
export function readEntry(id: string, entry: TreeEntry): TreeNode {
  return {
    id,
    parent: textOrNull(entry.get('parent')),
    rank: textOrNull(entry.get('rank')) ?? '',
    kind: kindOf(entry.get('kind')),
    withdrawn: entry.get('withdrawn') === true,
    designation: textOrNull(entry.get('designation')),
    gap: textOrNull(entry.get('gap')),
    informative: entry.get('informative') === true,
  }
}

export interface Meta { readonly schema: number; readonly template: Template; readonly language: string; readonly title: string }

/** The draft's meta data with defaults for what is absent: schema 1, ISO numbering, English, no title. */
export function readMeta(ydoc: Y.Doc): Meta {
  const meta = metaOf(ydoc)
  const schema = meta.get('schema')
  return {
    schema: typeof schema === 'number' ? schema : 1,
    template: templates.find(template => template === meta.get('template')) ?? 'iso',
    language: textOrNull(meta.get('language')) ?? 'en',
    title: textOrNull(meta.get('title')) ?? '',
  }
}

const byRank = (a: TreeNode, b: TreeNode): number => {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** The ids that stand in a cycle of parents. Their descendants outside the cycle are not among them. */
function inCycles(nodes: ReadonlyMap<string, TreeNode>): Set<string> {
  const settled = new Set<string>()
  const cyclic = new Set<string>()
  for (const start of nodes.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | null = start
    while (at !== null && nodes.has(at) && !settled.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = nodes.get(at)?.parent ?? null
    }
    if (at !== null && onPath.has(at)) for (const id of path.slice(path.indexOf(at))) cyclic.add(id)
    for (const id of path) settled.add(id)
  }
  return cyclic
}

/**
 * The tree as every reader sees it, in reading order: siblings by rank, ties by id; orphans and every member of a cycle stand at the root.
 * `parent` in the answer is the effective one.
 */
export function orderTree(nodes: Iterable<TreeNode>): TreeNode[] {
  const byId = new Map<string, TreeNode>()
  for (const node of nodes) byId.set(node.id, node)
  const cyclic = inCycles(byId)
  const children = new Map<string | null, TreeNode[]>()
  for (const node of byId.values()) {
    const parent = node.parent !== null && byId.has(node.parent) && !cyclic.has(node.id) ? node.parent : null
    const siblings = children.get(parent)
    const placed = parent === node.parent ? node : { ...node, parent }
    if (siblings === undefined) children.set(parent, [placed])
    else siblings.push(placed)
  }
  const ordered: TreeNode[] = []
  const waiting = (children.get(null) ?? []).sort(byRank).reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    ordered.push(node)
    const below = children.get(node.id)
    if (below !== undefined) for (const child of below.sort(byRank).reverse()) waiting.push(child)
  }
  return ordered
}

/** The tree of a shared text in reading order. */
export function readTree(ydoc: Y.Doc): TreeNode[] {
  const nodes: TreeNode[] = []
  for (const [id, entry] of treeOf(ydoc).entries()) {
    if (entry instanceof Y.Map) nodes.push(readEntry(id, entry))
  }
  return orderTree(nodes)
}
