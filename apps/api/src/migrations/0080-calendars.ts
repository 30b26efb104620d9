import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The working days of each secretariat, in versions, and the clocks that officers decided to count anew. */
export class Calendars1700000000080 implements MigrationInterface {
  name = 'Calendars1700000000080'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table calendar_version (
        id uuid primary key default gen_random_uuid(),
        committee_id uuid not null references committee (id) on delete cascade,
        -- Counted per committee.
        number int not null,
        in_force_from date not null,
        weekend int[] not null check (weekend <@ array[1, 2, 3, 4, 5, 6, 7] and not weekend @> array[1, 2, 3, 4, 5, 6, 7]),
        holidays jsonb not null,
        reason text not null,
        recorded_by uuid not null references person (id),
        recorded_at timestamptz not null default plenary_now(),
        unique (committee_id, number)
      );

      create table clock_recount (
        id bigint generated always as identity primary key,
        draft_id uuid not null references draft (id) on delete cascade,
        -- The key of the clock in the rulebook, and when it began: one that begins again is counted as any other.
        clock text not null,
        since timestamptz not null,
        calendar_id uuid not null references calendar_version (id) on delete cascade,
        by_id uuid not null references person (id),
        at timestamptz not null default plenary_now()
      );
      create index clock_recount_draft on clock_recount (draft_id, id);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table clock_recount, calendar_version')
  }
}
