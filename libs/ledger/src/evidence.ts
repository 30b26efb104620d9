import { canonicalForm } from './canonical.ts'
import { draftChain, type SealedEntry } from './entry.ts'
import type { Bundle } from './bundle.ts'

/** Something in a bundle that does not hold: the file, the place in it, and a sentence. */
export interface Finding {
  readonly file: string
  readonly place: string
  readonly message: string
}

/** Whether two plain values are the same, whatever the order of their names. */
export function same(one: unknown, other: unknown): boolean {
  const a = canonicalForm(one)
  const b = canonicalForm(other)
  return a.ok && b.ok && a.value === b.value
}

/** Whether a fact is closed: the ledger holds its commitment in its place. */
export const isCommitted = (fact: unknown): boolean => typeof fact === 'object' && fact !== null && 'commitment' in fact

/** The ledger of the bundle's draft, to hold the record against: its entries, with what was opened for the reader. */
export class Evidence {
  readonly entries: readonly SealedEntry[]
  private readonly opened = new Map<string, unknown>()
  private readonly used = new Set<number>()

  constructor({ record, chains, openings }: Bundle) {
    const chain = draftChain(record.draft.id)
    this.entries = chains.get(chain) ?? []
    for (const opening of openings) {
      if (opening.chain === chain) this.opened.set(`${opening.seq} ${opening.path}`, opening.value)
    }
  }

  /** The entry a part of the record points to, if it is of the kind it should be. Each entry stands for one part only. */
  take(seq: number, ...kinds: readonly string[]): SealedEntry | null {
    const entry = this.entries[seq - 1]
    if (entry === undefined || !kinds.includes(entry.kind) || this.used.has(seq)) return null
    this.used.add(seq)
    return entry
  }

  /** The entries of these kinds that no part of the record pointed to. */
  untaken(...kinds: readonly string[]): readonly SealedEntry[] {
    return this.entries.filter(entry => kinds.includes(entry.kind) && !this.used.has(entry.seq))
  }

  /** Whether a value of the record is what the entry says of it. A closed fact that was not opened lets the record say nothing, that is null. */
  agrees(entry: SealedEntry, name: string, value: unknown): boolean {
    const fact = entry.facts[name] ?? null
    if (!isCommitted(fact)) return same(fact, value)
    const key = `${entry.seq} ${name}`
    return this.opened.has(key) ? same(this.opened.get(key), value) : value === null
  }
}

/** Findings on every named fact in which the record and the ledger differ. */
export function differences(evidence: Evidence, entry: SealedEntry, facts: Readonly<Record<string, unknown>>, place: string): readonly Finding[] {
  return Object.entries(facts)
    .filter(([name, value]) => !evidence.agrees(entry, name, value))
    .map(([name]) => ({ file: 'record.json', place: `${place}.${name}`, message: `The record differs from entry ${entry.seq} of the ledger in ${name}.` }))
}

/** A finding when the record tells another time than the entry. */
export const untimely = (entry: SealedEntry, at: string, place: string): readonly Finding[] =>
  entry.at === at ? [] : [{ file: 'record.json', place, message: `The record differs from entry ${entry.seq} of the ledger in its time.` }]

/** A finding in `record.json`. */
export const inRecord = (place: string, message: string): Finding => ({ file: 'record.json', place, message })
