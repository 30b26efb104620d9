import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How a ballot is conducted: ends that were moved, votes that came too late, and ballots that were counted and then annulled. */
export class Conduct1700000000036 implements MigrationInterface {
  name = 'Conduct1700000000036'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ballot add column advertised_end timestamptz;
      update ballot set advertised_end = closes_at;
      alter table ballot alter column advertised_end set not null;

      -- A ballot annulled after its count keeps the result it had, to be read.
      do $$
      declare name text;
      begin
        for name in select conname from pg_constraint where conrelid = 'ballot'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%result IS NOT NULL%' loop
          execute format('alter table ballot drop constraint %I', name);
        end loop;
      end $$;
      alter table ballot add constraint ballot_result check ((state <> 'closed' or result is not null) and (state <> 'open' or result is null));

      create table moved_end (
        id bigint generated always as identity primary key,
        ballot_id uuid not null references ballot (id) on delete cascade,
        from_instant timestamptz not null,
        to_instant timestamptz not null,
        reason text not null,
        by_id uuid not null references person (id),
        at timestamptz not null default plenary_now()
      );
      create index moved_end_ballot on moved_end (ballot_id, id);

      -- What came after the end: kept and shown, never counted. The last attempt of a seat, and how many there were.
      create table late_vote (
        ballot_id uuid not null,
        seat_id uuid not null,
        choice text,
        at timestamptz not null,
        attempts int not null default 1,
        by_id uuid not null references person (id),
        primary key (ballot_id, seat_id),
        foreign key (ballot_id, seat_id) references roll_entry (ballot_id, seat_id) on delete cascade
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table late_vote, moved_end;
      alter table ballot drop constraint ballot_result, drop column advertised_end;
      update ballot set result = null where state <> 'closed';
      alter table ballot add constraint ballot_check1 check ((state = 'closed') = (result is not null))`)
  }
}
