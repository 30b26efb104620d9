import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Votes that seats give by proxy to other seats of the roll, and by whom a vote was cast. */
export class Proxies1700000000070 implements MigrationInterface {
  name = 'Proxies1700000000070'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table proxy (
        id uuid primary key default gen_random_uuid(),
        ballot_id uuid not null,
        seat_id uuid not null,
        holder_id uuid not null check (holder_id <> seat_id),
        instruction text not null default '',
        given_at timestamptz not null,
        given_by uuid not null references person (id),
        -- The seat took it back, or voted itself. Nothing is ever taken out of the table.
        ended text check (ended in ('taken-back', 'voted')),
        ended_at timestamptz,
        check ((ended is null) = (ended_at is null)),
        foreign key (ballot_id, seat_id) references roll_entry (ballot_id, seat_id) on delete cascade,
        foreign key (ballot_id, holder_id) references roll_entry (ballot_id, seat_id) on delete cascade
      );
      create unique index proxy_standing on proxy (ballot_id, seat_id) where ended is null;
      create index proxy_of_ballot on proxy (ballot_id, given_at);
      -- The seat that cast the vote, where that was not the seat itself. The roll never changes, so it needs no watching.
      alter table vote add column proxy_holder uuid;
      alter table vote_change add column proxy_holder uuid;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table vote_change drop column proxy_holder; alter table vote drop column proxy_holder; drop table proxy')
  }
}
