import type { TextDocument } from '@plenary/document'
import { appealInWords, type AppealStatus } from '@plenary/consensus'
import { isId } from '@plenary/kernel'
import { type Rulebook, type StageEntry, stageRail, suspensionOf } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { Clock } from '../platform/clock.ts'
import { adoptionRestsOn } from '../stages/stages-facts.service.ts'
import type { PublicFacts } from './public-page.ts'

interface AppealRow {
  number: number; against: string; by: string; grounds: string; body: string; status: AppealStatus; level: number
  decide_by: Date | null; decided_at: Date | null; reason: string | null; ofAdoption: boolean
}
interface EventRow { id: string; from_stage: string | null; to_stage: string; kind: StageEntry['kind']; at: Date; taken_back_at: Date | null }

/** What the public may see of adopted drafts. */
@Injectable()
export class PublicService {
  constructor(private readonly db: DataSource, private readonly editions: EditionsService, private readonly clock: Clock) {}

  /** The facts of a public page, or null when no edition of this draft was adopted. */
  async factsOf(draftId: string): Promise<PublicFacts | null> {
    const draft = isId(draftId) ? await this.db.getRepository(Draft).findOneBy({ id: draftId }) : null
    const editions = draft ? await this.editions.of(draft.id) : []
    const edition = editions.findLast(one => one.adoptedAt !== null)
    const book = draft ? rulebookFor(draft) : null
    if (!draft || !edition?.adoptedAt || !book) return null
    const [committee] = await this.db.query<{ name: string }[]>('select name from committee where id = $1', [draft.committeeId])
    const [review] = await this.db.query<{ due: Date; opened_at: Date | null }[]>('select due, opened_at from review where draft_id = $1 and decided_at is null order by due limit 1', [draft.id])
    const decisions = await this.db.query<{ number: number; at: Date; outcome: string; reason: string; figures: string; statements: { by: string; words: string }[] }[]>(
      `select number, at, outcome, reason, figures, coalesce((select json_agg(json_build_object('by', body.name, 'words', words) order by minority_statement.at)
         from minority_statement join seat on seat.id = seat_id join body on body.id = seat.body_id where decision_id = decision.id), '[]') as statements
       from decision where draft_id = $1 order by at desc`, [draft.id])
    return {
      draft: { id: draft.id, number: draft.number, title: draft.title, committee: committee?.name ?? '', scope: draft.scope },
      edition: { number: edition.number, name: edition.name, hash: edition.hash, adoptedAt: edition.adoptedAt.toISOString() },
      document: JSON.parse(await this.editions.body(edition.id)) as TextDocument,
      stations: stageRail(await this.history(draft.id), book, await this.clock.now()),
      decisions: decisions.map(decision => ({ ...decision, at: decision.at.toISOString() })), ...await this.dissent(draft, book),
      editions: editions.toReversed().map(one => ({ number: one.number, name: one.name, at: one.createdAt.toISOString(), hash: one.hash })),
      review: review ? { due: review.due.toISOString(), openedAt: review.opened_at?.toISOString() ?? null } : null,
      callClosesAt: draft.callClosesAt?.toISOString() ?? null, zone: book.zone,
    }
  }

  /** Objections that remained, and appeals: as open to everyone as what was decided. */
  private async dissent(draft: Draft, book: Rulebook): Promise<Pick<PublicFacts, 'objections' | 'appeals' | 'suspended'>> {
    const objections = await this.db.query<(Omit<PublicFacts['objections'][number], 'at'> & { at: Date })[]>(
      `select number, body.name as by, reason, would_clear as "wouldClear", coalesce(end_reason, '') as finding, ended_at as at
       from objection join seat on seat.id = seat_id join body on body.id = seat.body_id
       where draft_id = $1 and status in ('proceeds', 'overruled') and ended_at is not null order by number`, [draft.id])
    const appeals = await this.db.query<AppealRow[]>(
      `select appeal.number, coalesce('decision ' || (select number from decision where decision.id = decision_id),
         'the finding on objection ' || (select number from objection where objection.id = objection_id)) as against,
         body.name as by, grounds, appeal.body, status, level, decide_by, decided_at, outcome_reason as reason,
         ${adoptionRestsOn('appeal.decision_id', 'appeal.draft_id')} as "ofAdoption"
       from appeal join seat on seat.id = seat_id join body on body.id = seat.body_id where draft_id = $1 order by appeal.number`, [draft.id])
    return {
      suspended: suspensionOf(book, { draft: { ...draft, withdrawn: draft.withdrawnAt !== null }, pendingAppeals: appeals.filter(({ status }) => status === 'filed') }),
      objections: objections.map(objection => ({ ...objection, at: objection.at.toISOString() })),
      appeals: appeals.map(({ number, against, by, grounds, reason, ofAdoption: _, ...rest }) => ({
        number, against, by, grounds, reason,
        words: appealInWords({ ...rest, decideBy: rest.decide_by?.toISOString() ?? null, decidedAt: rest.decided_at?.toISOString() ?? null }, book.zone),
      })),
    }
  }

  private async history(draftId: string): Promise<StageEntry[]> {
    const rows = await this.db.query<EventRow[]>('select id, from_stage, to_stage, kind, at, taken_back_at from stage_event where draft_id = $1 order by serial', [draftId])
    return rows.map(row => ({ id: row.id, from: row.from_stage, to: row.to_stage, at: row.at.toISOString(), by: null, kind: row.kind, reason: null, overridden: [] }))
  }
}
