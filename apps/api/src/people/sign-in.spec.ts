import { enterPerson, password, type TestApi, testApi } from '../../../../tests/api.ts'
import { Changes } from '../platform/changes.ts'
import { SessionsService } from './sessions.service.ts'

let api: TestApi
beforeAll(async () => { api = await testApi({ PLENARY_PROXIES: '1' }) }, 60_000)
afterAll(() => api.close())

const me = '{ me { name email sessions { id agent current } } }'
interface MeAnswer { me: { name: string; email: string; sessions: { id: string; agent: string; current: boolean }[] } | null }
const from = (address: string) => ({ 'x-forwarded-for': address })

test('a right password opens a session whose cookie only this host can set or read', async () => {
  await enterPerson(api, 'ana@example.org', { name: 'Ana' })
  const response = await api.send('POST', '/auth/sign-in', { email: ' Ana@Example.org ', password })
  expect(response.status).toBe(204)
  const [cookie] = response.headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-plenary=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  const answer = await api.gql<MeAnswer>(me, {}, { cookie: cookie!.split(';')[0]! })
  expect(answer.data.me?.name).toBe('Ana')
  const stored = await api.db.query<{ token_hash: string }[]>('select token_hash from session')
  expect(stored.some(row => cookie!.includes(row.token_hash))).toBe(false)
})

test('a wrong password, an unknown account and an account without a password get the same answer', async () => {
  await enterPerson(api, 'bea@example.org')
  await api.db.query("insert into person (name, email) values ('Unfinished', 'unfinished@example.org')")
  const answers = await Promise.all(['bea@example.org', 'nobody@example.org', 'unfinished@example.org'].map(async email => {
    const response = await api.send('POST', '/auth/sign-in', { email, password: 'not the password' })
    return [response.status, await response.text()]
  }))
  expect(new Set(answers.map(String)).size).toBe(1)
  expect(answers[0]?.[0]).toBe(401)
  expect(JSON.parse(String(answers[0]?.[1]))).toEqual({ code: 'WRONG_CREDENTIALS', message: expect.stringContaining('not right') })
})

test('a body that is no sign-in is refused in words', async () => {
  for (const body of [{}, { email: 1, password: 2 }, { email: 'a\u0000@b.c', password: 'x' }, []]) {
    const response = await api.send('POST', '/auth/sign-in', body)
    expect([response.status, (await response.json() as { code: string }).code]).toEqual([400, 'BAD_INPUT'])
  }
})

test('guesses at one account are stopped, from wherever they come, even when the next one is right', async () => {
  await enterPerson(api, 'carla@example.org')
  const statuses = []
  for (let n = 0; n < 12; n += 1) {
    const response = await api.send('POST', '/auth/sign-in', { email: 'carla@example.org', password: `guess ${n}` }, from(`203.0.113.${n}`))
    statuses.push(response.status)
  }
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])
  const right = await api.send('POST', '/auth/sign-in', { email: 'carla@example.org', password }, from('203.0.113.99'))
  expect(right.status).toBe(429)
  expect(await right.json()).toEqual({ code: 'TOO_MANY_TRIES', message: expect.stringMatching(/Wait \d+ minutes/) })
})

test('parallel guesses do not slip through the limit', async () => {
  await enterPerson(api, 'dora@example.org')
  const statuses = await Promise.all(Array.from({ length: 30 }, async (_, n) =>
    (await api.send('POST', '/auth/sign-in', { email: 'dora@example.org', password: `guess ${n}` }, from(`198.51.100.${n}`))).status))
  expect(statuses.filter(status => status === 401)).toHaveLength(10)
})

test('guesses from one address at many accounts are stopped', async () => {
  const statuses = await Promise.all(Array.from({ length: 70 }, async (_, n) =>
    (await api.send('POST', '/auth/sign-in', { email: `person${n}@example.org`, password: 'spring' }, from('192.0.2.7'))).status))
  expect(statuses.filter(status => status === 401)).toHaveLength(60)
  expect(statuses.filter(status => status === 429)).toHaveLength(10)
  const other = await api.send('POST', '/auth/sign-in', { email: 'person1@example.org', password: 'spring' }, from('192.0.2.8'))
  expect(other.status).toBe(401)
}, 60_000)

test('right sign-ins use up nobody’s tries', async () => {
  await enterPerson(api, 'elsa@example.org')
  for (let n = 0; n < 15; n += 1) await api.signIn('elsa@example.org')
  const [row] = await api.db.query<{ tries: string }[]>("select coalesce(sum(points), 0) as tries from guess where key = 'sign-in of account:elsa@example.org'")
  expect(Number(row?.tries)).toBe(0)
})

test('a flood of sign-ins waits its turn while other requests are answered', async () => {
  const order: string[] = []
  const flood = Array.from({ length: 200 }, (_, n) =>
    api.send('POST', '/auth/sign-in', { email: `flood${n}@example.org`, password: 'x' }, from(`10.1.${n}.1`)).then(response => order.push(`flood ${response.status}`)))
  for (let n = 0; n < 20; n += 1) {
    const response = await api.send('GET', '/health/live')
    order.push(`ping ${response.status}`)
  }
  const answeredAfterPings = order.filter(entry => entry === 'ping 200').length
  const stillWaiting = 200 - order.filter(entry => entry.startsWith('flood')).length
  expect(answeredAfterPings).toBe(20)
  expect(stillWaiting).toBeGreaterThan(50)
  await Promise.all(flood)
  expect(order.filter(entry => entry === 'flood 401')).toHaveLength(200)
}, 120_000)

test('a session that was ended is refused at the very next request', async () => {
  await enterPerson(api, 'fay@example.org')
  const [laptop, phone] = [await api.signIn('fay@example.org'), await api.signIn('fay@example.org')]
  const before = await api.gql<MeAnswer>(me, {}, laptop)
  expect(before.data.me?.sessions).toHaveLength(2)
  const other = before.data.me?.sessions.find(session => !session.current)
  const ended = await api.gql<{ endSession: { ok: boolean } }>(
    'mutation ($id: ID!) { endSession(input: { sessionId: $id }) { ... on Done { ok } ... on Refusal { code } } }', { id: other?.id }, laptop)
  expect(ended.data.endSession.ok).toBe(true)
  expect((await api.gql<MeAnswer>(me, {}, phone)).data.me).toBeNull()
  expect((await api.gql<MeAnswer>(me, {}, laptop)).data.me?.email).toBe('fay@example.org')
})

test('an act under way notices that its session was ended, and open sockets are checked again', async () => {
  const personId = await enterPerson(api, 'flo@example.org')
  const { cookie } = await api.signIn('flo@example.org')
  const sessions = api.get(SessionsService)
  const viewer = (await sessions.ofSecret(cookie.split('=')[1]!))!
  const valid = () => api.db.transaction(tx => sessions.stillValid(tx, viewer))
  expect(await valid()).toBe(true)
  const told = new Promise<string>(resolve => {
    void api.get(Changes).hear('rights', async word => { if (word.personId === personId) resolve(word.personId) })
  })
  await api.send('POST', '/auth/sign-out', undefined, { cookie })
  expect(await valid()).toBe(false)
  expect(await told).toBe(personId)
})

test('nobody ends somebody else’s session', async () => {
  await enterPerson(api, 'gil@example.org')
  await enterPerson(api, 'hal@example.org')
  const [gil, hal] = [await api.signIn('gil@example.org'), await api.signIn('hal@example.org')]
  const theirs = (await api.gql<MeAnswer>(me, {}, gil)).data.me?.sessions[0]?.id
  const answer = await api.gql<{ endSession: { code: string } }>(
    'mutation ($id: ID!) { endSession(input: { sessionId: $id }) { ... on Refusal { code } } }', { id: theirs }, hal)
  expect(answer.data.endSession.code).toBe('NOT_FOUND')
  expect((await api.gql<MeAnswer>(me, {}, gil)).data.me?.email).toBe('gil@example.org')
})

test('signing in again gives a new secret and ends the session that the browser held; signing out ends it too', async () => {
  await enterPerson(api, 'ida@example.org')
  const first = await api.signIn('ida@example.org')
  const again = await api.send('POST', '/auth/sign-in', { email: 'ida@example.org', password }, { cookie: first.cookie })
  const second = { cookie: again.headers.getSetCookie()[0]!.split(';')[0]! }
  expect(second.cookie).not.toBe(first.cookie)
  expect((await api.gql<MeAnswer>(me, {}, first)).data.me).toBeNull()
  const out = await api.send('POST', '/auth/sign-out', undefined, { cookie: second.cookie })
  expect(out.status).toBe(204)
  expect((await api.gql<MeAnswer>(me, {}, second)).data.me).toBeNull()
})

test.each([
  ['left alone for three days', "last_seen_at = clock_timestamp() - interval '73 hours'"],
  ['fourteen days old, however busy', "started_at = clock_timestamp() - interval '15 days'"],
])('a session %s has run out', async (_, change) => {
  const email = `worn${change.length}@example.org`
  const id = await enterPerson(api, email)
  const session = await api.signIn(email)
  await api.db.query(`update session set ${change} where person_id = $1`, [id])
  expect((await api.gql<MeAnswer>(me, {}, session)).data.me).toBeNull()
})

test('moving the one clock by years signs nobody out', async () => {
  await enterPerson(api, 'jon@example.org')
  const session = await api.signIn('jon@example.org')
  await api.db.query("update clock set shift = '5 years'")
  expect((await api.gql<MeAnswer>(me, {}, session)).data.me?.email).toBe('jon@example.org')
  await api.db.query("update clock set shift = '0'")
})

test('an access token lets a program in until it is ended; a broken header lets nobody in, whatever the cookie says', async () => {
  await enterPerson(api, 'kim@example.org')
  const session = await api.signIn('kim@example.org')
  const made = await api.gql<{ createAccessToken: { id: string; token: string } }>(
    'mutation { createAccessToken(input: { name: "script" }) { ... on AccessToken { id token } } }', {}, session)
  const { id, token } = made.data.createAccessToken
  const asked = async (authorization: string) => {
    const response = await api.send('POST', '/graphql', { query: me }, { authorization, cookie: session.cookie })
    return (await response.json() as { data: MeAnswer }).data.me?.email
  }
  expect(await asked(`Bearer ${token}`)).toBe('kim@example.org')
  expect(await asked('Bearer nonsense')).toBeUndefined()
  await api.gql('mutation ($id: ID!) { endSession(input: { sessionId: $id }) { ... on Done { ok } } }', { id }, session)
  expect(await asked(`Bearer ${token}`)).toBeUndefined()
})

test('changing the password asks for the present one, keeps this session and ends the others', async () => {
  await enterPerson(api, 'lea@example.org')
  const [here, elsewhere] = [await api.signIn('lea@example.org'), await api.signIn('lea@example.org')]
  const change = 'mutation ($current: String!, $next: String!) { changePassword(input: { current: $current, next: $next }) { ... on Done { ok } ... on Refusal { code } } }'
  const wrong = await api.gql<{ changePassword: { code: string } }>(change, { current: 'nope nope nope', next: 'a much longer secret' }, here)
  expect(wrong.data.changePassword.code).toBe('WRONG_PASSWORD')
  const short = await api.gql<{ changePassword: { code: string } }>(change, { current: password, next: 'short' }, here)
  expect(short.data.changePassword.code).toBe('BAD_INPUT')
  const right = await api.gql<{ changePassword: { ok: boolean } }>(change, { current: password, next: 'a much longer secret' }, here)
  expect(right.data.changePassword.ok).toBe(true)
  expect((await api.gql<MeAnswer>(me, {}, here)).data.me?.email).toBe('lea@example.org')
  expect((await api.gql<MeAnswer>(me, {}, elsewhere)).data.me).toBeNull()
  await expect(api.signIn('lea@example.org')).rejects.toThrow('401')
  await api.signIn('lea@example.org', 'a much longer secret')
})
