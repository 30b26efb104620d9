import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A roll is read page by page, by the names of its seats. */
export class RollPages1700000000050 implements MigrationInterface {
  name = 'RollPages1700000000050'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index roll_entry_by_name on roll_entry (ballot_id, name, seat_id)')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index roll_entry_by_name')
  }
}
