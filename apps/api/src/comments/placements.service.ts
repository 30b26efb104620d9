import { Injectable } from '@nestjs/common'
import { type Anchor as Held, buildLabels, resolveAnchors, type TextDocument } from '@plenary/document'
import { DataSource } from 'typeorm'
import { CollabService } from '../collab/collab.service.ts'
import type { Anchor } from './comment.entity.ts'

/** Where a comment stands in the text as it is now. */
export interface Placement {
  readonly placed: boolean
  /** The clause that holds the words now; the one first commented on when they are gone. */
  readonly clauseId: string | null
  /** As readers name it, such as 14(3); '' for a comment on the whole draft. */
  readonly clauseNumber: string
}

interface Known {
  /** Of which state of the text, and up to which comment. */
  readonly text: string
  readonly last: number
  readonly places: ReadonlyMap<string, Placement>
}

interface Row { readonly id: string; readonly number: number; readonly anchor: Anchor }

const MOST_DRAFTS = 50

/** What a foreign client left out counts as not known. */
const held = (anchor: Anchor): Held => ({
  ...anchor, clauseId: anchor.clauseId ?? '', blockId: anchor.blockId ?? '', start: anchor.start ?? 0, end: anchor.end ?? 0,
  relStart: anchor.relStart ?? '', relEnd: anchor.relEnd ?? '',
})

/** Finds the places of a draft's comments in its text. Worked out once for each state of text and comments. */
@Injectable()
export class PlacementsService {
  private readonly known = new Map<string, Known>()

  constructor(private readonly db: DataSource, private readonly collab: CollabService) {}

  /** The places of all comments of a draft, by the comment's id. */
  async of(draftId: string): Promise<ReadonlyMap<string, Placement>> {
    const { document, epoch, seq } = await this.collab.textOf(draftId)
    const text = `${epoch}.${seq}`
    const before = this.known.get(draftId)
    // Anchors never change: while the text stands still, only new comments have to be placed.
    const known = before?.text === text ? before : { text, last: 0, places: new Map<string, Placement>() }
    const rows = await this.db.query<Row[]>('select id, number, anchor from comment where draft_id = $1 and number > $2 order by number', [draftId, known.last])
    const places = rows.length === 0 ? known.places : new Map([...known.places, ...this.placed(document, rows)])
    this.keep(draftId, { text, last: rows.at(-1)?.number ?? known.last, places })
    return places
  }

  private placed(document: TextDocument, rows: readonly Row[]): (readonly [string, Placement])[] {
    const labels = buildLabels(document.clauses, document.template)
    const found = resolveAnchors(document, rows.map(row => held(row.anchor)))
    return rows.map(({ id, anchor }, index) => {
      const place = found[index]!
      const clauseId = place.placed ? place.clauseId : anchor.clauseId
      const clauseNumber = clauseId === null ? '' : labels.get(clauseId)?.number ?? ''
      // Without quoted words it is the clause, or the whole draft, that was commented on.
      const placed = anchor.quote === '' ? clauseId === null || labels.has(clauseId) : place.placed
      return [id, { placed, clauseId, clauseNumber }]
    })
  }

  private keep(draftId: string, known: Known): void {
    this.known.delete(draftId)
    this.known.set(draftId, known)
    const oldest = this.known.keys().next().value
    if (this.known.size > MOST_DRAFTS && oldest !== undefined) this.known.delete(oldest)
  }
}
