import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Kinds of ballot; the roll of who took part, the box of sealed papers, and the published papers, each apart from the others. */
export class SecretBallots1700000000035 implements MigrationInterface {
  name = 'SecretBallots1700000000035'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ballot
        add column kind text not null default 'recorded' check (kind in ('recorded', 'names-only', 'secret')),
        -- What the rulebook permitted around the ballot at its opening.
        add column policy jsonb not null default '{"kinds": ["recorded"], "extension": null, "closesWhenAllVoted": false}',
        -- The public halves. The private ones never come near this database.
        add column seal_key text,
        add column receipt_key text,
        -- In which directory of keys the private halves lie, so that an instance that looks in another one does not take them for lost.
        add column key_place uuid,
        add constraint ballot_keys check ((kind = 'secret') = (seal_key is not null and receipt_key is not null and key_place is not null));

      -- Who took part in a secret ballot, and on which day.
      create table participation (
        ballot_id uuid not null,
        seat_id uuid not null,
        day date not null,
        by_id uuid not null references person (id),
        primary key (ballot_id, seat_id),
        foreign key (ballot_id, seat_id) references roll_entry (ballot_id, seat_id) on delete cascade
      );

      -- The box: one sealed paper for each seat, replaced when the seat votes again, emptied by the transaction that publishes the papers.
      create table sealed_paper (
        ballot_id uuid not null,
        seat_id uuid not null,
        sealed bytea not null,
        primary key (ballot_id, seat_id),
        foreign key (ballot_id, seat_id) references roll_entry (ballot_id, seat_id) on delete cascade
      );

      -- The papers as they are published, written at once, in the order of their trackers.
      create table published_paper (
        ballot_id uuid not null references ballot (id) on delete cascade,
        tracker text not null,
        choice text not null,
        reason text,
        primary key (ballot_id, tracker)
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table published_paper, sealed_paper, participation;
      alter table ballot drop constraint ballot_keys, drop column kind, drop column policy, drop column seal_key, drop column receipt_key, drop column key_place`)
  }
}
