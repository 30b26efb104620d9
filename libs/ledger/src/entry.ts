import { canonicalJson, type Sha256 } from './canonical.ts'

/** The tag inside every hashed entry. A later format gets another tag; entries of this one stay verifiable for ever. */
export const entryFormat = 'plenary.entry.1'

/** What stands before the first entry of a chain. */
export const beforeFirst = '0'.repeat(64)

/** Plain JSON values. What is personal or closed appears only as `{ commitment }`. */
export type EntryFacts = Readonly<Record<string, unknown>>

/** One act in a chain. There is one chain per draft and one per committee. */
export interface Entry {
  /** `draft:<id>` or `committee:<id>`. */
  readonly chain: string
  /** 1, 2, 3 … without a hole. */
  readonly seq: number
  /** The hash of the entry before, or 64 zeros. */
  readonly previous: string
  /** What was done, such as `stage.moved`. */
  readonly kind: string
  /** The id of the person who acted; null when the clock did. */
  readonly actor: string | null
  /** The database's time of the act: RFC 3339, UTC, exactly six decimals, `2026-11-22T09:30:00.000000Z`. */
  readonly at: string
  readonly facts: EntryFacts
}

/** An entry with its own hash, as it is stored and exported. */
export interface SealedEntry extends Entry {
  readonly hash: string
}

/** Where a chain stands. Whoever keeps a head can later see that nothing before it was changed or cut off. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** What is done, before the chain gives it a place. */
export type Act = Pick<Entry, 'chain' | 'kind' | 'actor' | 'at' | 'facts'>

const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/
const kindForm = /^[a-z][a-z-]*(\.[a-z][a-zA-Z-]*)+$/
const chainForm = /^(draft|committee):[0-9a-f-]{1,64}$/

/** The name of a draft's chain. */
export const draftChain = (draftId: string): string => `draft:${draftId}`

/** The name of a committee's chain. */
export const committeeChain = (committeeId: string): string => `committee:${committeeId}`

/** What is wrong with the form of an act, in a few words; null when nothing is. */
export function malformed(act: Act): string | null {
  if (!chainForm.test(act.chain)) return `the chain ${JSON.stringify(act.chain)} is not draft:<id> or committee:<id>`
  if (!kindForm.test(act.kind)) return `the kind ${JSON.stringify(act.kind)} is not of the form noun.verb`
  if (act.actor !== null && act.actor === '') return 'the actor is empty'
  if (!timeForm.test(act.at)) return `the time ${JSON.stringify(act.at)} is not UTC with six decimals`
  return null
}

/** The exact text an entry is hashed over. */
export const entryText = ({ chain, seq, previous, kind, actor, at, facts }: Entry): string =>
  canonicalJson({ format: entryFormat, chain, seq, previous, kind, actor, at, facts })

/** SHA-256 over the canonical JSON of format, chain, seq, previous hash, kind, actor, time and facts. */
export const entryHash = (entry: Entry, sha256: Sha256): string => sha256(entryText(entry))

/** Places an act at the end of a chain. A malformed act is a fault of the caller and is thrown, so that it can never be published. */
export function appendTo(head: Head | null, act: Act, sha256: Sha256): SealedEntry {
  const wrong = malformed(act)
  if (wrong !== null) throw new TypeError(`Not an entry: ${wrong}.`)
  const entry: Entry = {
    chain: act.chain,
    seq: (head?.seq ?? 0) + 1,
    previous: head?.hash ?? beforeFirst,
    kind: act.kind,
    actor: act.actor,
    at: act.at,
    facts: act.facts,
  }
  return { ...entry, hash: entryHash(entry, sha256) }
}
