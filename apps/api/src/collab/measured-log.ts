import type { RoomBatch, RoomOutcome, UpdateLog } from '@plenary/collab'
import type { Figures } from '../platform/figures.ts'

/** The same log; how long its commits take and what becomes of what is offered is counted. */
export function measured(log: UpdateLog, figures: Figures): UpdateLog {
  const took = figures.duration('plenary_collab_commit_seconds', 'How long commits of text take.')
  const updates = figures.outcomes('plenary_collab_updates_total', 'Updates by what became of them in the commit: stored, refused, or to be looked at again.')
  const failed = figures.counter('plenary_collab_failures_total', 'Commits of text whose outcome is unknown; the texts were loaded again.')
  const count = (outcome: RoomOutcome): void => {
    if (outcome.held) return
    for (const { kind } of outcome.verdicts) updates.inc({ outcome: kind })
  }
  const append = async (batch: readonly RoomBatch[]): Promise<readonly RoomOutcome[]> => {
    const since = performance.now()
    try {
      const outcomes = await log.append(batch)
      outcomes.forEach(count)
      return outcomes
    } catch (error) {
      failed.inc()
      throw error
    } finally {
      took((performance.now() - since) / 1_000)
    }
  }
  return Object.assign(Object.create(log) as UpdateLog, { append })
}
