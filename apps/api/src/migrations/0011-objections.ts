import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The life of an objection: every dated step of it, and its states from triage to appeal. */
export class Objections1700000000011 implements MigrationInterface {
  name = 'Objections1700000000011'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table objection drop constraint objection_status_check;
      alter table objection
        add column quote text not null default '',
        add column kind text check (kind in ('editorial', 'substantive', 'procedural', 'out-of-scope')),
        add column answered text check (answered in ('accepted', 'partly', 'not-accepted')),
        add column respond_by timestamptz,
        add column finding text check (finding in ('resolved', 'proceeds'));

      -- Each step is written once and never changed. The objection's row holds where they lead.
      create table objection_step (
        id bigint generated always as identity primary key,
        objection_id uuid not null references objection (id) on delete cascade,
        act text not null,
        status text not null,
        outcome text,
        reason text not null default '',
        at timestamptz not null,
        by_id uuid references person (id)
      );
      create index objection_step_objection on objection_step (objection_id, id);

      insert into objection_step (objection_id, act, status, reason, at, by_id)
      select id, 'raise', 'raised', reason, raised_at, author_id from objection;
      -- What was answered before there was a triage was taken up as a matter of substance.
      insert into objection_step (objection_id, act, status, outcome, at, by_id)
      select id, 'triage', 'triaged', 'substantive', answered_at, answered_by from objection where answer is not null;
      insert into objection_step (objection_id, act, status, outcome, reason, at, by_id)
      select id, 'address', 'addressed', 'partly', answer, answered_at, answered_by from objection where answer is not null;
      insert into objection_step (objection_id, act, status, outcome, reason, at, by_id)
      select id, case status when 'overruled' then 'find' else 'withdraw' end, case status when 'overruled' then 'proceeds' else 'withdrawn' end,
        case status when 'overruled' then 'proceeds' end, coalesce(end_reason, ''), ended_at, ended_by from objection where ended_at is not null;
      update objection set
        kind = case when answer is not null then 'substantive' end,
        answered = case when answer is not null then 'partly' end,
        finding = case when status = 'overruled' then 'proceeds' end,
        status = case status when 'answered' then 'sustained' when 'overruled' then 'proceeds' else status end;

      alter table objection add constraint objection_status_check check (status in (
        'raised', 'triaged', 'addressed', 'sustained', 'acknowledged', 'withdrawn', 'retracted', 'lapsed', 'resolved', 'proceeds', 'appealed', 'upheld', 'overruled'));
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table objection_step;
      alter table objection drop constraint objection_status_check;
      update objection set status = case when status in ('acknowledged', 'retracted', 'lapsed', 'resolved') then 'withdrawn' when status = 'proceeds' then 'overruled'
        when status = 'triaged' then 'raised' when status in ('addressed', 'appealed', 'upheld') then 'answered' else status end;
      alter table objection add constraint objection_status_check check (status in ('raised', 'answered', 'withdrawn', 'sustained', 'overruled'));
      alter table objection drop column quote, drop column kind, drop column answered, drop column respond_by, drop column finding;
    `)
  }
}
