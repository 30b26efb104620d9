import type { DataSource } from 'typeorm'

/** Held while a database is brought up to date, or filled from a backup. */
export const MIGRATION_LOCK = 7_170_926

/** Brings the database up to date. Several instances may start together: one migrates, the others wait and find it done. */
export async function migrate(db: DataSource): Promise<number> {
  const lock = db.createQueryRunner()
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const done = await db.runMigrations()
    return done.length
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
    await lock.release()
  }
}
