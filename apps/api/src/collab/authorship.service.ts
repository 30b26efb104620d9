import type { TextDocument } from '@plenary/document'
import type { AuthoredUpdate, BlockAuthorship, ClauseAuthorship } from '@plenary/provenance'
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { HistoryAnswer, HistoryTask } from './history-worker.ts'
import { QuarantineService } from './quarantine.service.ts'
import { authoredFromState, authorshipNow, authoredUpdates, keepAuthorship } from './statements.ts'
import { NOBODY } from './texts.service.ts'
import { WorkerLine } from './worker-line.ts'

/** Who wrote what in a text, at one of its numbers. */
export interface AuthorshipAt {
  readonly seq: number
  readonly clauses: readonly ClauseAuthorship[]
}

/** A text as it was, with who had written what. */
export interface PastText extends AuthorshipAt {
  readonly document: TextDocument
}

/** A state to go on from, and up to where it is stored. */
interface Base { readonly upTo: number; readonly stored: number; readonly data: Uint8Array | 'held' | null }

interface UpdateRow { seq: string; data: Buffer; author: string | null; at: string }

/** A row's bytes are a view of all that came with it, and a view that is sent to a worker takes all of that along. */
const copyOf = (data: Buffer): Uint8Array => Uint8Array.from(data)

/** A state is worth storing when so many updates have come since the last; a page of so many is read at once, and its end is a milestone. */
const STORED_EVERY = 200
const MILESTONE_EVERY = 2_000
const PAGE = 10_000
const KEPT_PAST = 20
const KEPT_NOW = 60

/** Who wrote what, now and at any past moment, from the log alone. Reading is done in a worker thread; what was made is stored and gone on from. */
@Injectable()
export class AuthorshipService implements BeforeApplicationShutdown {
  private readonly held = new Map<string, { readonly upTo: number; readonly stored: number }>()
  private readonly line = new WorkerLine<HistoryTask, HistoryAnswer>('history-worker', { patienceMs: 60_000, waiting: 60 }, () => this.held.clear())
  private readonly turns = new Map<string, Promise<unknown>>()
  private readonly asked = new Map<string, Promise<AuthorshipAt>>()
  private readonly known = new Map<string, AuthorshipAt>()
  private readonly past = new Map<string, Promise<PastText>>()

  constructor(private readonly db: DataSource, private readonly quarantine: QuarantineService) {}

  /** As the text stands now. Asked again without news it costs one statement; with news, what they cost. Who asks meanwhile gets the same answer. */
  now(room: string): Promise<AuthorshipAt> {
    const asked = this.asked.get(room) ?? this.look(room).finally(() => this.asked.delete(room))
    this.asked.set(room, asked)
    return asked
  }

  private async look(room: string): Promise<AuthorshipAt> {
    const [row] = await this.db.query<{ seq: string; upto_seq: string | null; clauses: ClauseAuthorship[] | null }[]>(authorshipNow, [room])
    if (!row) throw new Error(`There is no text ${room}.`)
    const seq = Number(row.seq)
    const known = this.known.get(room)
    if (known?.seq === seq) return known
    if (row.clauses !== null && Number(row.upto_seq) === seq) return this.keepKnown(room, { seq, clauses: row.clauses })
    return this.inTurn(room, async () => {
      const meanwhile = this.known.get(room)
      if (meanwhile && meanwhile.seq >= seq) return meanwhile
      const { clauses } = await this.goOn(room, seq, { clauses: true }, true)
      return this.keepKnown(room, { seq, clauses: clauses ?? [] })
    })
  }

  /** The words of one clause by who wrote them, as the text stands now. */
  async blocks(room: string, clauseId: string): Promise<readonly BlockAuthorship[]> {
    const { seq } = await this.now(room)
    return this.inTurn(room, async () => (await this.goOn(room, seq, { blocksOf: clauseId }, true)).blocks ?? [])
  }

  /** The text as it stood at one of its numbers. Asked again it costs nothing. */
  at(room: string, seq: number): Promise<PastText> {
    const key = `${seq} ${room}`
    const known = this.past.get(key)
    this.past.delete(key)
    const text = known ?? this.inTurn(room, () => this.goOn(room, seq, { clauses: true, document: true }, false))
      .then(({ clauses, document }) => ({ seq, clauses: clauses ?? [], document: document! }))
    this.past.set(key, text)
    text.catch(() => this.past.delete(key))
    const [oldest] = this.past.keys()
    if (this.past.size > KEPT_PAST && oldest !== undefined) this.past.delete(oldest)
    return text
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.line.end()
  }

  private keepKnown(room: string, known: AuthorshipAt): AuthorshipAt {
    this.known.delete(room)
    this.known.set(room, known)
    const [oldest] = this.known.keys()
    if (this.known.size > KEPT_NOW && oldest !== undefined) this.known.delete(oldest)
    return known
  }

  /** One question about a room at a time: the second finds what the first has made. */
  private async inTurn<T>(room: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(room) ?? Promise.resolve()).then(work, work)
    const ended = turn.catch(() => undefined).finally(() => { if (this.turns.get(room) === ended) this.turns.delete(room) })
    this.turns.set(room, ended)
    return turn
  }

  /** Advances the nearest state to a number and asks about the text there. States worth keeping are stored on the way. */
  private async goOn(room: string, target: number, wants: HistoryTask['wants'], hold: boolean): Promise<HistoryAnswer> {
    let { base, updates } = await this.start(room, target, hold)
    for (;;) {
      const end = updates.at(-1)?.seq ?? base.upTo
      const isLast = end >= target || updates.length === 0
      const milestone = !isLast || end - base.stored >= MILESTONE_EVERY
      const stores = milestone || (hold && end - base.stored >= STORED_EVERY)
      const keeps = hold || !isLast || base.data === 'held'
      const answer = await this.ask({
        room, base: base.data, updates, wants: { ...(isLast ? wants : {}), ...(stores ? { state: true, clauses: true } : {}) }, hold: keeps,
      })
      if (answer.lost) return this.goOn(room, target, wants, hold)
      const stored = stores ? end : base.stored
      if (keeps) this.held.set(room, { upTo: end, stored })
      await this.quarantine.note(room, answer.unreadable ?? [])
      if (answer.state) await this.db.query(keepAuthorship, [room, end, Buffer.from(answer.state), JSON.stringify(answer.clauses), milestone])
      if (isLast) return answer
      base = { upTo: end, stored, data: 'held' }
      updates = await this.updates(room, end, target)
    }
  }

  /** What the worker holds is believed only as long as it says so. */
  private async ask(task: Omit<HistoryTask, 'id'>): Promise<HistoryAnswer> {
    try {
      const answer = await this.line.ask(task)
      for (const dropped of answer.dropped ?? []) this.held.delete(dropped)
      if (answer.lost) this.held.delete(task.room)
      return answer
    } catch (error) {
      this.held.delete(task.room)
      throw error
    }
  }

  /** The nearest state, held or stored, and the first page of what has come since. */
  private async start(room: string, target: number, hold: boolean): Promise<{ base: Base; updates: readonly AuthoredUpdate[] }> {
    const held = this.held.get(room)
    if (hold && held !== undefined && held.upTo <= target) return { base: { ...held, data: 'held' }, updates: await this.updates(room, held.upTo, target) }
    const rows = await this.db.query<UpdateRow[]>(authoredFromState, [room, target, PAGE])
    const state = rows[0]?.author === null ? rows.shift() : undefined
    const upTo = Number(state?.seq ?? 0)
    return { base: { upTo, stored: upTo, data: state ? copyOf(state.data) : null }, updates: rows.map(toUpdate) }
  }

  private async updates(room: string, after: number, target: number): Promise<readonly AuthoredUpdate[]> {
    if (after >= target) return []
    return (await this.db.query<UpdateRow[]>(authoredUpdates, [room, after, target, PAGE])).map(toUpdate)
  }
}

const toUpdate = ({ seq, data, author, at }: UpdateRow): AuthoredUpdate => ({ seq: Number(seq), bytes: copyOf(data), author: author ?? NOBODY, at: Number(at) })
