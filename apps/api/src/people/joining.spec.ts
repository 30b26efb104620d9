import { enterCommittee, enterPerson, password, type TestApi, testApi } from '../../../../tests/api.ts'
import { InvitationsService } from './invitations.service.ts'

let api: TestApi
beforeAll(async () => { api = await testApi() }, 60_000)
afterAll(() => api.close())

interface Outcome { ok?: boolean; code?: string; message?: string; url?: string }

const invite = `mutation ($input: InviteInput!) { invite(input: $input) { ... on InvitationLink { url invitation { id role seatId } } ... on Refusal { code message } } }`
const acceptance = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ... on Done { ok } ... on Refusal { code message } } }`
const linkFacts = 'query ($token: String!) { link(token: $token) { purpose email name committee } }'
const tokenOf = (url: string | undefined): string => /\/link\/([\w-]+)/.exec(url ?? '')?.[1] ?? ''
const use = async (token: string, secret = password, name = '') =>
  (await api.gql<{ acceptInvitation: Outcome }>(acceptance, { input: { token, password: secret, name } })).data.acceptInvitation
const lettersTo = (email: string) => api.db.query<{ subject: string; body: string }[]>('select subject, body from mail where recipient = $1 order by at', [email])

test('an invited person opens the link, sets a password, signs in and holds the role and the seat', async () => {
  const { id, seats } = await enterCommittee(api, { 'secretary@a.example': 'secretary' }, { 'head@a.example': 'participating' })
  const secretary = await api.signIn('secretary@a.example')
  const sent = await api.gql<{ invite: Outcome }>(invite,
    { input: { committeeId: id, email: 'New@A.example', name: 'Newcomer', role: 'drafter', seatId: seats['head@a.example'] } }, secretary)
  const token = tokenOf(sent.data.invite.url)
  expect((await lettersTo('new@a.example'))[0]?.body).toContain(token)
  expect((await api.gql<{ link: object }>(linkFacts, { token })).data.link).toEqual({ purpose: 'invitation', email: 'new@a.example', name: 'Newcomer', committee: 'Trustworthy machines' })
  expect(await use(token, password, 'Noor New')).toEqual({ ok: true })
  expect((await api.gql<{ link: null }>(linkFacts, { token })).data.link).toBeNull()
  const mine = await api.gql<{ me: { name: string; roles: { role: string }[]; seats: { id: string }[] } }>('{ me { name roles { role committee { id } } seats { id } } }', {}, await api.signIn('new@a.example'))
  expect(mine.data.me).toEqual({ name: 'Noor New', roles: [{ role: 'drafter', committee: { id } }], seats: [{ id: seats['head@a.example'] }] })
})

test('of twenty who use a one-time link at once, one gets in', async () => {
  const { id } = await enterCommittee(api, { 'chair@b.example': 'chair' })
  const sent = await api.gql<{ invite: Outcome }>(invite, { input: { committeeId: id, email: 'once@b.example', name: 'Once', role: 'secretary' } }, await api.signIn('chair@b.example'))
  const token = tokenOf(sent.data.invite.url)
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => use(token, `the password of try ${n}`)))
  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
  expect(outcomes.filter(outcome => outcome.code === 'LINK_SPENT' || outcome.code === 'HAS_ACCOUNT')).toHaveLength(19)
  const [roles] = await api.db.query<{ n: string }[]>("select count(*) as n from role join person p on p.id = person_id where email = 'once@b.example'")
  expect(roles?.n).toBe('1')
})

test.each([
  ['a drafter may not invite', 'drafter', { role: 'drafter' }, 'FORBIDDEN'],
  ['a secretary may not make a chair', 'secretary', { role: 'chair' }, 'FORBIDDEN'],
  ['a chair may not make an administrator', 'chair', { administrator: true }, 'FORBIDDEN'],
  ['a role that is none is named', 'chair', { role: 'emperor' }, 'BAD_INPUT'],
  ['an invitation is for something', 'chair', {}, 'BAD_INPUT'],
  ['a chair may not fill a seat', 'chair', { seatId: '00000000-0000-4000-8000-000000000001' }, 'FORBIDDEN'],
  ['a seat of another committee is unknown here', 'secretary', { seatId: '00000000-0000-4000-8000-000000000001' }, 'NOT_FOUND'],
])('%s', async (title, role, wanted, code) => {
  const email = `${title.replace(/\W/g, '-')}@c.example`
  const { id } = await enterCommittee(api, { [email]: role })
  const answer = await api.gql<{ invite: Outcome }>(invite, { input: { committeeId: id, email: 'x@c.example', name: 'X', ...wanted } }, await api.signIn(email))
  expect(answer.data.invite.code).toBe(code)
})

test('a link never sets the password of an account that exists, whoever made it', async () => {
  const { id } = await enterCommittee(api, { 'chair@d.example': 'chair' })
  const chair = await api.signIn('chair@d.example')
  await enterPerson(api, 'settled@d.example')
  const known = await api.gql<{ invite: Outcome }>(invite, { input: { committeeId: id, email: 'settled@d.example', name: 'S', role: 'drafter' } }, chair)
  expect(known.data.invite.code).toBe('HAS_ACCOUNT')
  const sent = await api.gql<{ invite: Outcome }>(invite, { input: { committeeId: id, email: 'later@d.example', name: 'L', role: 'drafter' } }, chair)
  await enterPerson(api, 'later@d.example')
  const token = tokenOf(sent.data.invite.url)
  expect((await use(token, 'what the chair would like')).code).toBe('HAS_ACCOUNT')
  expect(await use(token, password)).toEqual({ ok: true })
  await api.signIn('later@d.example')
})

test('a reset is answered alike for everybody, works once, within an hour, and ends what was open', async () => {
  await enterPerson(api, 'forgot@e.example')
  const stale = await api.signIn('forgot@e.example')
  const request = 'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { ... on Done { ok } ... on Refusal { code } } }'
  const answers = []
  for (const email of ['forgot@e.example', 'nobody@e.example']) answers.push((await api.gql<object>(request, { email })).data)
  expect(answers[0]).toEqual(answers[1])
  await api.settle()
  expect(await lettersTo('nobody@e.example')).toHaveLength(0)
  const token = tokenOf((await lettersTo('forgot@e.example'))[0]?.body)
  expect((await use(token, 'too short')).code).toBe('BAD_INPUT')
  expect(await use(token, 'a password I remember')).toEqual({ ok: true })
  expect((await use(token, 'another password I know')).code).toBe('LINK_SPENT')
  expect((await api.gql<{ me: unknown }>('{ me { id } }', {}, stale)).data.me).toBeNull()
  await api.signIn('forgot@e.example', 'a password I remember')
  await api.gql(request, { email: 'forgot@e.example' })
  await api.settle()
  await api.db.query("update clock set shift = shift + interval '61 minutes'")
  expect((await use(tokenOf((await lettersTo('forgot@e.example'))[1]?.body), 'a password too late')).code).toBe('LINK_SPENT')
})

test('anybody registers by a mailed code of eight digits; a known address gets a letter but no code', async () => {
  const request = 'mutation ($email: String!) { requestRegistration(input: { email: $email, name: "Pat Public" }) { ... on Done { ok } ... on Refusal { code } } }'
  const register = 'mutation ($input: RegisterInput!) { register(input: $input) { ... on Done { ok } ... on Refusal { code } } }'
  await enterPerson(api, 'known@f.example')
  const first = (await api.gql<object>(request, { email: 'pat@f.example' })).data
  expect((await api.gql<object>(request, { email: 'known@f.example' })).data).toEqual(first)
  await api.settle()
  expect((await lettersTo('known@f.example'))[0]?.body).not.toMatch(/\d{8}/)
  const code = /\d{8}/.exec((await lettersTo('pat@f.example'))[0]?.body ?? '')?.[0] ?? ''
  const tried = async (wanted: string) => (await api.gql<{ register: Outcome }>(register, { input: { email: 'Pat@f.example', code: wanted, password } })).data.register
  expect((await tried('00000000')).code).toBe('WRONG_CODE')
  expect(await tried(code)).toEqual({ ok: true })
  expect((await tried(code)).code).toBe('WRONG_CODE')
  const mine = await api.gql<{ me: { name: string; roles: [] } }>('{ me { name roles { id } } }', {}, await api.signIn('pat@f.example'))
  expect(mine.data.me).toEqual({ name: 'Pat Public', roles: [] })
})

test('five wrong codes spend the code, even when they come at once', async () => {
  await api.gql('mutation { requestRegistration(input: { email: "quin@f.example", name: "Quin" }) { ... on Done { ok } } }')
  await api.settle()
  const code = /\d{8}/.exec((await lettersTo('quin@f.example'))[0]?.body ?? '')?.[0] ?? ''
  const register = 'mutation ($code: String!, $password: String!) { register(input: { email: "quin@f.example", code: $code, password: $password }) { ... on Refusal { code } } }'
  await Promise.all(Array.from({ length: 5 }, (_, n) => api.gql(register, { code: `1111111${n}`, password })))
  expect((await api.gql<{ register: Outcome }>(register, { code, password })).data.register.code).toBe('WRONG_CODE')
})

test('on an empty database the first administrator gets one link, and only there', async () => {
  const empty = await testApi()
  try {
    const urls = await Promise.all([1, 2, 3].map(() => empty.get(InvitationsService).firstAdministrator('root@g.example')))
    const [url, ...others] = urls.filter(one => one !== null)
    expect(others).toEqual([])
    await empty.gql(acceptance, { input: { token: tokenOf(url), password, name: 'Root' } })
    const mine = await empty.gql<{ me: { isAdministrator: boolean; acts: { act: string; allowed: boolean }[] } }>('{ me { isAdministrator acts { act allowed } } }', {}, await empty.signIn('root@g.example'))
    expect(mine.data.me.isAdministrator).toBe(true)
    expect(mine.data.me.acts.filter(act => act.allowed).map(act => act.act)).toEqual(['committee.create', 'body.create', 'outbox.read', 'demo.remove'])
    expect(await empty.get(InvitationsService).firstAdministrator('other@g.example')).toBeNull()
  } finally {
    await empty.close()
  }
}, 60_000)

test('no e-mail address, name or secret of a person stands openly in the ledger', async () => {
  const entries = JSON.stringify(await api.db.query('select kind, facts from ledger_entry'))
  const people = await api.db.query<{ name: string; email: string }[]>("select name, email from person where name <> 'X'")
  expect(people.filter(person => entries.includes(person.email) || entries.includes(JSON.stringify(person.name)))).toEqual([])
  expect(entries).toContain('invitation.accepted')
})
