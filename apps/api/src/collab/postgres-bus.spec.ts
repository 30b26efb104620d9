import { describeBus } from '@plenary/collab/bus-contract'
import { Client } from 'pg'
import { until } from '../../../../tests/collab/clients.ts'
import { testDatabase, type TestDatabase } from '../../../../tests/database.ts'
import { freePort } from '../../../../tests/processes.ts'
import { Joining, partsOf, readPart } from './notification.ts'
import { PostgresBus } from './postgres-bus.ts'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() }, 60_000)
afterAll(() => database.drop())

/** A bus that has connected, because somebody follows a text over it. */
function open(): PostgresBus {
  const bus = new PostgresBus({ connection: database.connection, report: () => undefined })
  void bus.follow('lobby', { hearStored: () => undefined, hearPresent: () => undefined })
  return bus
}

/** Says something to the server from outside the database, which nobody can enter meanwhile. */
async function outside(...statements: readonly string[]): Promise<void> {
  const client = new Client({ ...database.connection, database: 'postgres' })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test('a bus that has ended does not try again to connect', async () => {
  const connection = { host: '127.0.0.1', port: await freePort() }
  const nobody = { hearStored: () => undefined, hearPresent: () => undefined }
  const refusals = { ended: 0, going: 0 }
  const ended = new PostgresBus({ connection, report: () => { refusals.ended++ } })
  const going = new PostgresBus({ connection, report: () => { refusals.going++ } })
  await ended.follow('lobby', nobody)
  await ended.end()
  await going.follow('lobby', nobody)
  await until('another has tried twice more', () => refusals.going === 3)
  await going.end()
  expect(refusals.ended).toBe(1)
})

describeBus('the bus over PostgreSQL', async () => {
  const buses = [open(), open(), open()] as const
  await until('they are heard', () => buses.every(bus => bus.isWell))
  return {
    buses,
    cut: async () => {
      const { database: name } = database.connection
      await outside(`alter database "${name}" with allow_connections false`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and application_name = 'plenary bus'`)
      return () => outside(`alter database "${name}" with allow_connections true`)
    },
  }
})

test('[collab-33] an instance that is alone says nothing of texts, and speaks as soon as another comes', async () => {
  const alone = open()
  const ear = new Client(database.connection)
  const heard: string[] = []
  await ear.connect()
  ear.on('notification', ({ payload }) => { heard.push(readPart(payload ?? '')!.kind) })
  await ear.query('listen plenary_bus')
  await until('it knows that it is alone', () => alone.isAlone)
  alone.tellPresent('room', new Uint8Array())
  await until('it has said that it is there', () => heard.filter(kind => kind === 'here').length > 1)
  expect(heard).not.toContain('present')
  const other = open()
  await until('it has company', () => !alone.isAlone)
  alone.tellPresent('room', new Uint8Array())
  await until('it is said', () => heard.includes('present'))
  await Promise.all([alone.end(), other.end(), ear.end()])
}, 30_000)

test('[collab-33] what is too large for one notification goes in several, and what lost one of them is given up', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251)
  const said = partsOf({ from: 'one', kind: 'stored', number: 7 }, bytes)
  expect(said.every(words => Buffer.byteLength(words) < 8_000)).toBe(true)
  const parts = said.map(words => readPart(words)!)
  const joining = new Joining()
  expect(parts.map(part => joining.add(part)).at(-1)).toEqual(Buffer.from(bytes))
  const [first, , ...rest] = parts
  expect([first!, ...rest].map(part => joining.add(part))).toEqual(parts.slice(1).map(() => null))
  expect(joining.add(readPart(partsOf({ from: 'one', kind: 'present', number: 8 }, Uint8Array.of(1))[0]!)!)).toEqual(Buffer.of(1))
  expect(readPart('something else')).toBeNull()
})
