import type { ReactNode } from 'react'

/** What the routes put into the workspace: `rail` is the stage rail with what is next and what is missing, `places` the draft's other screens. */
export interface DraftPageProps {
  readonly id: string
  readonly rail: ReactNode
  readonly places: ReactNode
}

/** The workspace of one draft. */
export function DraftPage({ id, rail, places }: DraftPageProps) {
  return <main id="main" data-draft={id}>{places}{rail}</main>
}
