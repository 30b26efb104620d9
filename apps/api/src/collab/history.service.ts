import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { pageOfLog, seqsAt, stretches } from './statements.ts'
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
export type Source = (draft: Draft, from: Date, until: Date | null) => Promise<readonly (Omit<Happened, 'seq' | 'began' | 'changes'> & { readonly seq: number | null })[]>

/** One page of what happened, the latest first. `before` asks for the next; null at the beginning of the text. */
export interface HistoryPage {
  readonly moments: readonly Happened[]
  readonly before: number | null
}

interface PageRow { first: string; after: string; began: Date | null; ended: Date | null }
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

  async page(draft: Draft, before: number | null): Promise<HistoryPage> {
    const room = draft.id
    const [page] = await this.db.query<PageRow[]>(pageOfLog, [room, before, LOOKED_AT])
    const [first, after] = [Number(page?.first ?? 1), Number(page?.after ?? 1)]
    if (!page || after <= 1) return { moments: [], before: null }
    // Before the first update there may have been something else to tell.
    const from = first === 1 ? new Date(0) : page.began ?? new Date(0)
    const [written, editions, others] = await Promise.all([
      this.db.query<StretchRow[]>(stretches, [room, first, after]), this.editions.of(draft.id), this.others(draft, from, page.ended),
    ])
    const frozen = editions.filter(({ seq }) => seq >= first && seq < after)
    const moments = [...written.map(toMoment), ...frozen.map(toFrozen), ...others].sort((a, b) => b.at.getTime() - a.at.getTime() || b.seq - a.seq)
    return { moments, before: first > 1 ? first : null }
  }

  /** The number at which a text stood, by number or instant, and when that was written. Null for a number that it has not reached; 0 before its first update. */
  async numberOf(room: string, asked: { readonly seq: number } | { readonly at: Date }): Promise<{ seq: number | null; at: Date | null }> {
    const seq = 'seq' in asked ? asked.seq : (await this.seqsAt(room, [asked.at]))[0] ?? 0
    const [written] = await this.db.query<{ at: Date }[]>('select at from text_update where room = $1 and seq = $2', [room, seq])
    return { seq: written || seq === 0 ? seq : null, at: written?.at ?? null }
  }

  private async others(draft: Draft, from: Date, until: Date | null): Promise<Happened[]> {
    const told = (await Promise.all(this.sources.map(source => source(draft, from, until)))).flat()
    const placed = told.filter(({ seq }) => seq === null)
    const seqs = placed.length > 0 ? await this.seqsAt(draft.id, placed.map(({ at }) => at)) : []
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
