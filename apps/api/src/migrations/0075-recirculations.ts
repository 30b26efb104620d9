import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Ballots that are held again about what changed and what is unresolved, with the votes that were carried over. */
export class Recirculations1700000000075 implements MigrationInterface {
  name = 'Recirculations1700000000075'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The round before, and what this one is about: changed parts, open negatives with their answers.
      alter table ballot add column recirculates uuid references ballot (id), add column recirculation jsonb,
        add constraint ballot_recirculation check ((recirculates is null) = (recirculation is null));
      create unique index ballot_recirculates on ballot (recirculates) where state <> 'annulled';

      -- The clauses a reason is about, none for all of the text; whether it counts; and whether the vote was cast in the round before.
      alter table vote add column parts text[] not null default '{}', add column out_of_scope boolean not null default false, add column carried boolean not null default false;
      alter table vote_change add column parts text[] not null default '{}', add column out_of_scope boolean not null default false, add column carried boolean not null default false;
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table vote_change drop column parts, drop column out_of_scope, drop column carried;
      alter table vote drop column parts, drop column out_of_scope, drop column carried;
      alter table ballot drop constraint ballot_recirculation, drop column recirculates, drop column recirculation`)
  }
}
