import { checkNumbering } from './checks/numbering-checks.ts'
import { checkReferences } from './checks/reference-checks.ts'
import { checkStructure } from './checks/structure-checks.ts'
import { checkWording } from './checks/wording-checks.ts'
import type { Finding } from './checks/finding.ts'
import type { TextDocument } from './model.ts'

/**
 * Checks a text against the strict rules that the shared schema leaves open. Errors stand in the way of a ballot; warnings do not.
 * Withdrawn clauses are not checked, except that nothing may refer to them. Findings come in reading order of the text within each check.
 */
export function validate(document: TextDocument): Finding[] {
  return [checkStructure, checkNumbering, checkReferences, checkWording].flatMap(check => check(document))
}
