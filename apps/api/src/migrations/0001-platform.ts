import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The one clock, deadlines, the outbox of mail, and uploads on their way into a draft. */
export class Platform1700000000001 implements MigrationInterface {
  name = 'Platform1700000000001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clock (
        only_row boolean primary key default true check (only_row),
        shift interval not null default '0'
      );
      insert into clock default values;

      -- What is true of this installation as a whole. Demo data that was removed is not seeded again.
      create table installation (
        only_row boolean primary key default true check (only_row),
        demo text not null default 'none' check (demo in ('none', 'present', 'removed'))
      );
      insert into installation default values;

      -- The only source of time. A transaction may take long, so this is the time of the call, not of its start.
      create function plenary_now() returns timestamptz language sql volatile parallel unsafe as
        $$ select clock_timestamp() + (select shift from clock) $$;

      create table deadline (
        key text primary key,
        due timestamptz not null,
        task text not null,
        payload jsonb not null,
        done_at timestamptz,
        failures int not null default 0,
        last_failure text
      );
      create index deadline_open on deadline (due) where done_at is null;

      create table mail (
        id uuid primary key default gen_random_uuid(),
        once text unique,
        recipient text not null,
        subject text not null,
        body text not null,
        at timestamptz not null default plenary_now(),
        sent_at timestamptz
      );

      create table upload (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null,
        file_name text not null,
        bytes bytea not null,
        at timestamptz not null default plenary_now()
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table upload, mail, deadline; drop function plenary_now(); drop table clock, installation')
  }
}
