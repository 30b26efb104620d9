import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Drafts and their editions. The text itself lies in the log of the co-editing engine (0005). */
export class Drafts1700000000004 implements MigrationInterface {
  name = 'Drafts1700000000004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table draft (
        id uuid primary key default gen_random_uuid(),
        serial int not null unique,
        committee_id uuid not null references committee (id),
        title text not null,
        rulebook text not null,
        rulebook_edition text not null,
        stage text not null,
        template text not null,
        languages text[] not null,
        scope text not null default '',
        evidence text not null default '',
        jurisdictions text[] not null default '{}',
        existing_instruments text[] not null default '{}',
        created_by uuid,
        created_at timestamptz not null default plenary_now(),
        withdrawn_at timestamptz,
        withdrawn_reason text,
        -- Until when a public call takes comments; null when none is open.
        call_closes_at timestamptz,
        adopted_at timestamptz,
        is_demo boolean not null default false
      );
      create index draft_committee on draft (committee_id);

      create table edition (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        name text not null,
        hash text not null,
        -- The canonical JSON whose SHA-256 the hash is. Kept as text: jsonb would change it.
        body text not null,
        seq bigint not null,
        epoch int not null,
        words int not null,
        clauses int not null,
        created_at timestamptz not null default plenary_now(),
        adopted_at timestamptz,
        unique (draft_id, number)
      );

      create table import_report (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        file_name text not null,
        format text not null,
        title text not null,
        items int not null,
        by_type jsonb not null,
        gaps jsonb not null,
        unplaced jsonb not null,
        warnings jsonb not null,
        person_id uuid not null,
        at timestamptz not null default plenary_now()
      );
      create index import_report_draft on import_report (draft_id, at desc);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_report, edition, draft')
  }
}
