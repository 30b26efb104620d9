import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Meetings with an attendance for each item, votes taken from the floor, and votes that were entered for a seat. */
export class Meetings1700000000040 implements MigrationInterface {
  name = 'Meetings1700000000040'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table meeting (
        id uuid primary key default gen_random_uuid(),
        committee_id uuid not null references committee (id) on delete cascade,
        number int not null,
        title text not null,
        place text not null,
        opened_at timestamptz not null default plenary_now(),
        closed_at timestamptz,
        unique (committee_id, number)
      );
      create unique index meeting_open on meeting (committee_id) where closed_at is null;

      create table agenda_item (
        id uuid primary key default gen_random_uuid(),
        meeting_id uuid not null references meeting (id) on delete cascade,
        number int not null,
        title text not null,
        draft_id uuid references draft (id) on delete cascade,
        taken_up_at timestamptz not null default plenary_now(),
        unique (meeting_id, number)
      );
      create index agenda_item_draft on agenda_item (draft_id);

      -- How a seat was last recorded at an item. What was recorded before stands in the ledger.
      create table attendance (
        item_id uuid not null references agenda_item (id) on delete cascade,
        seat_id uuid not null references seat (id) on delete cascade,
        present boolean not null,
        at timestamptz not null default plenary_now(),
        primary key (item_id, seat_id)
      );

      alter table ballot add column item_id uuid references agenda_item (id) on delete set null;
      create index ballot_item on ballot (item_id);
      -- From which published figures the populations of the roll were taken.
      alter table ballot add column figures text;
      alter table roll_entry add column population bigint;
      alter table roll_entry add column affiliation text;
      alter table roll_entry add column presence text check (presence in ('present', 'attending', 'absent'));

      -- How a vote came that the seat did not cast itself.
      alter table vote add column entered text check (entered in ('floor', 'paper'));
      alter table vote_change add column entered text check (entered in ('floor', 'paper'));
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table vote_change drop column entered;
      alter table vote drop column entered;
      alter table roll_entry drop column presence, drop column affiliation, drop column population;
      alter table ballot drop column figures, drop column item_id;
      drop table attendance, agenda_item, meeting`)
  }
}
