export interface Trace {
  readonly kind?: string
  readonly endContent: string
  readonly numAgents?: number
  readonly txns: readonly { readonly patches: readonly unknown[] }[]
}

export function beginningOf(trace: Trace, count: number): Trace
export function replayTogether(url: string, room: string, trace: Trace, wishes?: { people?: readonly string[]; told?: (what: string) => void }): Promise<{ edits: number; people: number; differing: number }>
