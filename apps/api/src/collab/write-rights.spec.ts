import type { PoolClient } from 'pg'
import { enterCommittee, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { openDraft } from '../../../../tests/draft.ts'
import { WriteRights } from './write-rights.ts'

const people = { 'secretary@w.example': 'secretary', 'ada@w.example': 'drafter', 'ben@w.example': 'drafter', 'cem@w.example': 'drafter', 'ola@w.example': 'oversight' } as const

let api: TestApi
let committee: TestCommittee

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, people)
}, 120_000)
afterAll(() => api.close(), 60_000)

const person = (name: string): string => committee.people[`${name}@w.example`]!

async function sessionOf(name: string): Promise<string> {
  await api.signIn(`${name}@w.example`)
  const [found] = await api.db.query<{ id: string }[]>('select id from session where person_id = $1 order by started_at desc limit 1', [person(name)])
  return found!.id
}

test('[collab-23] a whole batch is asked in three statements, and each is answered for their own person, way in and text', async () => {
  const secretary = await api.signIn('secretary@w.example')
  const room = await openDraft(api, committee, secretary)
  const sessions = { ada: await sessionOf('ada'), ben: await sessionOf('ben'), cem: await sessionOf('cem'), ola: await sessionOf('ola') }
  await api.db.query('update session set ended_at = clock_timestamp() where id = $1', [sessions.cem])
  const asked = [
    { room, person: person('ada'), session: sessions.ada }, { room, person: person('ben'), session: sessions.ben },
    { room, person: person('cem'), session: sessions.cem }, { room, person: person('ola'), session: sessions.ola },
    { room, person: person('ada'), session: sessions.ben }, { room, person: person('ben'), session: null },
    { room: `${room}~amendment`, person: person('ada'), session: sessions.ada }, { room: 'no such room', person: person('ada'), session: sessions.ada },
  ]
  const statements: string[] = []
  const tx = { query: async (statement: string, values: unknown[]) => {
    statements.push(statement)
    return { rows: await api.db.query(statement, values) }
  } } as unknown as PoolClient
  const answers = await api.get(WriteRights).mayWrite(tx, asked)
  expect(answers).toEqual([true, true, false, false, false, false, false, false])
  expect(statements).toHaveLength(3)
})
