import { Injectable } from '@nestjs/common'
import { type Anchor as Held, buildLabels, resolveAnchors } from '@plenary/document'
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

interface Known { readonly basis: string; readonly places: ReadonlyMap<string, Placement> }

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
    const text = await this.collab.textOf(draftId)
    const [count] = await this.db.query<{ last: number }[]>('select coalesce(max(number), 0) as last from comment where draft_id = $1', [draftId])
    // Anchors never change, so the text and the number of comments say whether the answer is still true.
    const basis = `${text.epoch}.${text.seq}.${count!.last}`
    const known = this.known.get(draftId)
    if (known?.basis === basis) return known.places
    const rows = await this.db.query<{ id: string; anchor: Anchor }[]>('select id, anchor from comment where draft_id = $1 order by number', [draftId])
    const labels = buildLabels(text.document.clauses, text.document.template)
    const found = resolveAnchors(text.document, rows.map(row => held(row.anchor)))
    const places = new Map(rows.map(({ id, anchor }, index) => {
      const place = found[index]!
      const clauseId = place.placed ? place.clauseId : anchor.clauseId
      const clauseNumber = clauseId === null ? '' : labels.get(clauseId)?.number ?? ''
      // Without quoted words it is the clause, or the whole draft, that was commented on.
      const placed = anchor.quote === '' ? clauseId === null || labels.has(clauseId) : place.placed
      return [id, { placed, clauseId, clauseNumber }]
    }))
    this.keep(draftId, { basis, places })
    return places
  }

  private keep(draftId: string, known: Known): void {
    this.known.delete(draftId)
    this.known.set(draftId, known)
    const oldest = this.known.keys().next().value
    if (this.known.size > MOST_DRAFTS && oldest !== undefined) this.known.delete(oldest)
  }
}
