import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Figures } from '../platform/figures.ts'
import { CollabService } from './collab.service.ts'

/** What the co-editing of this instance shows to who operates it. */
@Injectable()
export class CollabFigures implements OnModuleInit {
  constructor(private readonly figures: Figures, private readonly collab: CollabService, private readonly db: DataSource) {}

  onModuleInit(): void {
    this.figures.gauge('plenary_collab_sockets', 'Sockets that are open in texts.', () => this.collab.open.sockets)
    this.figures.gauge('plenary_collab_bus_up', '1 while other instances are heard, over Redis or PostgreSQL; else they are found by looking at the log.', () => Number(this.collab.open.hearsOthers))
    this.figures.gauge('plenary_collab_quarantined', 'Findings in texts that could not be read as documents.', () => this.quarantined())
    this.figures.gauge('plenary_collab_rooms', 'Texts that are open.', () => this.collab.open.rooms)
  }

  /** Not known while the database is away. */
  private async quarantined(): Promise<number> {
    return this.db.query<{ count: string }[]>('select count(*) as count from text_quarantine').then(([row]) => Number(row!.count), () => Number.NaN)
  }
}
