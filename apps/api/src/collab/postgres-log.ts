import {
  verdictsOf, type Entry, type Head, type RoomBatch, type RoomOutcome, type StoredText, type StoredUpdate, type UpdateLog, type Verdict,
} from '@plenary/collab'
import type { Pool, PoolClient } from 'pg'
import { storePromptly } from './prompt-append.ts'
import { heads, insertClients, insertUpdates, keepSnapshot, lockHeads, ownersOf, unseenClients, updatesAfter } from './statements.ts'

/** Somebody who wants to write, by the way in they came. */
export interface Writer {
  readonly room: string
  readonly person: string
  readonly session: string | null
}

/** Asks inside a transaction who of these may write where, and keeps the answer true until it ends. Answers in the order asked. */
export type MayWrite = (tx: PoolClient, asked: readonly Writer[]) => Promise<readonly boolean[]>

/** Where nobody has to be asked. Not for the product: a benchmark, or a test of the log itself. */
export const everybodyMayWrite: MayWrite = async (_tx, asked) => asked.map(() => true)

interface HeadRow { room: string; seq: string; epoch: number; locked: boolean }
interface UpdateRow { seq: string; data: Buffer; author: string; clients: string[] }

// An acknowledgement means that the text survives a crash, whatever the server's default.
const beginDurably = 'begin; set local synchronous_commit to on'
const awaited = (): void => undefined

const toHead = ({ seq, epoch, locked }: Omit<HeadRow, 'room'>): Head => ({ seq: Number(seq), epoch, locked })
const toUpdate = ({ seq, data, author, clients }: UpdateRow): StoredUpdate => ({ seq: Number(seq), data, author, clients: clients.map(Number) })
const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] => rows.map(row => row[key])
const keyOf = (room: string, what: string | number): string => `${what} ${room}`
const writerKey = (room: string, { author, session }: Pick<Entry, 'author' | 'session'>): string => `${author} ${session ?? '-'} ${room}`

/** What holds of the rooms of one batch while their heads are locked. */
interface Facts {
  readonly heads: ReadonlyMap<string, Head>
  readonly unseen: ReadonlyMap<string, readonly number[]>
  readonly owners: ReadonlyMap<string, string>
  readonly writers: ReadonlySet<string>
}

interface Accepted extends StoredUpdate {
  readonly room: string
  readonly claims: readonly number[]
}

/** The log of texts in PostgreSQL. The truth for every instance. */
export class PostgresLog implements UpdateLog {
  constructor(private readonly pool: Pool, private readonly mayWrite: MayWrite) {}

  load(room: string): Promise<StoredText | null> {
    return this.inTransaction('begin isolation level repeatable read read only', async tx => {
      const head = (await tx.query<HeadRow>(heads, [[room]])).rows[0]
      if (!head) return null
      const snapshot = (await tx.query<{ upto_seq: string; data: Buffer }>('select upto_seq, data from text_snapshot where room = $1', [room])).rows[0]
      const updates = await tx.query<UpdateRow>(updatesAfter, [room, snapshot?.upto_seq ?? 0])
      const owners = await tx.query<{ client_id: string; person_id: string }>('select client_id, person_id from text_client where room = $1', [room])
      return {
        head: toHead(head),
        snapshot: snapshot ? { upTo: Number(snapshot.upto_seq), data: snapshot.data } : null,
        updates: updates.rows.map(toUpdate),
        owners: new Map(owners.rows.map(row => [Number(row.client_id), row.person_id])),
      }
    })
  }

  after(room: string, seq: number): Promise<{ head: Head; updates: readonly StoredUpdate[] } | null> {
    return this.inTransaction('begin isolation level repeatable read read only', async tx => {
      const head = (await tx.query<HeadRow>(heads, [[room]])).rows[0]
      if (!head) return null
      const updates = Number(head.seq) > seq ? (await tx.query<UpdateRow>(updatesAfter, [room, seq])).rows : []
      return { head: toHead(head), updates: updates.map(toUpdate) }
    })
  }

  async heads(rooms: readonly string[]): Promise<ReadonlyMap<string, Head>> {
    const { rows } = await this.pool.query<HeadRow>(heads, [rooms])
    return new Map(rows.map(row => [row.room, toHead(row)]))
  }

  /** Stores at once what is as it was when it was checked, and looks closely at the rest. */
  async append(batch: readonly RoomBatch[]): Promise<readonly RoomOutcome[]> {
    const passedOver = await this.appendPromptly(batch)
    const looked = passedOver.length === 0 ? [] : await this.appendLooking(passedOver)
    return batch.map(offered => looked[passedOver.indexOf(offered)]
      ?? { held: false, verdicts: offered.entries.map((_, i) => ({ kind: 'stored', seq: offered.basis + i + 1 })) })
  }

  /** Answers with what was not stored. */
  private appendPromptly(batch: readonly RoomBatch[]): Promise<readonly RoomBatch[]> {
    const store = async (db: Pool | PoolClient, mayWrite: (room: string, entry: Entry) => boolean): Promise<readonly RoomBatch[]> => {
      const plain = new Set(batch.filter(offered => isPlain(offered, entry => mayWrite(offered.room, entry))))
      const passedOver = await storePromptly(db, [...plain])
      return batch.filter(offered => !plain.has(offered) || passedOver.has(offered.room))
    }
    if (this.mayWrite === everybodyMayWrite) return store(this.pool, () => true)
    return this.inTransaction(beginDurably, async tx => {
      const writers = await this.writers(tx, batch)
      return store(tx, (room, entry) => writers.has(writerKey(room, entry)))
    })
  }

  private appendLooking(batch: readonly RoomBatch[]): Promise<readonly RoomOutcome[]> {
    return this.inTransaction(beginDurably, async tx => {
      const facts = await this.factsOf(tx, batch)
      const missing = batch.map(({ room }) => room).filter(room => !facts.heads.has(room))
      // A head that is there but was passed over is held by somebody else: a freeze, or another instance.
      const held = missing.length === 0 ? new Set<string>() : new Set((await tx.query<HeadRow>(heads, [missing])).rows.map(({ room }) => room))
      const accepted: Accepted[] = []
      const outcomes = batch.map((offered): RoomOutcome => {
        const head = facts.heads.get(offered.room)
        if (!head) return held.has(offered.room) ? { held: true } : { held: false, verdicts: offered.entries.map(() => ({ kind: 'refused', why: 'closed' })) }
        const verdicts = decide(offered, head, facts)
        accepted.push(...acceptedOf(offered, verdicts))
        return { held: false, verdicts }
      })
      await this.store(tx, accepted)
      return outcomes
    })
  }

  async keepSnapshot(room: string, upTo: number, data: Uint8Array): Promise<void> {
    await this.pool.query(keepSnapshot, [room, upTo, data])
  }

  private async factsOf(tx: PoolClient, batch: readonly RoomBatch[]): Promise<Facts> {
    const locked = await tx.query<HeadRow>(lockHeads, [batch.map(({ room }) => room)])
    const found = new Map(locked.rows.map(row => [row.room, toHead(row)]))
    const open = batch.filter(({ room }) => found.has(room))
    return { heads: found, unseen: await this.unseen(tx, open, found), owners: await this.owners(tx, open), writers: await this.writers(tx, open) }
  }

  private async unseen(tx: PoolClient, open: readonly RoomBatch[], found: ReadonlyMap<string, Head>): Promise<Map<string, number[]>> {
    const behind = open.filter(({ room, basis }) => found.get(room)!.seq > basis)
    if (behind.length === 0) return new Map()
    const { rows } = await tx.query<{ room: string; clients: string[] }>(unseenClients, [column(behind, 'room'), column(behind, 'basis')])
    return new Map(rows.map(({ room, clients }) => [room, clients.map(Number)]))
  }

  private async owners(tx: PoolClient, open: readonly RoomBatch[]): Promise<Map<string, string>> {
    const claims = open.flatMap(({ room, entries }) => entries.flatMap(entry => entry.claims.map(client => ({ room, client }))))
    if (claims.length === 0) return new Map()
    const { rows } = await tx.query<{ room: string; client_id: string; person_id: string }>(ownersOf, [column(claims, 'room'), column(claims, 'client')])
    return new Map(rows.map(row => [keyOf(row.room, row.client_id), row.person_id]))
  }

  private async writers(tx: PoolClient, open: readonly RoomBatch[]): Promise<Set<string>> {
    const asked = new Map<string, Writer>()
    for (const { room, entries } of open) {
      for (const entry of entries) if (entry.authority === 'person') asked.set(writerKey(room, entry), { room, person: entry.author, session: entry.session })
    }
    if (asked.size === 0) return new Set()
    const answers = await this.mayWrite(tx, [...asked.values()])
    return new Set([...asked.keys()].filter((_, i) => answers[i] === true))
  }

  private async store(tx: PoolClient, accepted: readonly Accepted[]): Promise<void> {
    if (accepted.length === 0) return
    const clients = accepted.map(update => `{${update.clients.join(',')}}`)
    await tx.query(insertUpdates, [column(accepted, 'room'), column(accepted, 'seq'), column(accepted, 'data'), column(accepted, 'author'), clients])
    const claims = accepted.flatMap(({ room, author, claims: claimed }) => claimed.map(client => ({ room, author, client })))
    if (claims.length > 0) await tx.query(insertClients, [column(claims, 'room'), column(claims, 'client'), column(claims, 'author')])
  }

  private async inTransaction<T>(begin: string, work: (tx: PoolClient) => Promise<T>): Promise<T> {
    const tx = await this.pool.connect()
    // A connection may break between two statements too, and would end the process if nobody listened: the next statement says so.
    tx.on('error', awaited)
    let broken: Error | undefined
    try {
      await tx.query(begin)
      const result = await work(tx)
      await tx.query('commit')
      return result
    } catch (error) {
      // The server ends a transaction whose connection ends, so a broken one is thrown away rather than asked to roll back.
      broken = error instanceof Error ? error : new Error(String(error))
      throw error
    } finally {
      tx.off('error', awaited)
      tx.release(broken)
    }
  }
}

/** Whether all of it would be stored if nothing has happened in the room since it was checked. */
const isPlain = (offered: RoomBatch, mayWrite: (entry: Entry) => boolean): boolean =>
  verdictsOf(offered, { head: { seq: offered.basis, epoch: offered.epoch, locked: false }, unseen: [], ownerOf: () => undefined, mayWrite })
    .every(({ kind }) => kind === 'stored')

const decide = (offered: RoomBatch, head: Head, { unseen, owners, writers }: Facts): Verdict[] =>
  verdictsOf(offered, {
    head,
    unseen: unseen.get(offered.room) ?? [],
    ownerOf: client => owners.get(keyOf(offered.room, client)),
    mayWrite: entry => writers.has(writerKey(offered.room, entry)),
  })

const acceptedOf = ({ room, entries }: RoomBatch, verdicts: readonly Verdict[]): Accepted[] =>
  verdicts.flatMap((verdict, i) => {
    const { author, data, clients, claims } = entries[i]!
    return verdict.kind === 'stored' ? [{ room, seq: verdict.seq, data, author, clients, claims }] : []
  })
