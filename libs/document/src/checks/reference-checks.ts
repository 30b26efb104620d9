import type { TextDocument } from '../model.ts'
import { everyNode, finding, livingClauses, type Finding } from './finding.ts'

/** Cross-references that lead nowhere, or to what is withdrawn or missing; citations without a framework. */
export function checkReferences(document: TextDocument): Finding[] {
  const known = new Map(document.clauses.map(clause => [clause.id, clause]))
  const living = new Set(livingClauses(document).map(({ id }) => id))
  const findings: Finding[] = []
  for (const { clause, node, blockId } of everyNode(document)) {
    const at = { clause, blockId }
    if (node.type === 'xref') {
      const target = known.get(String(node.attrs?.['target']))
      if (target === undefined) findings.push(finding('document-27', 'error', at, 'This cross-reference leads to a clause that is not in the text.'))
      else if (!living.has(target.id)) findings.push(finding('document-27', 'error', at, 'This cross-reference leads to a withdrawn clause.'))
      else if (target.gap !== null) findings.push(finding('document-27', 'warning', at, 'This cross-reference leads to a clause with missing text.'))
    }
    if (node.type === 'cite' && String(node.attrs?.['framework'] ?? '') === '') {
      findings.push(finding('document-27', 'error', at, 'This citation names no framework.'))
    }
  }
  return findings
}
