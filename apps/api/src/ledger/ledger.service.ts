import { createHash, randomBytes } from 'node:crypto'
import { appendTo, beforeFirst, committeeChain, draftChain, type EntryFacts, type Head, type SealedEntry, type Sha256 } from '@plenary/ledger'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { page, pageSize } from '../platform/graphql.ts'
import { PreparedStatement } from '../platform/prepared-statement.ts'
import { opened, type PlacedOpening, sealed } from './closed.ts'
import type { LedgerConnection } from './entry.entity.ts'

export { closed, type PlacedOpening } from './closed.ts'

/** Whose record an act belongs to. */
export type Chain = { readonly draft: string } | { readonly committee: string }

/** Makes a sentence of an entry, for screens. Its facts are open as far as the reader may see them. */
export type Sentence = (facts: EntryFacts) => string

const timeForm = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`

/** SHA-256 of the UTF-8 bytes of a text, in hexadecimal. */
export const sha256: Sha256 = text => createHash('sha256').update(text, 'utf8').digest('hex')

/** The name under which a chain is stored and exported. */
export const chainName = (chain: Chain): string => ('draft' in chain ? draftChain(chain.draft) : committeeChain(chain.committee))

const words = (kind: string): string => {
  const plain = kind.replace(/[.-]/g, ' ').replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`
}

interface EntryRow { chain: string; seq: number; hash: string; previous: string; kind: string; actor: string | null; at: string; facts: EntryFacts }

// The conflict clause locks the head first; the time is read after the lock is held.
const holdHead = new PreparedStatement<Head & { at: string }>(
  `insert into ledger_chain (name) values ($1) on conflict (name) do update set name = excluded.name
   returning seq, hash, to_char(plenary_now() at time zone 'UTC', ${timeForm}) as at`)
const addEntry = new PreparedStatement<never>(
  `with entry as (
     insert into ledger_entry (chain, seq, hash, previous, kind, actor, at, facts) values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $8::json)
   ), opening as (
     insert into ledger_opening (chain, seq, path, commitment, salt, value)
     select $1, $2, o->>'path', o->>'commitment', o->>'salt', o->'value' from json_array_elements($9::json) as o
   )
   update ledger_chain set seq = $2, hash = $3 where name = $1`)

/** The record of every act. There is one chain per draft and one per committee. */
@Injectable()
export class LedgerService {
  private readonly sentences = new Map<string, Sentence>()

  constructor(private readonly db: DataSource) {}

  /**
   * Appends an act, in the transaction of the act itself. The chain's head stays locked until the commit, so numbers have no hole and times no
   * step back. Wrap in `closed(…)` every name, address, e-mail, reason and closed matter. `actor` is null when the clock acted.
   */
  async append(tx: EntityManager, chain: Chain, actor: string | null, kind: string, facts: Readonly<Record<string, unknown>>): Promise<SealedEntry> {
    const name = chainName(chain)
    const [head] = await holdHead.run(tx, [name])
    const { facts: shown, openings } = sealed(facts, { sha256, salt: () => randomBytes(32).toString('hex') })
    const entry = appendTo(head!, { chain: name, kind, actor, at: head!.at, facts: shown }, sha256)
    await addEntry.run(tx,
      [name, entry.seq, entry.hash, entry.previous, kind, actor, entry.at, JSON.stringify(entry.facts), JSON.stringify(openings)])
    return entry
  }

  /** The entries of a chain from `from` on (1 is the first), oldest first. */
  async read(chain: Chain, options: { from?: number; limit?: number; tx?: EntityManager } = {}): Promise<SealedEntry[]> {
    return this.entries('chain = $1 and seq >= $2 order by seq limit $3', [chainName(chain), options.from ?? 1, options.limit ?? null], options.tx)
  }

  /** The newest entries of a chain that are older than `before`, newest first. */
  async latest(chain: Chain, options: { before?: number; limit: number; tx?: EntityManager }): Promise<SealedEntry[]> {
    return this.entries('chain = $1 and ($2::int is null or seq < $2) order by seq desc limit $3',
      [chainName(chain), options.before ?? null, options.limit], options.tx)
  }

  /** The newest entries of several drafts, newest first. */
  async latestOf(draftIds: readonly string[], limit: number): Promise<SealedEntry[]> {
    return this.entries('chain = any($1) order by at desc, chain, seq desc limit $2', [draftIds.map(draftChain), limit])
  }

  /** One page of a chain for a screen, the newest entry first; `after` is the cursor of the page before. `mayOpen` says of which entries the reader sees closed values. */
  async page(chain: Chain, wanted: { first: number; after?: string | undefined; mayOpen: (entry: SealedEntry) => boolean }): Promise<LedgerConnection> {
    const first = pageSize(wanted.first)
    const before = /^\d{1,9}$/.test(wanted.after ?? '') ? Number(wanted.after) : undefined
    const head = await this.head(chain)
    const rows = await this.latest(chain, { limit: first + 1, ...(before === undefined ? {} : { before }) })
    const open = rows.filter(row => wanted.mayOpen(row)).map(row => row.seq)
    const openings = open.length > 0 ? await this.openingsFor(chain, open) : new Map<number, PlacedOpening[]>()
    const shown = page(rows, first, row => String(row.seq))
    return {
      ...shown, head: head?.hash ?? beforeFirst,
      nodes: shown.nodes.map(({ chain: _chain, actor, at, ...entry }) =>
        ({ ...entry, actorId: actor, at: new Date(at), sentence: this.sentenceOf(entry, openings.get(entry.seq)) })),
    }
  }

  /** Where a chain ends; null for one that holds nothing yet. */
  async head(chain: Chain, tx: EntityManager = this.db.manager): Promise<Head | null> {
    const [head] = await tx.query<Head[]>('select seq, hash from ledger_chain where name = $1 and seq > 0', [chainName(chain)])
    return head ?? null
  }

  /** What opens the commitments of these entries, keyed by `seq`. Only for those who may see closed matters: ask that before. */
  async openingsFor(chain: Chain, seqs?: readonly number[], tx: EntityManager = this.db.manager): Promise<Map<number, PlacedOpening[]>> {
    const rows = await tx.query<(PlacedOpening & { seq: number })[]>(
      'select seq, path, commitment, salt, value from ledger_opening where chain = $1 and ($2::int[] is null or seq = any($2)) order by seq, path',
      [chainName(chain), seqs ?? null])
    const bySeq = new Map<number, PlacedOpening[]>()
    for (const { seq, ...opening } of rows) bySeq.set(seq, [...(bySeq.get(seq) ?? []), opening])
    return bySeq
  }

  /** Forgets closed values for good; the chain stays valid. Without a path all of the entry, without a seq all of the chain. */
  async erase(tx: EntityManager, chain: Chain, seq?: number, path?: string): Promise<void> {
    await tx.query('delete from ledger_opening where chain = $1 and ($2::int is null or seq = $2) and ($3::text is null or path = $3)',
      [chainName(chain), seq ?? null, path ?? null])
  }

  /** Says how entries of a domain's kinds read. Called by the domain that appends them, once, at the start. */
  tell(sentences: Readonly<Record<string, Sentence>>): void {
    for (const [kind, sentence] of Object.entries(sentences)) this.sentences.set(kind, sentence)
  }

  /** An entry as a sentence. Without openings, what is closed reads as "(closed)". */
  sentenceOf(entry: Pick<SealedEntry, 'kind' | 'facts'>, openings: readonly PlacedOpening[] = []): string {
    const sentence = this.sentences.get(entry.kind)
    return sentence ? sentence(opened(entry.facts, openings)) : words(entry.kind)
  }

  private entries(where: string, parameters: readonly unknown[], tx: EntityManager = this.db.manager): Promise<EntryRow[]> {
    return tx.query<EntryRow[]>(
      `select chain, seq, hash, previous, kind, actor, to_char(at at time zone 'UTC', ${timeForm}) as at, facts from ledger_entry where ${where}`,
      [...parameters])
  }
}

/** A fact as a word in a sentence; what is closed to the reader reads as "(closed)". */
export function word(fact: unknown): string {
  if (typeof fact === 'object' && fact !== null && 'commitment' in fact) return '(closed)'
  return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : ''
}
