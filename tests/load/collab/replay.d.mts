export interface Trace {
  readonly kind?: string
  readonly endContent: string
  readonly numAgents?: number
  readonly txns: readonly { readonly patches: readonly unknown[] }[]
}

export function beginningOf(trace: Trace, count: number): Trace
export function replayTogether(url: string, room: string, trace: Trace, names?: readonly string[]): Promise<{ edits: number; people: number }>
