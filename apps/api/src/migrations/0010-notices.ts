import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What people must do, what happened to the drafts they follow, and the dates ahead. */
export class Notices1700000000010 implements MigrationInterface {
  name = 'Notices1700000000010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notice (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person (id) on delete cascade,
        -- Names the act that is awaited; said again, it changes the notice instead of adding one.
        key text not null,
        verb text not null,
        title text not null,
        why text not null,
        due timestamptz,
        zone text not null default 'UTC',
        path text not null,
        draft_id uuid references draft (id) on delete cascade,
        draft_number text,
        draft_title text,
        committee_id uuid references committee (id) on delete cascade,
        asked_by uuid references person (id) on delete set null,
        batch uuid not null,
        created_at timestamptz not null default plenary_now(),
        mailed_at timestamptz,
        reminded_at timestamptz,
        settled_at timestamptz,
        unique (person_id, key)
      );
      create index notice_open on notice (person_id, due) where settled_at is null;
      create index notice_key on notice (key text_pattern_ops) where settled_at is null;
      create index notice_batch on notice (batch) where settled_at is null;
      create index notice_asked on notice (asked_by) where settled_at is null;
      create index notice_committee on notice (committee_id) where settled_at is null;

      create table happening (
        id bigint generated always as identity primary key,
        draft_id uuid not null references draft (id) on delete cascade,
        draft_number text not null,
        draft_title text not null,
        committee_id uuid not null references committee (id) on delete cascade,
        what text not null,
        path text not null,
        at timestamptz not null default plenary_now()
      );
      create index happening_committee on happening (committee_id, at desc);

      create table marked_date (
        key text primary key,
        committee_id uuid not null references committee (id) on delete cascade,
        what text not null,
        due timestamptz not null,
        path text not null
      );
      create index marked_date_committee on marked_date (committee_id, due);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table marked_date, happening, notice')
  }
}
