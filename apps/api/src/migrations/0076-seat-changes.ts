import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Changes of the category of a seat, by two people, and decisions that it keeps it. */
export class SeatChanges1700000000076 implements MigrationInterface {
  name = 'SeatChanges1700000000076'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table seat_change (
        id uuid primary key default gen_random_uuid(),
        seat_id uuid not null references seat (id),
        from_category text not null,
        to_category text not null,
        reason text not null,
        proposed_by uuid not null references person (id),
        proposed_at timestamptz not null default plenary_now(),
        -- A seat that keeps its category is decided by one person; null while a change waits.
        outcome text check (outcome in ('confirmed', 'rejected', 'kept')),
        decided_by uuid references person (id),
        decided_at timestamptz,
        check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
        check (outcome is distinct from 'confirmed' or decided_by <> proposed_by)
      );
      create unique index seat_change_waiting on seat_change (seat_id) where outcome is null;
      create index seat_change_seat on seat_change (seat_id, decided_at);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seat_change')
  }
}
