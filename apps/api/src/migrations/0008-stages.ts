import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Every change of stage, and what named persons attested. */
export class Stages1700000000008 implements MigrationInterface {
  name = 'Stages1700000000008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stage_event (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        serial int not null,
        from_stage text,
        to_stage text not null,
        kind text not null check (kind in ('opened', 'forward', 'back', 'takenBack')),
        at timestamptz not null,
        by_id uuid references person (id),
        reason text not null default '',
        override boolean not null default false,
        missing jsonb not null default '[]',
        taken_back_at timestamptz,
        taken_back_reason text,
        unique (draft_id, serial)
      );

      create table attestation (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        gate text not null,
        person_id uuid not null references person (id),
        role text not null,
        seat_id uuid references seat (id),
        reason text not null,
        document text,
        at timestamptz not null default plenary_now()
      );
      create index attestation_draft on attestation (draft_id, at);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table attestation, stage_event')
  }
}
