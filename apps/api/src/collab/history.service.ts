import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { Edition } from '../drafts/edition.entity.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { seqsAt, stretches } from './statements.ts'
import { NOBODY } from './texts.service.ts'

/** Something that happened to a text, after which it can be opened as it was. */
export interface Happened {
  readonly kind: 'writing' | 'edition' | 'stage'
  /** The number at which the text stood afterwards. */
  readonly seq: number
  readonly at: Date
  /** When the writing began. */
  readonly began: Date | null
  readonly personId: string | null
  /** Updates of this person in this hour. */
  readonly changes: number | null
  readonly title: string
}

/** What other domains know to have happened to a draft in a span of time; `until` is null for up to now. */
export type Source = (draftId: string, from: Date, until: Date | null) => Promise<readonly (Omit<Happened, 'seq' | 'began' | 'changes'> & { readonly seq: number | null })[]>

/** One page of what happened, the latest first. `before` asks for the next; null at the beginning of the text. */
export interface HistoryPage {
  readonly moments: readonly Happened[]
  readonly before: number | null
}

interface StretchRow { author: string; seq: string; began: Date; ended: Date; changes: number }

/** Updates looked at for one page. */
const LOOKED_AT = 10_000

/** What happened to a text: who wrote when, and what else is known of that time. */
@Injectable()
export class HistoryService {
  private readonly sources: Source[] = []

  constructor(private readonly db: DataSource, private readonly editions: EditionsService) {}

  /** Another domain tells what it knows. */
  also(source: Source): void {
    this.sources.push(source)
  }

  async page(room: string, before: number | null): Promise<HistoryPage> {
    const [head] = await this.db.query<{ seq: string }[]>('select seq from text_head where room = $1', [room])
    const end = Math.min(before ?? Number.MAX_SAFE_INTEGER, Number(head?.seq ?? 0) + 1)
    const start = Math.max(1, end - LOOKED_AT)
    if (end <= 1) return { moments: [], before: null }
    const [written, span] = await Promise.all([
      this.db.query<StretchRow[]>(stretches, [room, start, end]),
      this.db.query<{ seq: string; at: Date }[]>('select seq, at from text_update where room = $1 and seq = any($2)', [room, [start, end]]),
    ])
    const timeOf = (seq: number): Date | null => span.find(row => Number(row.seq) === seq)?.at ?? null
    // Before the first update there may have been something else to tell.
    const others = await this.others(room, start === 1 ? new Date(0) : timeOf(start) ?? new Date(0), timeOf(end))
    const frozen = (await this.editions.of(room.split('~')[0]!)).filter(({ seq }) => seq >= start && seq < end)
    const moments = [...written.map(toMoment), ...frozen.map(toFrozen), ...others].sort((a, b) => b.at.getTime() - a.at.getTime() || b.seq - a.seq)
    return { moments, before: start > 1 ? start : null }
  }

  /** The number at which a text stood, by number or instant, and when that was written. Null for a number that it has not reached; 0 before its first update. */
  async numberOf(room: string, asked: { readonly seq: number } | { readonly at: Date }): Promise<{ seq: number | null; at: Date | null }> {
    const seq = 'seq' in asked ? asked.seq : (await this.seqsAt(room, [asked.at]))[0] ?? 0
    const [written] = await this.db.query<{ at: Date }[]>('select at from text_update where room = $1 and seq = $2', [room, seq])
    return { seq: written || seq === 0 ? seq : null, at: written?.at ?? null }
  }

  private async others(room: string, from: Date, until: Date | null): Promise<Happened[]> {
    const told = (await Promise.all(this.sources.map(source => source(room, from, until)))).flat()
    const placed = told.filter(({ seq }) => seq === null)
    const seqs = placed.length > 0 ? await this.seqsAt(room, placed.map(({ at }) => at)) : []
    return told.map(one => ({ ...one, began: null, changes: null, seq: one.seq ?? seqs[placed.indexOf(one)] ?? 0 }))
  }

  private async seqsAt(room: string, instants: readonly Date[]): Promise<number[]> {
    const rows = await this.db.query<{ seq: string }[]>(seqsAt, [room, instants])
    return rows.map(({ seq }) => Number(seq))
  }
}

const toMoment = ({ author, seq, began, ended, changes }: StretchRow): Happened =>
  ({ kind: 'writing', seq: Number(seq), at: ended, began, personId: author === NOBODY ? null : author, changes, title: '' })

const toFrozen = ({ seq, createdAt, name }: Edition): Happened =>
  ({ kind: 'edition', seq, at: createdAt, began: null, personId: null, changes: null, title: name })
