import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The append-only record: chains, their entries, and apart from them what opens their commitments. */
export class Ledger1700000000002 implements MigrationInterface {
  name = 'Ledger1700000000002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger_chain (
        name text primary key,
        seq int not null default 0,
        hash text not null default repeat('0', 64)
      );

      create table ledger_entry (
        chain text not null references ledger_chain (name),
        seq int not null,
        hash text not null,
        previous text not null,
        kind text not null,
        actor uuid,
        at timestamptz not null,
        -- json, not jsonb: what was hashed is kept as it was written.
        facts json not null,
        primary key (chain, seq),
        unique (chain, hash)
      );
      create index ledger_entry_at on ledger_entry (at);

      -- What opens a commitment. A row may be deleted (a name must be forgotten); the chain stays valid without it.
      create table ledger_opening (
        chain text not null,
        seq int not null,
        path text not null,
        commitment text not null,
        salt text not null,
        value json not null,
        primary key (chain, seq, path),
        foreign key (chain, seq) references ledger_entry (chain, seq)
      );

      create function ledger_refuse() returns trigger language plpgsql as $$
        begin
          raise exception 'the ledger only grows: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
        end $$;
      create trigger ledger_entry_stays before update or delete on ledger_entry for each row execute function ledger_refuse();
      create trigger ledger_entry_kept before truncate on ledger_entry for each statement execute function ledger_refuse();
      create trigger ledger_chain_stays before delete on ledger_chain for each row execute function ledger_refuse();
      create trigger ledger_chain_kept before truncate on ledger_chain for each statement execute function ledger_refuse();
      create trigger ledger_opening_stays before update on ledger_opening for each row execute function ledger_refuse();

      create function ledger_forward() returns trigger language plpgsql as $$
        begin
          if new.name <> old.name or new.seq not in (old.seq, old.seq + 1) or (new.seq = old.seq and new.hash <> old.hash) then
            raise exception 'the head of % can only move forward', old.name using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
      create trigger ledger_chain_forward before update on ledger_chain for each row execute function ledger_forward();
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table ledger_opening, ledger_entry, ledger_chain;
      drop function ledger_refuse(); drop function ledger_forward()`)
  }
}
