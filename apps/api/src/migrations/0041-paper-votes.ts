import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Documents by which votes came on paper. */
export class PaperVotes1700000000041 implements MigrationInterface {
  name = 'PaperVotes1700000000041'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A document belongs to whoever sent it until a vote is entered by it; then to the vote, for ever.
      create table vote_document (
        id uuid primary key default gen_random_uuid(),
        ballot_id uuid not null references ballot (id) on delete cascade,
        person_id uuid not null references person (id),
        file_name text not null,
        media_type text not null,
        sha256 text not null,
        bytes bytea not null,
        at timestamptz not null default plenary_now()
      );
      create index vote_document_ballot on vote_document (ballot_id);
      alter table vote_change add column document_id uuid references vote_document (id);
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table vote_change drop column document_id; drop table vote_document')
  }
}
