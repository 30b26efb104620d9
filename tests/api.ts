import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import { readConfig } from '../apps/api/src/config.ts'
import { DelegatesService } from '../apps/api/src/people/delegates.service.ts'
import { CommitteesService } from '../apps/api/src/people/committees.service.ts'
import { PasswordsService } from '../apps/api/src/people/passwords.service.ts'
import { PeopleService } from '../apps/api/src/people/people.service.ts'
import { RolesService } from '../apps/api/src/people/roles.service.ts'
import { SeatsService } from '../apps/api/src/people/seats.service.ts'
import { Deadlines } from '../apps/api/src/platform/deadlines.ts'
import { Jobs } from '../apps/api/src/platform/jobs.ts'
import { startServer } from '../apps/api/src/server.ts'
import { testDatabase } from './database.ts'

/** The password of everybody whom a test lets in. */
export const password = 'correct horse battery'

/** Somebody who has signed in; hand it to `gql`. */
export interface Caller { readonly cookie: string }

/** What came back over GraphQL. */
export interface Answer<T> { readonly data: T; readonly errors?: readonly { message: string; extensions: { code: string } }[]; readonly status: number }

/** The API over a database of its own, spoken to as programs and browsers do. */
export interface TestApi {
  readonly url: string
  /** Where its database is, for a second server over the same one. */
  readonly databaseUrl: string
  readonly db: DataSource
  /** A service of the running application. */
  readonly get: <T>(service: abstract new (...needs: never[]) => T) => T
  readonly gql: <T>(query: string, variables?: object, as?: Caller) => Promise<Answer<T>>
  /** A request to any path, as JSON when there is a body. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
  readonly signIn: (email: string, secret?: string) => Promise<Caller>
  /** Runs every deadline and job that is due. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts the API in this process, over a fresh database, on a free port. `env` adds to the environment it reads. */
export async function testApi(env: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const database = await testDatabase()
  const config = readConfig({ PORT: '0', DATABASE_URL: database.url, ...env }, process.cwd())
  const server = await startServer({ url: database.url }, config)
  const pool = new Pool({ connectionString: database.url })
  const origin = `http://127.0.0.1:${server.port}`
  const send: TestApi['send'] = (method, path, body, headers = {}) => fetch(`${origin}${path}`, {
    method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return {
    url: origin,
    databaseUrl: database.url,
    db: server.app.get(DataSource),
    get: service => server.app.get(service, { strict: false }),
    send,
    gql: async <T>(query: string, variables: object = {}, as?: Caller) => {
      const response = await send('POST', '/graphql', { query, variables }, as ? { cookie: as.cookie } : {})
      return { ...await response.json() as Answer<T>, status: response.status }
    },
    signIn: async (email, secret = password) => {
      const response = await send('POST', '/auth/sign-in', { email, password: secret })
      if (response.status !== 204) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`)
      return { cookie: response.headers.getSetCookie()[0]!.split(';')[0]! }
    },
    settle: async () => {
      await server.app.get(Deadlines).runDue()
      await server.app.get(Jobs).drain(pool)
    },
    close: async () => {
      await server.close()
      await pool.end()
      await database.drop()
    },
  }
}

let hashing: Promise<string> | undefined

/** Enters a person who can sign in with `password`. */
export async function enterPerson(api: TestApi, email: string, more: { name?: string; isAdministrator?: boolean } = {}): Promise<string> {
  hashing ??= api.get(PasswordsService).hash(password, '').then(hash => (hash.ok ? hash.value : ''))
  const passwordHash = await hashing
  const person = await api.db.transaction(tx => api.get(PeopleService).add(tx, { name: more.name ?? `${email.split('@')[0]} of ${email.split('@')[1]}`, email, passwordHash, isAdministrator: more.isAdministrator ?? false }))
  return person.id
}

/** A committee with its people: roles by name, and one seat with its head for each body. */
export interface TestCommittee {
  readonly id: string
  readonly people: Readonly<Record<string, string>>
  readonly seats: Readonly<Record<string, string>>
}

/** Enters a committee. `roles` maps e-mail addresses to roles; `seats` maps e-mail addresses of heads of delegation to the kind of their seat. */
export async function enterCommittee(api: TestApi, roles: Record<string, string>, seats: Record<string, string> = {}): Promise<TestCommittee> {
  const people: Record<string, string> = {}
  for (const email of new Set([...Object.keys(roles), ...Object.keys(seats)])) people[email] = await enterPerson(api, email)
  return api.db.transaction(async tx => {
    const committee = await api.get(CommitteesService).enter(tx, { code: `TC ${randomUUID().slice(0, 8)}`, name: 'Trustworthy machines', interestCategories: ['government', 'industry'] }, null)
    if (!committee.ok) throw new Error(committee.refusal.message)
    const { id } = committee.value
    for (const [email, role] of Object.entries(roles)) await api.get(RolesService).add(tx, { committeeId: id, personId: people[email]!, role, by: null })
    const held: Record<string, string> = {}
    for (const [email, kind] of Object.entries(seats)) held[email] = await enterSeat(api, tx, { committeeId: id, personId: people[email]!, kind })
    return { id, people, seats: held }
  })
}

async function enterSeat(api: TestApi, tx: EntityManager, wanted: { committeeId: string; personId: string; kind: string }): Promise<string> {
  const [body] = await tx.query<{ id: string }[]>("insert into body (name, kind, jurisdiction) values ($1, 'government', 'BR') returning id", [`Body ${randomUUID()}`])
  const seat = await api.get(SeatsService).enter(tx, { committeeId: wanted.committeeId, bodyId: body!.id, kind: wanted.kind, interestCategory: 'government' }, null)
  if (!seat.ok) throw new Error(seat.refusal.message)
  const delegate = await api.get(DelegatesService).enter(tx, { seatId: seat.value.id, personId: wanted.personId, head: true }, null)
  if (!delegate.ok) throw new Error(delegate.refusal.message)
  return seat.value.id
}
