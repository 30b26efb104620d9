import { blockId, type Block, type Clause, type TextDocument } from '../model.ts'

/** One fault of a text, with the rule it breaks and where to click. */
export interface Finding {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly clauseId: string
  readonly blockId?: string
  readonly message: string
}

/** A block or inline node, with what it stands in. */
export interface Visited { readonly clause: Clause; readonly node: Block; readonly parent: Block | null; readonly depth: number; readonly blockId: string | undefined }

function* visitNodes(nodes: readonly Block[], at: Omit<Visited, 'node'>): Generator<Visited> {
  for (const node of nodes) {
    const own = blockId(node) ?? at.blockId
    yield { ...at, node, blockId: own }
    yield* visitNodes(node.content ?? [], { ...at, parent: node, depth: at.depth + 1, blockId: own })
  }
}

/** The clauses that count: those not withdrawn, nor inside a withdrawn one. */
export function livingClauses(document: TextDocument): Clause[] {
  const gone = new Set<string>()
  return document.clauses.filter(clause => {
    if (!clause.withdrawn && (clause.parent === null || !gone.has(clause.parent))) return true
    gone.add(clause.id)
    return false
  })
}

/** Every node of the living text, in reading order. */
export function* everyNode(document: TextDocument): Generator<Visited> {
  for (const clause of livingClauses(document)) yield* visitNodes(clause.blocks, { clause, parent: null, depth: 1, blockId: undefined })
}

export const finding = (rule: string, severity: Finding['severity'], at: { clause: Clause; blockId?: string | undefined }, message: string): Finding =>
  ({ rule, severity, clauseId: at.clause.id, ...(at.blockId === undefined ? {} : { blockId: at.blockId }), message })
