import { verifyChain } from '@plenary/ledger'
import { enterCommittee, enterPerson, type TestApi, testApi } from '../../../../tests/api.ts'
import { LedgerService, sha256 } from '../ledger/ledger.service.ts'
import { Installation } from '../platform/installation.ts'

let api: TestApi
beforeAll(async () => { api = await testApi() }, 60_000)
afterAll(() => api.close())

const clock = '{ clock { now offset demo mayMove } }'
interface ClockAnswer { clock: { now: string; offset: string; demo: boolean; mayMove: boolean } }
const move = async (by: string, email: string) =>
  (await api.gql<{ moveClock: { code?: string; now?: string; offset?: string } }>(
    'mutation ($by: String!) { moveClock(input: { by: $by }) { ... on Clock { now offset } ... on Refusal { code message } } }', { by }, await api.signIn(email))).data.moveClock

test('a secretary moves a demo’s clock forward; the jump stands in the ledger; nobody else moves it, and nobody a real one', async () => {
  const { id } = await enterCommittee(api, { 'sec@a.example': 'secretary', 'chair@a.example': 'chair' })
  expect((await move('P30D', 'sec@a.example')).code).toBe('FORBIDDEN')
  await api.db.transaction(tx => api.get(Installation).markDemo(tx, 'present'))
  expect((await api.gql<ClockAnswer>(clock, {}, await api.signIn('chair@a.example'))).data.clock.mayMove).toBe(false)
  const before = await api.gql<ClockAnswer>(clock, {}, await api.signIn('sec@a.example'))
  expect(before.data.clock.mayMove).toBe(true)
  expect((await move('P30D', 'chair@a.example')).code).toBe('FORBIDDEN')
  for (const by of ['P-1D', 'PT0S', 'P30Y', 'soon', 'P']) expect([by, (await move(by, 'sec@a.example')).code]).toEqual([by, 'BAD_INPUT'])
  const moved = await move('P30D', 'sec@a.example')
  expect(moved.offset).toBe('PT2592000S')
  expect(Date.parse(moved.now!) - Date.parse(before.data.clock.now)).toBeGreaterThanOrEqual(30 * 86_400_000)
  const entries = await api.get(LedgerService).read({ committee: id })
  expect(entries.at(-1)).toMatchObject({ kind: 'clock.moved', facts: { by: 'P30D' } })
  expect(verifyChain(entries, sha256).ok).toBe(true)
})

const outbox = '{ outbox { nodes { to subject text } } }'
const read = async (email: string) => (await api.gql<{ outbox: { nodes: { to: string; text: string }[] } }>(outbox, {}, await api.signIn(email))).data.outbox.nodes

test('the outbox is for secretaries and administrators, and links into accounts for administrators, outside a demo', async () => {
  await enterCommittee(api, { 'sec@b.example': 'secretary', 'drafter@b.example': 'drafter' })
  await enterPerson(api, 'root@b.example', { isAdministrator: true })
  await api.gql('mutation { requestPasswordReset(input: { email: "drafter@b.example" }) { ... on Done { ok } } }')
  await api.settle()
  const link = /\/link\/[\w-]{20,}/
  expect(await read('drafter@b.example')).toEqual([])
  expect((await read('sec@b.example'))[0]?.text).toMatch(link)
  await api.db.transaction(tx => api.get(Installation).markDemo(tx, 'none'))
  expect((await read('sec@b.example'))[0]?.text).not.toMatch(link)
  expect((await read('root@b.example'))[0]?.text).toMatch(link)
})

test('removing the demo takes its people and committees, keeps what real work rests on, and leaves the ledger valid', async () => {
  const demo = await enterCommittee(api, { 'sec@demo.example': 'secretary' }, { 'head@demo.example': 'participating' })
  const kept = await enterCommittee(api, { 'keeper@demo.example': 'chair' })
  const real = await enterCommittee(api, { 'real@c.example': 'secretary' })
  await api.db.query("update person set is_demo = true where email like '%demo.example'")
  await api.db.query('update committee set is_demo = true where id = any($1)', [[demo.id, kept.id]])
  await api.db.query('update body set is_demo = true where id in (select body_id from seat where committee_id = $1)', [demo.id])
  await api.db.query('update committee set parent_id = $1 where id = $2', [kept.id, real.id])
  expect((await api.send('GET', '/auth/demo')).status).toBe(404)
  await api.db.transaction(tx => api.get(Installation).markDemo(tx, 'present'))
  expect(await (await api.send('GET', '/auth/demo')).json()).toEqual(expect.arrayContaining([
    { name: 'sec of demo.example', email: 'sec@demo.example', words: 'secretary' },
    { name: 'head of demo.example', email: 'head@demo.example', words: expect.stringMatching(/^head of delegation, Body /) },
  ]))
  const remove = async (confirm: boolean) => (await api.gql<{ removeDemo: { ok?: boolean; code?: string } }>(
    'mutation ($confirm: Boolean!) { removeDemo(input: { confirm: $confirm }) { ... on Done { ok } ... on Refusal { code } } }', { confirm }, await api.signIn('real@c.example'))).data.removeDemo
  expect((await remove(false)).code).toBe('BAD_INPUT')
  expect(await remove(true)).toEqual({ ok: true })
  expect((await remove(true)).code).toBe('NO_DEMO')
  const rows = await api.db.query<{ id: string }[]>('select id from committee where id = any($1)', [[demo.id, kept.id, real.id]])
  expect(rows.map(row => row.id).sort()).toEqual([kept.id, real.id].sort())
  expect(await api.db.query("select 1 from person where email like '%demo.example'")).toEqual([])
  const entries = await api.get(LedgerService).read({ committee: demo.id })
  expect(verifyChain(entries, sha256).ok).toBe(true)
  expect(await api.get(LedgerService).openingsFor({ committee: demo.id })).toEqual(new Map())
})
