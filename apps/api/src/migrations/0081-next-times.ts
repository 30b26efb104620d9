import type { MigrationInterface, QueryRunner } from 'typeorm'

/** When the next deadline is due, and when somebody was last written to about a draft: found without reading every open deadline and every notice of a person. */
export class NextTimes1700000000081 implements MigrationInterface {
  name = 'NextTimes1700000000081'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index deadline_next on deadline (greatest(due, retry_at)) where done_at is null;
      create index notice_last_letter on notice (person_id, draft_id, greatest(mailed_at, reminded_at));
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index deadline_next, notice_last_letter')
  }
}
