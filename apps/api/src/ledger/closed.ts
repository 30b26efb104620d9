import { conceal, type EntryFacts, type Opening, type Sha256 } from '@plenary/ledger'

/** A value that the ledger shows as a commitment only: a name, an address, an e-mail, a reason, a closed matter. */
export class Closed {
  constructor(readonly value: unknown) {}
}

/** Marks a value, wherever it stands in an entry's facts, as closed. */
export const closed = (value: unknown): Closed => new Closed(value)

/** An opening and the place in the facts that it opens, such as `seat.reason`. */
export interface PlacedOpening extends Opening {
  readonly path: string
}

interface Means {
  readonly sha256: Sha256
  /** A fresh random salt for each closed value, at least 128 bits in hexadecimal. */
  readonly salt: () => string
}

function seal(value: unknown, path: string, means: Means, openings: PlacedOpening[]): unknown {
  if (value instanceof Closed) {
    const { shown, opening } = conceal(value.value, means.salt(), means.sha256)
    openings.push({ ...opening, path })
    return shown
  }
  if (Array.isArray(value)) return value.map((item, index) => seal(item, `${path}.${index}`, means, openings))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([name, item]) => [name, seal(item, path ? `${path}.${name}` : name, means, openings)]))
}

/** Parts facts into what everybody sees and what opens the rest. Properties that are undefined are left out. */
export function sealed(facts: Readonly<Record<string, unknown>>, means: Means): { readonly facts: EntryFacts; readonly openings: readonly PlacedOpening[] } {
  const openings: PlacedOpening[] = []
  return { facts: seal(facts, '', means, openings) as EntryFacts, openings }
}

/** The facts with their commitments replaced by the values somebody may see. */
export function opened(facts: EntryFacts, openings: readonly PlacedOpening[]): EntryFacts {
  const copy = structuredClone(facts) as Record<string, unknown>
  for (const { path, value } of openings) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    let place: Record<string, unknown> | undefined = copy
    for (const step of steps) place = place?.[step] as Record<string, unknown> | undefined
    if (place && Object.hasOwn(place, last)) place[last] = value
  }
  return copy
}
