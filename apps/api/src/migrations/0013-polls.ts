import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Instruments of decision beside the ballot, with their rolls and answers, and the chair's findings of consensus. */
export class Polls1700000000013 implements MigrationInterface {
  name = 'Polls1700000000013'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table poll (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        instrument text not null,
        question text not null,
        options jsonb not null,
        opens_at timestamptz not null default plenary_now(),
        closes_at timestamptz not null,
        zone text not null,
        state text not null default 'open' check (state in ('open', 'closed', 'cancelled')),
        opened_by uuid not null references person (id),
        -- Until where the text had been written when it was asked about.
        text_seq int not null,
        review_on timestamptz,
        result jsonb,
        closed_at timestamptz,
        cancel_reason text,
        unique (draft_id, number),
        check (closes_at > opens_at),
        check ((state = 'closed') = (result is not null))
      );
      create unique index poll_open on poll (draft_id, instrument) where state = 'open';

      -- Who is asked, as it stood at the opening.
      create table poll_seat (
        poll_id uuid not null references poll (id) on delete cascade,
        seat_id uuid not null references seat (id),
        name text not null,
        primary key (poll_id, seat_id)
      );

      -- The answer of each seat as it stands.
      create table poll_answer (
        poll_id uuid not null,
        seat_id uuid not null,
        choice text not null,
        reason text not null,
        ranking jsonb not null,
        at timestamptz not null default plenary_now(),
        by_id uuid not null references person (id),
        primary key (poll_id, seat_id),
        foreign key (poll_id, seat_id) references poll_seat (poll_id, seat_id) on delete cascade
      );

      -- Every act of answering, never changed. A choice that is null took the answer back.
      create table poll_answer_change (
        id bigint generated always as identity primary key,
        poll_id uuid not null references poll (id) on delete cascade,
        seat_id uuid not null,
        choice text,
        reason text not null,
        at timestamptz not null default plenary_now(),
        by_id uuid not null references person (id)
      );
      create index poll_answer_change_poll on poll_answer_change (poll_id, id);

      create table consensus_finding (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        outcome text not null check (outcome in ('consensus', 'rough-consensus', 'no-consensus')),
        statement text not null,
        reason text not null,
        -- What stood on the record at that moment, in sentences.
        record text[] not null,
        at timestamptz not null default plenary_now(),
        by_id uuid not null references person (id),
        unique (draft_id, number)
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table consensus_finding, poll_answer_change, poll_answer, poll_seat, poll')
  }
}
