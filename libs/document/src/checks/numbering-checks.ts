import type { TextDocument } from '../model.ts'
import { buildLabels } from '../numbering.ts'
import { finding, livingClauses, type Finding } from './finding.ts'

/** Two clauses that would be cited by the same number. */
export function checkNumbering(document: TextDocument): Finding[] {
  const labels = buildLabels(document.clauses, document.template)
  const first = new Map<string, string>()
  return livingClauses(document).flatMap(clause => {
    const label = labels.get(clause.id)
    if (label === undefined || label.designation === '') return []
    // A list after unnumbered text of the same paragraph may begin again at (a): then the number is ambiguous, not doubled by mistake.
    const name = `${clause.parent ?? ''}/${label.label}`
    if (first.has(name)) return [finding('document-23', 'error', { clause }, `${label.label} stands twice: another clause here has the same number.`)]
    first.set(name, clause.id)
    return []
  })
}
