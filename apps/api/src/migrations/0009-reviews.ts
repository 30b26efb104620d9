import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The dated checks of adopted texts. */
export class Reviews1700000000009 implements MigrationInterface {
  name = 'Reviews1700000000009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table review (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        edition_id uuid not null references edition (id) on delete cascade,
        due timestamptz not null,
        decide_by timestamptz not null,
        opened_at timestamptz,
        outcome text,
        reason text,
        decided_at timestamptz,
        decided_by uuid references person (id)
      );
      -- One review waits or runs at a time.
      create unique index review_pending on review (draft_id) where decided_at is null and outcome is null;
      create index review_draft on review (draft_id, due);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table review')
  }
}
