// The logs of the bench server: rooms come into being when somebody first enters them.
import { MemoryLog } from '@plenary/collab'
import { everybodyMayWrite, PostgresLog } from '../../../apps/api/dist/collab/postgres-log.js'
import { Collab1700000000005 } from '../../../apps/api/dist/migrations/0005-collab.js'

const createRoom = `
  with created as (insert into draft values (gen_random_uuid()) returning id)
  insert into text_head (room, draft_id) select $1, id from created on conflict do nothing`

/** The log as the product has it, fsync and all; only the right to write is everybody's. */
export class OpenPostgresLog extends PostgresLog {
  #pool

  constructor(pool) {
    super(pool, everybodyMayWrite)
    this.#pool = pool
  }

  async load(room) {
    const stored = await super.load(room)
    if (stored) return stored
    await this.#pool.query(createRoom, [room])
    return super.load(room)
  }
}

/** Keeps nothing: for measuring what the engine itself can do. */
export class OpenMemoryLog extends MemoryLog {
  async load(room) {
    if (!await super.load(room)) this.createRoom(room)
    return super.load(room)
  }
}

/** The tables of the log, with as much of the rest as they lean on. Leaves a database alone that has them. */
export async function layTables(pool) {
  const { rows: [{ there }] } = await pool.query("select to_regclass('text_head') is not null as there")
  if (there) return
  await pool.query('create function plenary_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$')
  await pool.query('create table draft (id uuid primary key); create table person (id uuid primary key)')
  await new Collab1700000000005().up({ query: statement => pool.query(statement) })
}
