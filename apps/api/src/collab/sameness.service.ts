import { Injectable } from '@nestjs/common'
import type { Counter } from 'prom-client'
import { DataSource } from 'typeorm'
import { DraftsService } from '../drafts/drafts.service.ts'
import { Figures } from '../platform/figures.ts'
import { log } from '../platform/log.ts'
import type { Viewer } from '../platform/viewer.ts'
import { TextsService } from './texts.service.ts'

/** Whether somebody's copy of a text says what the text says; `later` when the text has gone on since. */
export type Sameness = 'same' | 'different' | 'later'

const KEPT = 200

/** Compares copies with the text. Two copies can differ without either noticing: bytes are compared nowhere else, and the text is what counts. */
@Injectable()
export class SamenessService {
  private readonly hashes = new Map<string, { readonly seq: number; readonly hash: Promise<string> }>()
  private readonly different: Counter

  constructor(private readonly db: DataSource, private readonly drafts: DraftsService, private readonly texts: TextsService, figures: Figures) {
    this.different = figures.counter('plenary_text_copies_different_total', 'Copies of a text in a browser that did not say what the text says')
  }

  /** Null when there is no such draft, or it is not open to who asks. */
  async of(viewer: Viewer | null, draftId: string, copy: { readonly seq: number; readonly hash: string }): Promise<Sameness | null> {
    const draft = await this.drafts.find(viewer, draftId)
    if (!draft) return null
    const [head] = await this.db.query<{ seq: string }[]>('select seq from text_head where room = $1', [draft.id])
    if (Number(head?.seq) !== copy.seq) return 'later'
    if (await this.hashOf(draft.id, copy.seq) === copy.hash) return 'same'
    this.different.inc()
    log.warn({ room: draft.id, seq: copy.seq }, 'a copy of a text in a browser does not say what the text says')
    return 'different'
  }

  /** Made once for each state of a text, by a worker. */
  private hashOf(room: string, seq: number): Promise<string> {
    const known = this.hashes.get(room)
    if (known?.seq === seq) return known.hash
    const hash = this.texts.bytesAt(room, seq).then(updates => this.texts.workers.hash(updates))
    this.hashes.delete(room)
    this.hashes.set(room, { seq, hash })
    hash.catch(() => this.hashes.delete(room))
    const [oldest] = this.hashes.keys()
    if (this.hashes.size > KEPT && oldest !== undefined) this.hashes.delete(oldest)
    return hash
  }
}
