import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** A table as a backup holds it: the columns that are copied, and where its sequences go on. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly sequences: readonly { readonly column: string; readonly next: string }[]
}

/** Something that waits to be done. */
export interface Job { readonly task: string; readonly payload: unknown; readonly runAt: string; readonly key: string | null }

export interface Header { readonly migrations: readonly string[]; readonly tables: readonly Table[] }

/** What cannot be restored, in a sentence for who operates the house. */
export class BadBackup extends Error {}

/** Writes a backup: a line that says what follows, for each table the chunks of its COPY, a line that ends it; packed. Under its name only once it is whole. */
export class BackupWriter {
  private readonly part: string
  private readonly zip = createGzip()
  private readonly written: Promise<unknown>

  constructor(private readonly file: string) {
    if (existsSync(file)) throw new BadBackup(`${file} is there already.`)
    this.part = `${file}.part`
    this.written = finished(this.zip.pipe(createWriteStream(this.part, { mode: 0o600 })))
    // Whoever waits for a line or for the end is told.
    this.written.catch(() => undefined)
  }

  line(what: object): Promise<void> { return this.put(Buffer.from(`${JSON.stringify(what)}\n`)) }

  /** Each chunk under its length; none ends the section. */
  async section(source: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of source) {
      await this.put(Buffer.from(`${chunk.length}\n`))
      await this.put(chunk)
    }
    await this.put(Buffer.from('0\n'))
  }

  async finish(): Promise<void> {
    this.zip.end()
    await this.written
    renameSync(this.part, this.file)
  }

  async abandon(): Promise<void> {
    this.zip.destroy()
    await this.written.catch(() => undefined)
    rmSync(this.part, { force: true })
  }

  private async put(bytes: Buffer): Promise<void> {
    const { zip } = this
    if (!(zip as Writable).write(bytes)) await Promise.race([new Promise(resume => { zip.once('drain', resume) }), this.written])
  }
}

/** Reads a backup in the order it was written. Whatever is not as it should be is a `BadBackup`. */
export class BackupReader {
  private readonly source
  private readonly chunks: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(private readonly file: string) {
    if (!existsSync(file)) throw new BadBackup(`${file} does not exist.`)
    this.source = createReadStream(file)
    const unzipped = createGunzip()
    this.source.once('error', error => unzipped.destroy(error))
    // Whoever reads is told.
    unzipped.on('error', () => undefined)
    this.chunks = this.source.pipe(unzipped)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  close(): void { this.source.destroy() }

  async header(version: number): Promise<Header> {
    const header = this.object(await this.line()) as Partial<Header> & { format?: unknown; version?: unknown }
    if (header.format !== 'plenary-backup' || !header.migrations || !header.tables) throw this.notWhole()
    if (header.version !== version) throw new BadBackup(`${this.file} is a backup of form ${String(header.version)}, which this Plenary does not know.`)
    return { migrations: header.migrations, tables: header.tables }
  }

  section(): Readable { return Readable.from(this.chunksOfSection()) }

  async end(): Promise<{ jobs: readonly Job[]; rows: number }> {
    const { jobs, rows } = this.object(await this.line()) as { jobs?: Job[]; rows?: number }
    if (!jobs || rows === undefined) throw this.notWhole()
    return { jobs, rows }
  }

  private async *chunksOfSection(): AsyncGenerator<Buffer> {
    for (;;) {
      const length = Number(await this.line())
      if (!Number.isInteger(length) || length < 0) throw this.notWhole()
      if (length === 0) return
      yield await this.bytes(length)
    }
  }

  private async line(): Promise<string> {
    let end = this.rest.indexOf(10)
    while (end < 0) {
      await this.more()
      end = this.rest.indexOf(10)
    }
    return (await this.bytes(end + 1)).subarray(0, end).toString('utf8')
  }

  private async bytes(length: number): Promise<Buffer> {
    while (this.rest.length < length) await this.more()
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    return taken
  }

  private async more(): Promise<void> {
    const next = await this.chunks.next().catch(() => ({ done: true as const, value: undefined }))
    if (next.done) throw this.notWhole()
    this.rest = Buffer.concat([this.rest, next.value])
  }

  private object(line: string): object {
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value === 'object' && value !== null) return value
    } catch {
      // Whatever is thrown here is about the bytes: they are not what they claim to be.
    }
    throw this.notWhole()
  }

  private notWhole(): BadBackup { return new BadBackup(`${this.file} is not a whole backup of Plenary.`) }
}
