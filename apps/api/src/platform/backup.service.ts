import { pipeline } from 'node:stream/promises'
import { Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { DataSource, type EntityManager } from 'typeorm'
import { BackupReader, BackupWriter, BadBackup, type Job, type Table } from './backup-file.ts'
import { MIGRATION_LOCK } from './migrate.ts'

/** What migrations themselves write into an empty database. */
const filledByMigrations = ['clock', 'installation', 'migrations']
const FORMAT = 1

/** Told of each table as it is done. */
export type Progress = (table: string, rows: number) => void

const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`
const listOf = (columns: readonly string[]): string => columns.map(quoted).join(', ')

interface Reference { readonly child: string; readonly parent: string }

/** Tables so that each comes after those it points to. */
function inOrder(names: readonly string[], references: readonly Reference[]): string[] {
  const done: string[] = []
  const left = new Set(names)
  while (left.size > 0) {
    const next = [...left].filter(name => !references.some(({ child, parent }) => child === name && parent !== name && left.has(parent)))
    if (next.length === 0) throw new Error(`These tables point to each other: ${[...left].join(', ')}`)
    for (const name of next.sort()) {
      left.delete(name)
      done.push(name)
    }
  }
  return done
}

/** The whole database as one file, and back. */
@Injectable()
export class BackupService {
  constructor(private readonly db: DataSource) {}

  /** Writes everything as it was in one instant, while everybody goes on working. Gives the number of rows. */
  async write(file: string, progress: Progress): Promise<number> {
    return this.db.transaction('REPEATABLE READ', async tx => {
      const out = new BackupWriter(file)
      try {
        await tx.query('set transaction read only')
        const tables = await this.tables(tx)
        await out.line({ format: 'plenary-backup', version: FORMAT, at: new Date().toISOString(), migrations: await this.migrations(tx), tables })
        let total = 0
        for (const table of tables) {
          const source = (await this.client(tx)).query(copyTo(`copy ${quoted(table.name)} (${listOf(table.columns)}) to stdout`))
          await out.section(source)
          total += source.rowCount
          progress(table.name, source.rowCount)
        }
        await out.line({ jobs: await this.jobs(tx), rows: total })
        await out.finish()
        return total
      } catch (error) {
        await out.abandon()
        throw error
      }
    })
  }

  /**
   * Fills an empty database from a file: all of it or nothing. `check` looks at what was restored before it is committed, and may throw.
   * Throws `BadBackup`, in a sentence, for a database that is not empty, a file that is none or not whole, and one of another version.
   */
  async restore(file: string, progress: Progress, check: (tx: EntityManager) => Promise<void>): Promise<number> {
    const reader = new BackupReader(file)
    try {
      return await this.db.transaction(async tx => {
        // No server starts on it meanwhile.
        await tx.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
        const tables = await this.tables(tx)
        await this.refuseUsed(tx, tables)
        const header = await reader.header(FORMAT)
        this.refuseOther(header.migrations, await this.migrations(tx))
        let total = 0
        for (const table of header.tables) total += await this.fill(tx, table, reader, progress)
        const { jobs, rows } = await reader.end()
        if (rows !== total) throw new BadBackup(`The file speaks of ${rows} rows, but ${total} were in it.`)
        await this.enqueue(tx, jobs)
        await check(tx)
        return total
      })
    } finally {
      reader.close()
    }
  }

  private async fill(tx: EntityManager, { name, columns, sequences }: Table, reader: BackupReader, progress: Progress): Promise<number> {
    if (filledByMigrations.includes(name)) await tx.query(`delete from ${quoted(name)}`)
    const target = (await this.client(tx)).query(copyFrom(`copy ${quoted(name)} (${listOf(columns)}) from stdin`))
    await pipeline(reader.section(), target)
    for (const { column, next } of sequences) await tx.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint, false)', [quoted(name), column, next])
    progress(name, target.rowCount)
    return target.rowCount
  }

  private async refuseUsed(tx: EntityManager, tables: readonly Table[]): Promise<void> {
    for (const { name } of tables) {
      if (filledByMigrations.includes(name)) continue
      const [row] = await tx.query<unknown[]>(`select 1 from ${quoted(name)} limit 1`)
      if (row) throw new BadBackup(`This database is not empty (there are rows in ${name}): restore into a fresh one.`)
    }
  }

  private refuseOther(theirs: readonly string[], ours: readonly string[]): void {
    if (theirs.join() === ours.join()) return
    const newer = theirs.filter(name => !ours.includes(name))
    throw new BadBackup(newer.length > 0
      ? `The backup was made by a newer Plenary (${newer.join(', ')}): restore it with that version.`
      : 'The backup was made by an older Plenary: restore it with that version, then start this one, which brings it up to date.')
  }

  private async tables(tx: EntityManager): Promise<Table[]> {
    const columns = await tx.query<{ table: string; columns: string[] }[]>(
      `select table_name as table, array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_schema = current_schema() and table_type = 'BASE TABLE' and is_generated = 'NEVER' and table_name <> 'migrations' group by 1`)
    const references = await tx.query<Reference[]>(
      `select c.relname as child, p.relname as parent from pg_constraint join pg_class c on c.oid = conrelid join pg_class p on p.oid = confrelid where contype = 'f'`)
    const byName = new Map(columns.map(row => [row.table, row.columns]))
    return Promise.all(inOrder([...byName.keys()], references).map(async name => ({ name, columns: byName.get(name)!, sequences: await this.sequences(tx, name) })))
  }

  private async sequences(tx: EntityManager, name: string): Promise<Table['sequences']> {
    const found = await tx.query<{ column: string; sequence: string }[]>(
      `select attname as column, pg_get_serial_sequence(quote_ident($1), attname) as sequence from pg_attribute
       where attrelid = quote_ident($1)::regclass and attnum > 0 and not attisdropped and pg_get_serial_sequence(quote_ident($1), attname) is not null`, [name])
    const sequences: Table['sequences'][number][] = []
    for (const { column, sequence } of found) {
      const [row] = await tx.query<{ next: string }[]>(`select case when is_called then last_value + 1 else last_value end as next from ${sequence}`)
      sequences.push({ column, next: row!.next })
    }
    return sequences
  }

  private async migrations(tx: EntityManager): Promise<string[]> {
    return (await tx.query<{ name: string }[]>('select name from migrations order by name')).map(({ name }) => name)
  }

  /** What waits to be done. Attempts begin anew; handlers bear that. */
  private jobs(tx: EntityManager): Promise<Job[]> {
    return tx.query<Job[]>(
      `select identifier as task, payload, to_char(run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "runAt", key
       from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id order by job.id`)
  }

  private async enqueue(tx: EntityManager, jobs: readonly Job[]): Promise<void> {
    for (const { task, payload, runAt, key } of jobs) {
      await tx.query('select graphile_worker.add_job($1, $2::json, run_at := $3::timestamptz, job_key := $4, max_attempts := 25)', [task, JSON.stringify(payload), runAt, key])
    }
  }

  /** The connection of this transaction itself, for COPY. */
  private async client(tx: EntityManager): Promise<PoolClient> {
    return await tx.queryRunner!.connect() as PoolClient
  }
}

