import type { ClauseKind, TextDocument } from '@plenary/document'
import type { Result } from '@plenary/kernel'

/** How bad a gap is: text that is not there, or text that is there but cannot be what it claims to be. */
export type Severity = 'missing' | 'suspect'

/** A place where the source lost or damaged text. The same words stand in the text itself, at the clause. */
export interface Gap {
  readonly clauseId: string
  readonly kind: ClauseKind
  readonly designation: string | null
  readonly reason: string
  readonly severity: Severity
}

/** What an import brought, and everything it could not bring. */
export interface ImportReport {
  readonly format: string
  readonly title: string
  /** Clauses with text of the source; those that only mark a gap are not counted, here and in `byType`. */
  readonly items: number
  readonly byType: Readonly<Partial<Record<ClauseKind, number>>>
  readonly gaps: readonly Gap[]
  /** Text of the source that has no place in the document, word for word. */
  readonly unplaced: readonly string[]
  readonly warnings: readonly string[]
}

export interface ImportedDraft { readonly document: TextDocument; readonly report: ImportReport }

export interface ImportOptions {
  readonly newId: () => string
  /** Which of several versions in one file; the first that holds a whole text unless told. */
  readonly stage?: string
  /** The name of the file, for sentences about it. */
  readonly name?: string
}

/** One format: recognised by its content, never by its name. */
export interface Format {
  readonly title: string
  readonly detect: (input: string) => boolean
  readonly read: (input: string, options: ImportOptions) => Result<ImportedDraft>
}
