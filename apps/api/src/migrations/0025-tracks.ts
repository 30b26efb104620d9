import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where drafts stand under the rulebooks of other bodies. Each record is kept; the latest of a rulebook holds. */
export class Tracks1700000000025 implements MigrationInterface {
  name = 'Tracks1700000000025'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table track (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        rulebook text not null,
        rulebook_edition text not null,
        stage text not null,
        reason text not null,
        by_id uuid not null,
        at timestamptz not null default plenary_now()
      );
      create index track_draft on track (draft_id, rulebook, at desc);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table track')
  }
}
