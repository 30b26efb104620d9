import { type Facts, type Rulebook, runningClocks } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { Rights } from '../people/rights.service.ts'
import type { Context as Operation } from '../platform/viewer.ts'
import type { RunningClock } from './running-clock.entity.ts'
import { StagesFacts } from './stages-facts.service.ts'
import { StandingService } from './standing.service.ts'

const ofWorkingDays = (book: Rulebook, stage?: string): readonly string[] =>
  (book.clocks ?? []).filter(clock => clock.workingDays !== undefined && (stage === undefined || clock.stages.includes(stage))).map(clock => clock.key)

function clocksOf(draft: Draft, book: Rulebook, facts: Facts): RunningClock[] {
  const { id, number, title } = draft
  return runningClocks(book, facts).map(({ key, calendar, anew, ...clock }) => ({
    ...clock, draft: { id, number, title }, clock: key, since: new Date(clock.since), due: new Date(clock.due), zone: book.zone, calendarId: calendar?.id ?? null,
    anew: anew === null ? null : { due: new Date(anew.due), words: anew.words },
  }))
}

/** Which clocks of the rulebooks run, for showing. */
@Injectable()
export class ClocksService {
  constructor(
    private readonly db: DataSource,
    private readonly rights: Rights,
    private readonly facts: StagesFacts,
    private readonly standing: StandingService,
  ) {}

  /** The clocks that run for a draft. */
  async ofDraft(operation: Operation, draft: Draft): Promise<RunningClock[]> {
    return clocksOf(draft, rulebookFor(draft), (await this.standing.known(operation, draft)).facts)
  }

  /** What a change of a committee's calendar may concern: the clocks counted in working days in it and in the committees under it, as far as the viewer belongs to them. */
  async ofCommittee({ viewer, loaders }: Operation, committeeId: string): Promise<RunningClock[]> {
    const { committees } = await this.rights.standings(viewer, loaders)
    const rows = await this.db.query<{ id: string }[]>(
      `with recursive below as (
         select id from committee where id = $1 union select committee.id from committee join below on committee.parent_id = below.id)
       select draft.id from draft join below on below.id = committee_id where committee_id = any($2) and withdrawn_at is null`, [committeeId, committees])
    const drafts = await this.db.manager.find(Draft, { where: { id: In(rows.map(({ id }) => id)) }, order: { serial: 'asc' } })
    const counted = drafts.filter(draft => ofWorkingDays(rulebookFor(draft), draft.stage).length > 0)
    if (counted.length === 0) return []
    const facts = await this.facts.withoutTexts(counted, rulebookFor)
    return counted.flatMap((draft, index) => {
      const book = rulebookFor(draft)
      return clocksOf(draft, book, facts[index]!).filter(({ clock }) => ofWorkingDays(book).includes(clock))
    })
  }
}
