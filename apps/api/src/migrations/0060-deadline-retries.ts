import type { MigrationInterface, QueryRunner } from 'typeorm'

/** When a deadline that could not be executed is tried again: counted from the failure, so that one long overdue is not tried without a pause. */
export class DeadlineRetries1700000000060 implements MigrationInterface {
  name = 'DeadlineRetries1700000000060'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deadline add column retry_at timestamptz')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deadline drop column retry_at')
  }
}
