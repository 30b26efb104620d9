import type { MigrationInterface, QueryRunner } from 'typeorm'

/** People and how they prove who they are; bodies, committees, seats, delegates and roles. */
export class People1700000000003 implements MigrationInterface {
  name = 'People1700000000003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        email text not null unique check (email = lower(email)),
        password_hash text,
        is_administrator boolean not null default false,
        locale text not null default 'en',
        created_at timestamptz not null default plenary_now(),
        is_demo boolean not null default false
      );
      create index person_name on person (lower(name), id);

      create table body (
        id uuid primary key default gen_random_uuid(),
        name text not null unique,
        kind text not null,
        jurisdiction text not null,
        is_demo boolean not null default false
      );

      create table committee (
        id uuid primary key default gen_random_uuid(),
        code text not null unique,
        name text not null,
        scope text not null default '',
        parent_id uuid references committee (id),
        interest_categories text[] not null default '{}',
        created_at timestamptz not null default plenary_now(),
        is_demo boolean not null default false
      );
      create index committee_parent on committee (parent_id);

      create table seat (
        id uuid primary key default gen_random_uuid(),
        committee_id uuid not null references committee (id) on delete cascade,
        body_id uuid not null references body (id),
        kind text not null check (kind in ('participating', 'observing', 'liaison', 'guest')),
        interest_category text not null,
        jurisdiction text not null,
        weight int not null default 1 check (weight > 0),
        since timestamptz not null default plenary_now(),
        until timestamptz,
        is_demo boolean not null default false
      );
      create index seat_committee on seat (committee_id);
      create unique index seat_once on seat (committee_id, body_id) where until is null;

      create table delegate (
        id uuid primary key default gen_random_uuid(),
        seat_id uuid not null references seat (id) on delete cascade,
        person_id uuid not null references person (id) on delete cascade,
        head boolean not null default false,
        since timestamptz not null default plenary_now(),
        until timestamptz
      );
      create index delegate_person on delegate (person_id);
      create unique index delegate_once on delegate (seat_id, person_id) where until is null;
      create unique index delegate_one_head on delegate (seat_id) where head and until is null;

      create table role (
        id uuid primary key default gen_random_uuid(),
        committee_id uuid not null references committee (id) on delete cascade,
        person_id uuid not null references person (id) on delete cascade,
        role text not null check (role in ('chair', 'secretary', 'drafter', 'oversight')),
        since timestamptz not null default plenary_now(),
        until timestamptz
      );
      create index role_person on role (person_id);
      create unique index role_once on role (committee_id, person_id, role) where until is null;

      -- Sessions age by the machine's time, not by the clock that a demo may move: a jump of years must not sign everybody out.
      create table session (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person (id) on delete cascade,
        token_hash text not null unique,
        started_at timestamptz not null default clock_timestamp(),
        last_seen_at timestamptz not null default clock_timestamp(),
        address text not null,
        agent text not null,
        ended_at timestamptz
      );
      create index session_person on session (person_id) where ended_at is null;

      create table access_token (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person (id) on delete cascade,
        name text not null,
        token_hash text not null unique,
        created_at timestamptz not null default plenary_now(),
        ended_at timestamptz
      );
      create index access_token_person on access_token (person_id) where ended_at is null;

      create table one_time_link (
        id uuid primary key default gen_random_uuid(),
        token_hash text not null unique,
        purpose text not null check (purpose in ('invitation', 'administrator', 'reset')),
        email text not null,
        name text not null,
        committee_id uuid references committee (id) on delete cascade,
        role text,
        seat_id uuid references seat (id) on delete cascade,
        head boolean not null default false,
        created_by uuid,
        created_at timestamptz not null default plenary_now(),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index one_time_link_committee on one_time_link (committee_id);
      create index one_time_link_email on one_time_link (email) where used_at is null;

      create table email_code (
        email text primary key,
        name text not null,
        code_hash text not null,
        expires_at timestamptz not null,
        tries int not null default 0
      );

      -- Kept by rate-limiter-flexible, in the machine's time. A crash may forget it: it only slows guessing down.
      create unlogged table guess (
        key varchar(255) primary key,
        points int not null default 0,
        expire bigint
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table guess, email_code, one_time_link, access_token, session, role, delegate, seat, committee, body, person')
  }
}
