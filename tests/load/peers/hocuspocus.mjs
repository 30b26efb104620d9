// Hocuspocus with its own defaults. With DATA it keeps documents in SQLite as its extension-sqlite does, the same statements on node:sqlite:
// the better-sqlite3 it would bring aborts under Node 24.21 after some hundred documents.
import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

function store(file) {
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))')
  const read = database.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC')
  const write = database.prepare('INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data')
  return new Database({
    fetch: async ({ documentName }) => read.get(documentName)?.data ?? null,
    store: async ({ documentName, state }) => { write.run(documentName, state) },
  })
}

const extensions = process.env.DATA ? [store(`${process.env.DATA}.sqlite`)] : []
await new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true, extensions }).listen()
