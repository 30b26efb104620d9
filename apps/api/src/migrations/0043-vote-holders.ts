import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Delegates who cast the vote of their seat beside its head. There is still one vote. */
export class VoteHolders1700000000043 implements MigrationInterface {
  name = 'VoteHolders1700000000043'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delegate add column holds_vote boolean not null default false')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delegate drop column holds_vote')
  }
}
