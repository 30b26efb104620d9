import * as Y from 'yjs'
import type { News } from './judgement.ts'
import type { Entry, Visitor } from './ports.ts'
import type { Listener } from './broadcast.ts'
import type { CloseCode, NackCode } from './protocol.ts'

/** A socket, as its room sees it. */
export interface Member extends Listener {
  readonly visitor: Visitor
  close(code: CloseCode, reason: string): void
  /** Asks anew what this visitor may do. After `rights` a lost right to write ends the visit; after `rules` the visitor stays and reads. */
  reconsider(cause: 'rights' | 'rules'): Promise<void>
}

/** Who offers an update. `refusal` is asked only when the update would add something. */
export interface Author {
  readonly person: string
  readonly session: string | null
  readonly authority: Entry['authority']
  readonly member: Member | null
  refusal(): NackCode | null | Promise<NackCode | null>
  /** Whether they have been asked for all they have and not answered yet: then a hole surprises nobody. */
  wasAsked(): boolean
}

/** What became of an offered update. `lost` means that nobody knows: the room is gone and will be loaded again. */
export type Outcome =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: NackCode }
  | { readonly kind: 'lost' }

/** An update that was judged and waits for its commit. */
export interface Waiting {
  readonly update: Uint8Array
  readonly by: Author
  readonly news: News
  readonly conclude: (outcome: Outcome) => void
}

/** What goes into the log as one entry: one update, or a run of what one author wrote. */
export interface Run {
  readonly entry: Entry
  readonly parts: readonly Waiting[]
}

// Y.mergeUpdates slows down with the number of updates it is given: 2 µs each at a hundred, 36 µs at four thousand.
const MERGED_AT_ONCE = 100

const isSameAuthor = (a: Author, b: Author): boolean =>
  a === b || (a.person === b.person && a.session === b.session && a.authority === b.authority && a.member === b.member)

function entryOf({ by, news: { reach, claims } }: Waiting, data: Uint8Array): Entry {
  return { author: by.person, session: by.session, authority: by.authority, data, clients: [...reach.keys()], claims }
}

function runOf(parts: readonly Waiting[]): readonly Run[] {
  const [first] = parts
  if (parts.length === 1) return [{ entry: entryOf(first!, first!.news.data), parts }]
  let data: Uint8Array
  try {
    data = Y.mergeUpdates(parts.map(({ news }) => news.data))
  } catch {
    // What Yjs cannot merge is stored as it came; whoever reads the text as a document says what is wrong with it.
    return parts.flatMap(part => runOf([part]))
  }
  const clients = new Set(parts.flatMap(({ news }) => [...news.reach.keys()]))
  const claims = new Set(parts.flatMap(({ news }) => news.claims))
  return [{ entry: { ...entryOf(first!, data), clients: [...clients], claims: [...claims] }, parts }]
}

/**
 * Puts together what one author wrote without anybody else in between: a burst of keys is one entry of the log and one message to the others.
 * Order is kept, so that no entry builds on a later one.
 */
export function runsOf(waiting: readonly Waiting[]): Run[] {
  const runs: Run[] = []
  for (let from = 0; from < waiting.length;) {
    const { by } = waiting[from]!
    let to = from + 1
    while (to < waiting.length && to - from < MERGED_AT_ONCE && isSameAuthor(by, waiting[to]!.by)) to++
    runs.push(...runOf(waiting.slice(from, to)))
    from = to
  }
  return runs
}
