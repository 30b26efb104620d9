import { Draft } from '../apps/api/src/drafts/draft.entity.ts'
import { rulebookFor } from '../apps/api/src/drafts/drafts.service.ts'
import { StageRecord } from '../apps/api/src/stages/stage-record.service.ts'
import type { Caller, TestApi } from './api.ts'
import { act } from './draft.ts'

/** The clock that runs for a counted draft: seven working days. */
export const countedClock = 'replies'

/** Opens a draft that has just come to a stage in which its rulebook counts seven working days. How it came there is not what is tested. */
export async function countedDraft(api: TestApi, committeeId: string, as: Caller): Promise<string> {
  const { id } = await act<{ id: string }>(api, 'createDraft', 'Draft { id }', { committeeId, title: 'Numbering of machines', rulebook: 'itu-t-tap' }, as)
  if (!id) throw new Error('the draft was not opened')
  await api.db.query(
    `insert into stage_event (draft_id, serial, from_stage, to_stage, kind, at, reason, override, missing)
     values ($1, 2, 'consultation', 'decision', 'forward', date_trunc('milliseconds', plenary_now()), '', false, '[]')`, [id])
  await api.db.query("update draft set stage = 'decision' where id = $1", [id])
  await api.db.transaction(async tx => {
    const draft = await tx.findOneByOrFail(Draft, { id })
    await api.get(StageRecord).setDeadlines(tx, draft, rulebookFor(draft))
  })
  return id
}
