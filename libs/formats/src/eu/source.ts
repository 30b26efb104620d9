/** One unit of an act as its source keeps it. The text may hold numbered paragraphs and points, with line breaks or without. */
export interface SourceUnit {
  readonly kind: 'part' | 'chapter' | 'section' | 'article' | 'recital' | 'annex'
  readonly designation: string
  readonly title: string | null
  readonly text: string
  readonly children: readonly SourceUnit[]
}

/** An act from any of the sources, before its text is taken apart. */
export interface SourceAct {
  readonly title: string
  readonly language: string
  readonly units: readonly SourceUnit[]
  /** What the source holds and this import leaves out, in words. */
  readonly leftOut: readonly string[]
}

export const unit = (kind: SourceUnit['kind'], designation: string, title: string | null, text: string, children: readonly SourceUnit[] = []): SourceUnit =>
  ({ kind, designation, title, text, children })

export const sortByNumber = <T extends { readonly designation: string }>(units: readonly T[]): T[] =>
  [...units].sort((a, b) => parseInt(a.designation, 10) - parseInt(b.designation, 10) || (a.designation < b.designation ? -1 : 1))
