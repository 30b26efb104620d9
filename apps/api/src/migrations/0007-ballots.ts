import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Decisions, and ballots with their roll, votes and the log of changed votes. */
export class Ballots1700000000007 implements MigrationInterface {
  name = 'Ballots1700000000007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table decision (
        id uuid primary key default gen_random_uuid(),
        committee_id uuid not null references committee (id),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        kind text not null,
        outcome text not null,
        reason text not null,
        rule text not null,
        figures text not null,
        place text not null,
        at timestamptz not null default plenary_now(),
        by_id uuid references person (id),
        unique (committee_id, number)
      );
      create index decision_draft on decision (draft_id);

      create table ballot (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        edition_id uuid not null references edition (id) on delete cascade,
        edition_hash text not null,
        rule text not null,
        -- The rule itself as it was at the opening: by this the ballot is counted, whatever becomes of the rule of that name.
        rule_data jsonb not null,
        question text not null,
        opens_at timestamptz not null default plenary_now(),
        closes_at timestamptz not null,
        zone text not null,
        state text not null default 'open' check (state in ('open', 'closed', 'annulled')),
        opened_by uuid not null references person (id),
        roll_hash text not null,
        hidden boolean not null,
        quorum int not null,
        result jsonb,
        closed_at timestamptz,
        unique (draft_id, number),
        check (closes_at > opens_at),
        check ((state = 'closed') = (result is not null))
      );
      create unique index ballot_open on ballot (draft_id) where state = 'open';

      -- Who may vote, as it stood at the opening. Seats that come or go later change nothing here.
      create table roll_entry (
        ballot_id uuid not null references ballot (id) on delete cascade,
        seat_id uuid not null references seat (id),
        name text not null,
        jurisdiction text not null,
        interest_category text not null,
        weight int not null,
        primary key (ballot_id, seat_id)
      );

      -- The vote of each seat as it stands.
      create table vote (
        ballot_id uuid not null,
        seat_id uuid not null,
        choice text not null,
        reason text not null default '',
        at timestamptz not null,
        by_id uuid not null references person (id),
        primary key (ballot_id, seat_id),
        foreign key (ballot_id, seat_id) references roll_entry (ballot_id, seat_id) on delete cascade
      );

      -- Every act of voting, never changed: what was first cast, and what it was changed to.
      create table vote_change (
        id bigint generated always as identity primary key,
        ballot_id uuid not null references ballot (id) on delete cascade,
        seat_id uuid not null,
        from_choice text,
        to_choice text not null,
        reason text not null default '',
        at timestamptz not null,
        by_id uuid not null references person (id)
      );
      create index vote_change_ballot on vote_change (ballot_id, id);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table vote_change, vote, roll_entry, ballot, decision')
  }
}
