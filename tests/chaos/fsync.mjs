// Holds every acknowledgement against PostgreSQL's own count of flushes to disk; `--weakened fsync` or `synchronous_commit` must make it fail: --edits 1000
import { storm, until, World } from './harness/world.mjs'

/** Flushes of the write-ahead log so far. PostgreSQL 18 counts them in `pg_stat_io`, older ones in `pg_stat_wal`. */
async function flushes(pool) {
  await pool.query('select pg_stat_force_next_flush()')
  const { rows: [{ number }] } = await pool.query("select current_setting('server_version_num')::int as number")
  const { rows: [{ count }] } = await pool.query(number >= 180_000 ? "select coalesce(sum(fsyncs), 0) as count from pg_stat_io where object = 'wal'" : 'select wal_sync as count from pg_stat_wal')
  return Number(count)
}

/** A backend tells its counts when it ends: ends all but ours. */
async function settledFlushes(pool) {
  const others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'storm'"
  await pool.query(`select pg_terminate_backend(pid) ${others}`)
  await until('the others have ended', async () => (await pool.query(`select 1 ${others}`)).rows.length === 0)
  return flushes(pool)
}

await storm({ edits: 1_000, weakened: 'nothing' }, async ({ edits, weakened }) => {
  // Nothing else may write the log meanwhile: no vacuum, no checkpoint, no snapshot in between.
  const settings = { autovacuum: 'off', checkpoint_timeout: '1h', wal_writer_delay: '10s', ...(weakened === 'fsync' ? { fsync: 'off' } : {}) }
  const world = await World.open({ settings })
  try {
    const engine = await world.engine(weakened === 'synchronous_commit' ? { weakened } : {})
    const writer = await world.writer(engine)
    writer.write('first')
    await until('the writer is in', () => writer.isSaved)
    const before = await settledFlushes(world.pool)
    // One after the other, so that no two share a flush.
    for (let i = 0; i < edits; i++) {
      writer.write(`word ${i}`)
      await until('it is acknowledged', () => writer.isSaved)
    }
    const flushed = await settledFlushes(world.pool) - before
    return { edits, weakened, acknowledged: writer.acknowledged.size - 1, flushed, good: flushed >= edits }
  } finally {
    await world.close()
  }
})
