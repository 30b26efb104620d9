import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Appeals against decisions and findings, and the minority statements that stay attached to decisions. */
export class Appeals1700000000012 implements MigrationInterface {
  name = 'Appeals1700000000012'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table appeal (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        decision_id uuid references decision (id) on delete cascade,
        objection_id uuid references objection (id) on delete cascade,
        -- Who decided what is contested, and when.
        contested_by uuid references person (id),
        contested_at timestamptz not null,
        seat_id uuid not null references seat (id),
        author_id uuid not null references person (id),
        grounds text not null,
        remedy text not null,
        level int not null,
        body text not null,
        filed_at timestamptz not null default plenary_now(),
        decide_by timestamptz,
        late_since timestamptz,
        status text not null default 'filed' check (status in ('filed', 'upheld', 'dismissed', 'withdrawn')),
        outcome_reason text,
        document text,
        decided_at timestamptz,
        decided_by uuid references person (id),
        -- The dismissed appeal that this one takes further.
        previous_id uuid references appeal (id),
        unique (draft_id, number),
        check ((decision_id is null) <> (objection_id is null)),
        check ((status in ('upheld', 'dismissed')) = (outcome_reason is not null))
      );
      create unique index appeal_pending_decision on appeal (decision_id) where status = 'filed';
      create unique index appeal_pending_objection on appeal (objection_id) where status = 'filed';
      create index appeal_decision on appeal (decision_id);

      create table minority_statement (
        id uuid primary key default gen_random_uuid(),
        decision_id uuid not null references decision (id) on delete cascade,
        seat_id uuid not null references seat (id),
        author_id uuid not null references person (id),
        words text not null,
        at timestamptz not null default plenary_now(),
        unique (decision_id, seat_id)
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table minority_statement, appeal')
  }
}
