import { stageOf } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { HistoryService } from '../collab/history.service.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { StageEvent } from './stage-event.entity.ts'

const words: Record<string, string> = { opened: 'Opened as', forward: 'Moved to', back: 'Moved back to', takenBack: 'A move was taken back to' }

/** Tells the history of a text when its draft came to another stage. */
@Injectable()
export class StageMoments implements OnModuleInit {
  constructor(private readonly db: DataSource, private readonly history: HistoryService) {}

  onModuleInit(): void {
    this.history.also(async (draft, from, until) => {
      const events = await this.db.getRepository(StageEvent).createQueryBuilder('event')
        .where('event.draft_id = :draftId and event.at >= :from and (:until::timestamptz is null or event.at < :until)', { draftId: draft.id, from, until })
        .orderBy('event.serial').getMany()
      const book = rulebookFor(draft)
      return events.map(({ at, toStage, kind, byId }) => (
        { kind: 'stage' as const, seq: null, at, personId: byId, title: `${words[kind] ?? 'Moved to'} ${stageOf(book, toStage).title.toLowerCase()}` }))
    })
  }
}
