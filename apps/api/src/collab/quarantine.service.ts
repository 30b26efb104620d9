import { Injectable } from '@nestjs/common'
import type { Counter } from 'prom-client'
import { DataSource, type EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { NoticesService } from '../notices/notices.service.ts'
import { Figures } from '../platform/figures.ts'
import { log } from '../platform/log.ts'

const NOT_A_PART = 'It cannot be read as part of the text.'

/**
 * Updates that were stored and cannot be read as part of their text. They stay in the log; the text is read without them. Each is noted once,
 * counted, and put before the secretary and the chair.
 */
@Injectable()
export class QuarantineService {
  private readonly noted = new Set<string>()

  private readonly quarantined: Counter

  constructor(private readonly db: DataSource, private readonly notices: NoticesService, figures: Figures) {
    this.quarantined = figures.counter('plenary_text_updates_quarantined_total', 'Stored updates that could not be read as part of their text')
  }

  async note(room: string, seqs: readonly number[], reason = NOT_A_PART): Promise<void> {
    const fresh = seqs.filter(seq => !this.noted.has(`${seq} ${room}`))
    if (fresh.length === 0) return
    await this.db.transaction(async tx => {
      const found = await tx.query<{ seq: string }[]>(
        `insert into text_quarantine (room, seq, reason) select $1, seq, $3 from unnest($2::bigint[]) as seq
         where not exists (select from text_quarantine as known where known.room = $1 and known.seq = seq) on conflict do nothing returning seq`, [room, fresh, reason])
      if (found.length === 0) return
      this.quarantined.inc(found.length)
      log.error({ room, seqs: found.map(({ seq }) => Number(seq)), reason }, 'a stored update cannot be read as part of its text')
      await this.tell(tx, room)
    })
    for (const seq of fresh) this.noted.add(`${seq} ${room}`)
  }

  private async tell(tx: EntityManager, room: string): Promise<void> {
    const draft = await tx.findOneBy(Draft, { id: room.split('~')[0]! })
    if (!draft) return
    const officers = await tx.query<{ id: string }[]>(
      `select distinct person_id as id from role where committee_id = $1 and role in ('chair', 'secretary') and until is null`, [draft.committeeId])
    await this.notices.needs(tx, officers.map(({ id }) => ({
      personId: id, verb: 'Review', title: 'A change of the text cannot be read', due: null, where: `/d/${draft.id}`, draft, committeeId: draft.committeeId, key: `quarantine:${draft.id}`,
      why: 'It is kept and set aside; the rest of the text can be read and written. Tell whoever runs the server: the text cannot be frozen while it is there.',
    })))
  }
}
