import type { MigrationInterface, QueryRunner } from 'typeorm'

/** States of the authorship of a text: from them, and the updates after them, any moment is made again. */
export class Authorship1700000000030 implements MigrationInterface {
  name = 'Authorship1700000000030'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Everything here can be made again from the updates. Milestones stay, so that a past moment costs what its distance from the next one costs.
      create table text_authorship (
        room text not null references text_head (room) on delete cascade,
        upto_seq bigint not null,
        data bytea not null,
        clauses jsonb not null,
        milestone boolean not null,
        primary key (room, upto_seq)
      );
      -- Compressing a large text takes longer than reading it.
      alter table text_authorship alter column data set storage external;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table text_authorship')
  }
}
