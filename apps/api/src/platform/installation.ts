import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'

/** Whether demo data was never seeded, is there, or was removed for good. */
export type DemoState = 'none' | 'present' | 'removed'

/** What is true of this installation as a whole. */
@Injectable()
export class Installation {
  constructor(private readonly db: DataSource) {}

  async demo(tx: EntityManager = this.db.manager): Promise<DemoState> {
    const [row] = await tx.query<{ demo: DemoState }[]>('select demo from installation')
    return row!.demo
  }

  async markDemo(tx: EntityManager, demo: DemoState): Promise<void> {
    await tx.query('update installation set demo = $1', [demo])
  }
}
