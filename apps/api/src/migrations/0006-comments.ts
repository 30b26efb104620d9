import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Comments with their replies, public calls, and objections. */
export class Comments1700000000006 implements MigrationInterface {
  name = 'Comments1700000000006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table public_call (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        question text not null,
        opens_at timestamptz not null default plenary_now(),
        closes_at timestamptz not null,
        closed_at timestamptz,
        opened_by uuid not null references person (id),
        check (closes_at > opens_at)
      );
      -- At any time a draft has at most one open call.
      create unique index public_call_open on public_call (draft_id) where closed_at is null;
      create index public_call_draft on public_call (draft_id, opens_at);

      create table comment (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        author_id uuid not null references person (id),
        seat_id uuid references seat (id),
        call_id uuid references public_call (id),
        anchor jsonb not null,
        type text not null check (type in ('general', 'technical', 'editorial')),
        body text not null,
        proposed_change text,
        mentions uuid[] not null default '{}',
        status text not null default 'open' check (status in ('open', 'decided', 'resolved')),
        disposition text check (disposition in ('accepted', 'as-modified', 'rejected', 'see', 'noted', 'deferred')),
        disposition_reason text,
        decided_by uuid references person (id),
        decided_at timestamptz,
        resolved_at timestamptz,
        created_at timestamptz not null default plenary_now(),
        edited_at timestamptz,
        unique (draft_id, number)
      );
      create index comment_status on comment (draft_id, status);

      create table reply (
        id uuid primary key default gen_random_uuid(),
        comment_id uuid not null references comment (id) on delete cascade,
        author_id uuid not null references person (id),
        body text not null,
        mentions uuid[] not null default '{}',
        created_at timestamptz not null default plenary_now()
      );
      create index reply_comment on reply (comment_id, created_at);

      create table objection (
        id uuid primary key default gen_random_uuid(),
        draft_id uuid not null references draft (id) on delete cascade,
        number int not null,
        seat_id uuid not null references seat (id),
        author_id uuid not null references person (id),
        clause_id text,
        reason text not null,
        would_clear text not null,
        status text not null default 'raised' check (status in ('raised', 'answered', 'withdrawn', 'sustained', 'overruled')),
        raised_at timestamptz not null default plenary_now(),
        answer text,
        answered_by uuid references person (id),
        answered_at timestamptz,
        ended_by uuid references person (id),
        ended_at timestamptz,
        end_reason text,
        unique (draft_id, number)
      );
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table objection, reply, comment, public_call')
  }
}
