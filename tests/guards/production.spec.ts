import { type Caller, enterCommittee, password, type TestApi, type TestCommittee, testApi } from '../api.ts'
import { until } from '../collab/clients.ts'
import { StockProcess } from '../collab/stock-process.ts'
import { openDraft, wordsOf, writeArticles } from '../draft.ts'
import { figureOf, type Instance, Production } from '../production.ts'

const [secretary, ada, bo] = ['secretary@production.example', 'ada@production.example', 'bo@production.example']

let api: TestApi
let production: Production
let committee: TestCommittee
let prepared: Caller
const cookies: Record<string, string> = {}

beforeAll(async () => {
  // Prepares the database, and later reads what the others wrote; people come in through the proxy alone.
  api = await testApi()
  committee = await enterCommittee(api, { [secretary]: 'secretary', [ada]: 'drafter', [bo]: 'drafter' })
  prepared = await api.signIn(secretary)
  production = await Production.start(api.databaseUrl)
}, 120_000)
afterAll(async () => {
  await production?.stop()
  await api?.close()
})

const socketsOf = (one: Instance): Promise<number> => figureOf(one, 'plenary_collab_sockets')

/** The published client, in a draft by way of the proxy. `seat` is part of the address, by which the proxy chooses an instance. */
const enter = (draftId: string, email: string, seat: number): Promise<StockProcess> =>
  new StockProcess(`${production.url.replace('https', 'wss')}/collab`, draftId, { cookie: cookies[email]!, origin: production.url }, { seat: String(seat) },
    { NODE_EXTRA_CA_CERTS: production.authority }).inside()

/** The published client on this instance and no other. */
async function enterAt(one: Instance, draftId: string, email: string): Promise<StockProcess> {
  for (let seat = 0; seat < 40; seat++) {
    const before = await socketsOf(one)
    const client = await enter(draftId, email, seat)
    if (await socketsOf(one) > before) return client
    client.leave()
  }
  throw new Error('The proxy never chose this instance.')
}

/** Writes a numbered word every few milliseconds, until told to end. */
function writing(client: StockProcess, name: string): { readonly words: readonly string[]; readonly end: () => readonly string[] } {
  const words: string[] = []
  const timer = setInterval(() => {
    words.push(`${name}${words.length}.`)
    client.type('scope', 0, `${words.at(-1)} `)
  }, 25)
  return {
    words,
    end: () => {
      clearInterval(timer)
      return words
    },
  }
}

/** How long it takes from now until this client has lost its instance and has the text again from another. */
async function movesOver(client: StockProcess): Promise<number> {
  const since = performance.now()
  await until('the client lost its instance', () => !client.synced)
  await until('the client has the text again', () => client.synced)
  return performance.now() - since
}

const missingIn = (text: string, words: readonly string[]): string[] => words.filter(word => !text.includes(`${word} `))

test('production is reached over https alone, tells that it is well, keeps its figures inside, and lets people in with a secure cookie', async () => {
  for (const { url } of production.instances) expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect((await production.ask('GET', '/health/live')).status).toBe(200)
  expect((await production.ask('GET', '/metrics')).status).toBe(404)
  const page = await production.ask('GET', '/sign-in')
  expect([page.status, page.headers['strict-transport-security'] !== undefined, page.body.includes('<title>Plenary')]).toEqual([200, true, true])
  expect((await production.ask('POST', '/auth/sign-in', { email: ada, password }, { origin: 'https://elsewhere.example' })).status).toBe(403)
  for (const email of [ada, bo]) {
    const signedIn = await production.ask('POST', '/auth/sign-in', { email, password })
    const [cookie] = signedIn.headers['set-cookie'] ?? []
    expect([signedIn.status, cookie?.startsWith('__Host-'), cookie?.includes('Secure')]).toEqual([204, true, true])
    cookies[email] = cookie!.split(';')[0]!
  }
  const me = await production.ask('POST', '/graphql', { query: '{ me { name } }' }, { cookie: cookies[ada]! })
  expect(JSON.parse(me.body)).toEqual({ data: { me: { name: 'ada of production.example' } } })
}, 60_000)

test('two people on two instances write in one clause; one instance drains, Redis dies, the other instance is killed, and every word is there', async () => {
  const draftId = await openDraft(api, committee, prepared)
  await writeArticles(api, draftId, committee.people[ada]!)
  const [first, second] = production.instances
  const [here, there] = [await enterAt(first, draftId, ada), await enterAt(second, draftId, bo)]
  const [ofAda, ofBo] = [writing(here, 'ada'), writing(there, 'bo')]
  await here.sees('bo9. ')
  await there.sees('ada9. ')

  const [moved, code] = await Promise.all([movesOver(here), first.process.stop()])
  expect([code, moved < 2_000]).toEqual([0, true])
  expect((await production.ask('GET', '/health/ready')).status).toBe(200)
  await first.process.start()

  await until('Redis carries the words', async () => await figureOf(second, 'plenary_collab_bus_up') === 1)
  await production.redis.process.kill()
  await until('Redis is missed', async () => await figureOf(second, 'plenary_collab_bus_up') === 0)
  const last = ofAda.words.at(-1)!
  await there.sees(`${last} `)
  await production.redis.process.start()

  const [again, alike] = await Promise.all([movesOver(here), movesOver(there), second.process.kill()])
  expect(Math.max(again, alike)).toBeLessThan(2_000)
  const [byAda, byBo] = [ofAda.end(), ofBo.end()]
  for (const client of [here, there]) await until('everybody sees every word', () => missingIn(client.text, [...byAda, ...byBo]).length === 0)
  expect(here.text).toBe(there.text)
  expect(missingIn(await wordsOf(api, draftId), [...byAda, ...byBo])).toEqual([])
  const stored = await Promise.all(production.instances.map(one => figureOf(one, 'plenary_collab_updates_total{outcome="stored"}').catch(() => 0)))
  expect(stored[0]! + stored[1]!).toBeGreaterThan(0)
  expect(Math.min(byAda.length, byBo.length)).toBeGreaterThan(20)
}, 90_000)
