import { rmSync } from 'node:fs'
import { programs } from './binaries.ts'
import { create, database, user } from './creation.ts'
import { own } from './owner.ts'
import { placeOf, whereIs, writeWhere, type Place } from './place.ts'
import { clearLeftover, serve, type Server } from './server.ts'

/** How to reach the database, in the words of the `pg` driver: `host` is the folder of the Unix socket. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

/** A running PostgreSQL that belongs to this process and ends with it. */
export interface Cluster {
  readonly socketDirectory: string
  /** Where the data really lies, which need not be inside the folder that was named. */
  readonly dataDirectory: string
  readonly user: string
  readonly database: string
  readonly connection: Connection
  /** Resolves with the end of PostgreSQL's log when it ends without having been asked to; never otherwise. */
  readonly lost: Promise<string>
  /** Stops PostgreSQL in order and gives the folder back. */
  stop(): Promise<void>
}

export interface Wishes {
  /** Told, in a sentence, what is being done. */
  readonly onProgress?: (sentence: string) => void
  /** PostgreSQL's own settings, by name. Data is safe by default; only throw-away clusters should change that. */
  readonly settings?: Readonly<Record<string, string>>
}

const port = 5432

function published(place: Place, server: Server): Connection {
  writeWhere(place.home, { dataDirectory: place.data, socketDirectory: server.socketDirectory, user, database })
  return { host: server.socketDirectory, port, user, database }
}

async function running(place: Place, wishes: Wishes): Promise<Server> {
  const found = programs(place.account)
  wishes.onProgress?.(`Opening the database in ${place.data}`)
  await clearLeftover(place)
  await create(place, found)
  return serve(place, found, wishes.settings ?? {})
}

/** A killed server cannot remove its socket's folder: the next one does. */
function sweep(dataDirectory: string): void {
  const socket = whereIs(dataDirectory)?.socketDirectory
  if (socket) rmSync(socket, { recursive: true, force: true })
}

/**
 * Starts a real PostgreSQL for one data directory, creating it if need be. Works as root (PostgreSQL then runs as an unprivileged
 * account) and as an ordinary account. Data is flushed to disk at every commit.
 * Refuses (`ClusterRefused`) when another process owns the folder, saying which; when this machine's programs are missing; when the
 * data belongs to another account.
 */
export async function startCluster(dataDirectory: string, wishes: Wishes = {}): Promise<Cluster> {
  const place = placeOf(dataDirectory)
  const ownership = own(place.home)
  try {
    sweep(place.home)
    const server = await running(place, wishes)
    let asked = false
    void server.ended.then(() => {
      writeWhere(place.home, { dataDirectory: place.data, socketDirectory: null, user, database })
      ownership.release()
    })
    return {
      socketDirectory: server.socketDirectory,
      dataDirectory: place.data,
      user,
      database,
      connection: published(place, server),
      lost: new Promise(tell => void server.ended.then(log => { if (!asked) tell(log) })),
      async stop() {
        asked = true
        await server.stop()
      },
    }
  } catch (fault) {
    ownership.release()
    throw fault
  }
}
