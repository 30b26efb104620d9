import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Rolls that are fixed before the opening, with every change of them, and what can block a ballot. */
export class Rolls1700000000042 implements MigrationInterface {
  name = 'Rolls1700000000042'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table prepared_roll (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        seats jsonb not null,
        hash text not null,
        prepared_by uuid not null references person (id),
        prepared_at timestamptz not null default plenary_now(),
        -- The ballot that was opened on it; from then on it is the ballot's.
        ballot_id uuid references ballot (id) on delete cascade
      );
      create unique index prepared_roll_waiting on prepared_roll (draft_id) where ballot_id is null;

      create table roll_change (
        id uuid primary key default gen_random_uuid(),
        roll_id uuid not null references prepared_roll (id) on delete cascade,
        change jsonb not null,
        words text not null,
        reason text not null,
        hash_before text not null,
        proposed_by uuid not null references person (id),
        proposed_at timestamptz not null default plenary_now(),
        outcome text check (outcome in ('confirmed', 'rejected')),
        hash_after text,
        decided_by uuid references person (id),
        decided_at timestamptz,
        check ((outcome is null) = (decided_by is null)),
        check (outcome is distinct from 'confirmed' or (decided_by <> proposed_by and hash_after <> hash_before))
      );
      create unique index roll_change_open on roll_change (roll_id) where outcome is null;

      -- The fewest seats that can stop the text, in words, as it was at the opening.
      alter table ballot add column blocking text;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ballot drop column blocking; drop table roll_change, prepared_roll')
  }
}
