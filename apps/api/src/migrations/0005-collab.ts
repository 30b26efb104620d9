import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The log of every text: a head for each room, its updates, the snapshots they are served from, and whose each Yjs client is. */
export class Collab1700000000005 implements MigrationInterface {
  name = 'Collab1700000000005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The head is a row of its own, never the draft's: keystrokes lock it, and the draft's row stays free for everything else.
      create table text_head (
        room text primary key,
        draft_id uuid not null references draft (id) on delete cascade,
        seq bigint not null default 0,
        epoch int not null default 0,
        locked boolean not null default false,
        size bigint not null default 0
      ) with (fillfactor = 50);
      create index text_head_draft on text_head (draft_id);

      -- Append only: who wrote what, and when. Never compacted, because authorship and every past state are computed from it.
      create table text_update (
        room text not null references text_head (room) on delete cascade,
        seq bigint not null,
        data bytea not null,
        author uuid not null,
        clients bigint[] not null,
        at timestamptz not null default plenary_now(),
        primary key (room, seq)
      );

      -- What a text is served from; it can be made again from the updates at any time.
      create table text_snapshot (
        room text primary key references text_head (room) on delete cascade,
        upto_seq bigint not null,
        data bytea not null
      );

      create table text_client (
        room text not null references text_head (room) on delete cascade,
        client_id bigint not null,
        person_id uuid not null,
        primary key (room, client_id)
      );

      -- What was found wrong when a text was read as a document. Nothing is dropped from the text for it.
      create table text_quarantine (
        id uuid primary key default gen_random_uuid(),
        room text not null references text_head (room) on delete cascade,
        seq bigint not null,
        reason text not null,
        at timestamptz not null default plenary_now(),
        unique (room, seq, reason)
      );

      -- A ticket opens one connection, once. It ages by the machine's time, which a demo does not move.
      create table socket_ticket (
        hash text primary key,
        person_id uuid not null references person (id) on delete cascade,
        session_id uuid,
        room text not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index socket_ticket_expiry on socket_ticket (expires_at);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table socket_ticket, text_quarantine, text_client, text_snapshot, text_update, text_head')
  }
}
