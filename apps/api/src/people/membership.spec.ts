import { permissions } from '@plenary/process'
import { verifyChain } from '@plenary/ledger'
import { enterCommittee, enterPerson, type TestApi, testApi } from '../../../../tests/api.ts'
import { LedgerService, sha256 } from '../ledger/ledger.service.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Rights } from './rights.service.ts'
import { SessionsService } from './sessions.service.ts'

let api: TestApi
beforeAll(async () => { api = await testApi() }, 60_000)
afterAll(() => api.close())

interface Outcome { id?: string; code?: string; message?: string; until?: string | null }
const act = async (name: string, input: object, email?: string): Promise<Outcome> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const thing = { addSeat: 'Seat', endSeat: 'Seat', addDelegate: 'Delegate', endDelegate: 'Delegate', grantRole: 'Role', endRole: 'Role', createCommittee: 'Committee', createBody: 'Body' }[name]
  const answer = await api.gql<Record<string, Outcome>>(
    `mutation ($input: ${type}Input!) { outcome: ${name}(input: $input) { ... on ${thing} { id } ... on Refusal { code message } } }`,
    { input }, email ? await api.signIn(email) : undefined)
  return answer.data['outcome'] ?? {}
}
const viewerOf = async (email: string): Promise<Viewer> => {
  const { cookie } = await api.signIn(email)
  const viewer = await api.get(SessionsService).ofSecret(cookie.split('=')[1]!)
  return viewer!
}

test('an administrator makes a committee and a body; a secretary seats it; the head acts for it', async () => {
  await enterPerson(api, 'root@a.example', { isAdministrator: true })
  const secretary = await enterPerson(api, 'sec@a.example')
  const head = await enterPerson(api, 'head@a.example')
  const committee = await act('createCommittee', { code: 'TC 1', name: 'One', interestCategories: ['government', 'government', 'industry'] }, 'root@a.example')
  expect((await act('grantRole', { committeeId: committee.id, personId: secretary, role: 'secretary' }, 'root@a.example')).id).toBeDefined()
  const body = await act('createBody', { name: 'Bureau of Brazil', kind: 'government', jurisdiction: 'BR' }, 'sec@a.example')
  const seat = await act('addSeat', { committeeId: committee.id, bodyId: body.id, kind: 'participating', interestCategory: 'government' }, 'sec@a.example')
  expect((await act('addDelegate', { seatId: seat.id, personId: head, head: true }, 'sec@a.example')).id).toBeDefined()
  const seen = await api.gql<{ committee: object }>(
    `query ($id: ID!) { committee(id: $id) { code interestCategories roles { role person { name } } invitations { id }
       seats { jurisdiction weight body { name } delegates { head person { name } } } ledger { nodes { kind sentence actor { name } } head } } }`,
    { id: committee.id }, await api.signIn('head@a.example'))
  expect(seen.data.committee).toMatchObject({
    code: 'TC 1', interestCategories: ['government', 'industry'], roles: [{ role: 'secretary', person: { name: 'sec of a.example' } }], invitations: [],
    seats: [{ jurisdiction: 'BR', weight: 1, body: { name: 'Bureau of Brazil' }, delegates: [{ head: true, person: { name: 'head of a.example' } }] }],
    ledger: { nodes: [
      { kind: 'delegate.added', sentence: 'head of a.example acts for a seat as head of delegation.', actor: { name: 'sec of a.example' } },
      { kind: 'seat.added', sentence: 'Bureau of Brazil took a participating seat for government.' },
      { kind: 'role.granted', sentence: 'sec of a.example became secretary.' },
      { kind: 'committee.created', sentence: 'The committee TC 1 One was created.' },
    ] },
  })
  const entries = await api.get(LedgerService).read({ committee: committee.id! })
  expect(verifyChain(entries, sha256).ok).toBe(true)
})

test('whoever is not a member finds no committee, no seats and no people of it', async () => {
  const { id } = await enterCommittee(api, { 'chair@b.example': 'chair' }, { 'head@b.example': 'participating' })
  await enterPerson(api, 'stranger@b.example')
  for (const caller of [await api.signIn('stranger@b.example'), undefined]) {
    const seen = await api.gql<{ committee: null; committees: { nodes: [] }; people: { nodes: { name: string }[] } }>(
      'query ($id: ID!) { committee(id: $id) { id } committees { nodes { id } } people { nodes { name } } }', { id }, caller)
    expect(seen.data.committee).toBeNull()
    expect(seen.data.committees.nodes).toEqual([])
    expect(seen.data.people.nodes.map(person => person.name)).toEqual(caller ? ['stranger of b.example'] : [])
  }
  const member = await api.gql<{ people: { nodes: { name: string }[] } }>('{ people { nodes { name } } }', {}, await api.signIn('head@b.example'))
  expect(member.data.people.nodes.map(person => person.name)).toEqual(['chair of b.example', 'head of b.example'])
})

const ids = { unknown: '00000000-0000-4000-8000-000000000009', text: 'not an id' }
test.each([
  ['addSeat', { committeeId: ids.unknown, bodyId: ids.unknown, kind: 'participating', interestCategory: 'x' }],
  ['endSeat', { seatId: ids.unknown, reason: 'x' }],
  ['addDelegate', { seatId: ids.unknown, personId: ids.unknown }],
  ['endDelegate', { delegateId: ids.unknown, reason: 'x' }],
  ['grantRole', { committeeId: ids.unknown, personId: ids.unknown, role: 'drafter' }],
  ['endRole', { roleId: ids.unknown, reason: 'x' }],
  ['createCommittee', { code: 'C', name: 'C', interestCategories: [] }],
  ['createBody', { name: 'B', kind: 'x', jurisdiction: 'EU' }],
])('%s asks who one is, then what one may', async (name, input) => {
  expect((await act(name, input)).code).toBe('UNAUTHENTICATED')
  const email = `${name}@c.example`
  await enterPerson(api, email)
  expect((await act(name, input, email)).code).toBe('FORBIDDEN')
})

test('what does not exist is named, and an id that is none is not a fault', async () => {
  await enterPerson(api, 'root@d.example', { isAdministrator: true })
  for (const seatId of Object.values(ids)) {
    expect(await act('endSeat', { seatId, reason: 'x' }, 'root@d.example')).toEqual({ code: 'NOT_FOUND', message: 'There is no such seat, or it has ended.' })
  }
  expect((await act('endSeat', { seatId: ids.unknown, reason: ' ' }, 'root@d.example')).code).toBe('BAD_INPUT')
  expect((await act('createBody', { name: 'x'.repeat(301), kind: 'x', jurisdiction: 'EU' }, 'root@d.example')).code).toBe('BAD_INPUT')
})

test('a seat that was ended gives its head no right any more, at once', async () => {
  const { id, seats } = await enterCommittee(api, { 'sec@e.example': 'secretary' }, { 'head@e.example': 'participating' })
  const rights = api.get(Rights)
  const head = await viewerOf('head@e.example')
  const asks = () => api.db.transaction(tx => rights.ask(tx, head, 'ballot.vote', { committeeId: id, phase: 'adoption' }))
  expect((await asks()).ok).toBe(true)
  await act('endSeat', { seatId: seats['head@e.example'], reason: 'The body has left.' }, 'sec@e.example')
  expect(await asks()).toMatchObject({ ok: false, refusal: { code: 'FORBIDDEN', message: 'Only heads of delegation and delegates when they hold the vote of their seat may vote.' } })
  expect((await api.get(Rights).standings(head)).seats).toEqual([])
})

test('a right that was asked for holds until the act commits, and not a moment longer', async () => {
  const { id, seats } = await enterCommittee(api, { 'sec@f.example': 'secretary' }, { 'head@f.example': 'participating' })
  const rights = api.get(Rights)
  const head = await viewerOf('head@f.example')
  const order: string[] = []
  const ending: Promise<unknown>[] = []
  await api.db.transaction(async tx => {
    expect((await rights.ask(tx, head, 'ballot.vote', { committeeId: id, phase: 'adoption' })).ok).toBe(true)
    ending.push(act('endSeat', { seatId: seats['head@f.example'], reason: 'left' }, 'sec@f.example').then(() => order.push('seat ended')))
    await blockedStatements(1)
    order.push('act done')
  })
  await Promise.all(ending)
  expect(order).toEqual(['act done', 'seat ended'])
  expect((await api.db.transaction(tx => rights.ask(tx, head, 'ballot.vote', { committeeId: id, phase: 'adoption' }))).ok).toBe(false)
})

test('a new head of delegation takes the place of the one before, who stays a delegate', async () => {
  const { seats } = await enterCommittee(api, { 'sec@g.example': 'secretary' }, { 'old@g.example': 'participating' })
  const person = await enterPerson(api, 'new@g.example')
  await act('addDelegate', { seatId: seats['old@g.example'], personId: person, head: true }, 'sec@g.example')
  const rows = await api.db.query('select p.email, d.head from delegate d join person p on p.id = d.person_id where seat_id = $1 order by 1', [seats['old@g.example']])
  expect(rows).toEqual([{ email: 'new@g.example', head: true }, { email: 'old@g.example', head: false }])
})

test('a body has one seat in a committee, however many add it at once', async () => {
  const { id } = await enterCommittee(api, { 'sec@h.example': 'secretary' })
  const body = await act('createBody', { name: 'Wanted by all', kind: 'industry', jurisdiction: 'KE' }, 'sec@h.example')
  const outcomes = await Promise.all(Array.from({ length: 8 }, () =>
    act('addSeat', { committeeId: id, bodyId: body.id, kind: 'observing', interestCategory: 'industry' }, 'sec@h.example')))
  expect(outcomes.filter(outcome => outcome.id)).toHaveLength(1)
  expect(outcomes.filter(outcome => outcome.code === 'ALREADY')).toHaveLength(7)
})

test('the buttons and the API follow one cell of the table of permissions', async () => {
  const { id } = await enterCommittee(api, { 'drafter@i.example': 'drafter', 'sec@i.example': 'secretary' })
  const drafter = await api.signIn('drafter@i.example')
  const button = async () => {
    const seen = await api.gql<{ committee: { acts: { act: string; allowed: boolean; why: string }[] } }>('query ($id: ID!) { committee(id: $id) { acts { act allowed why } } }', { id }, drafter)
    return seen.data.committee.acts.find(permission => permission.act === 'body.create')
  }
  expect(await button()).toEqual({ act: 'body.create', allowed: false, why: 'Only administrators and secretaries may enter a body.' })
  const cells = permissions['body.create'].cells as Record<string, unknown>
  cells['drafter'] = cells['secretary']
  try {
    expect(await button()).toEqual({ act: 'body.create', allowed: true, why: 'A drafter may enter a body.' })
    expect((await act('createBody', { name: 'Entered by a drafter', kind: 'x', jurisdiction: 'EU' }, 'drafter@i.example')).id).toBeDefined()
  } finally {
    delete cells['drafter']
  }
  expect((await act('createBody', { name: 'Again', kind: 'x', jurisdiction: 'EU' }, 'drafter@i.example')).code).toBe('FORBIDDEN')
})

test('a screen of a committee with sixty seats takes no more statements than one with two', async () => {
  const counted = async (seats: number) => {
    const heads = Object.fromEntries(Array.from({ length: seats }, (_, n) => [`head${n}.${seats}@j.example`, 'participating']))
    const { id } = await enterCommittee(api, { [`sec${seats}@j.example`]: 'secretary' }, heads)
    const { cookie } = await api.signIn(`sec${seats}@j.example`)
    const response = await api.send('POST', '/graphql', { query: `{ me { id roles { role committee { name } } } committee(id: "${id}") { name acts { act } parent { name } children { name }
      roles { role person { name } } invitations { id } seats { kind body { name } delegates { head person { name } } } } }` }, { cookie })
    return Number(/sql;desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
  }
  const [few, many] = [await counted(2), await counted(60)]
  expect(many).toBe(few)
  expect(many).toBeLessThanOrEqual(15)
}, 60_000)

async function blockedStatements(wanted: number): Promise<void> {
  await eventually(async () => {
    const [row] = await api.db.query<{ n: string }[]>("select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    return Number(row?.n) >= wanted
  })
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + 10_000
  while (!(await holds())) {
    if (performance.now() > until) throw new Error('what was waited for did not happen within ten seconds')
    await new Promise(resume => setImmediate(resume))
  }
}
