import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import WebSocket from 'ws'
import { type Caller, enterCommittee, type TestApi, testApi } from '../api.ts'
import { openDraft, writeArticles } from '../draft.ts'

const megabyte = 1_048_576

let api: TestApi
let drafter: Caller
let draftId: string
let committeeId: string
beforeAll(async () => {
  api = await testApi()
  const committee = await enterCommittee(api, { 'secretary@noise.example': 'secretary', 'drafter@noise.example': 'drafter' })
  committeeId = committee.id
  draftId = await openDraft(api, committee, await api.signIn('secretary@noise.example'))
  await writeArticles(api, draftId, committee.people['drafter@noise.example']!)
  drafter = await api.signIn('drafter@noise.example')
  // The first reading starts the thread that reads texts.
  await read()
}, 60_000)
afterAll(() => api.close())

const read = () => api.gql<{ draft: { id: string } }>('query ($id: ID!) { draft(id: $id) { id text { words } } }', { id: draftId }, drafter)

/** How many rows every table holds. Counts of guesses are meant to grow: they are what stops a flood. */
async function rows(): Promise<Record<string, number>> {
  const tables = await api.db.query<{ name: string }[]>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'guess' order by 1")
  const counts: Record<string, number> = {}
  for (const { name } of tables) counts[name] = (await api.db.query<{ n: number }[]>(`select count(*)::int as n from "${name}"`))[0]!.n
  return counts
}

/** Lets nonsense in, and expects that nothing changed and nobody had to wait for it. */
async function harmless(nonsense: () => Promise<unknown>): Promise<void> {
  const before = await rows()
  const blocked = monitorEventLoopDelay({ resolution: 10 })
  blocked.enable()
  await nonsense()
  blocked.disable()
  expect(blocked.max / 1e6).toBeLessThan(500)
  const began = performance.now()
  const { data } = await read()
  expect(data.draft.id).toBe(draftId)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(await rows()).toEqual(before)
}

const words = 'x'.repeat(megabyte)
const bodies: readonly (readonly [string, string, () => string | Buffer])[] = [
  ['random bytes called JSON', 'application/json', () => randomBytes(megabyte)],
  ['random bytes of no type', 'application/octet-stream', () => randomBytes(megabyte)],
  ['JSON nested half a million deep', 'application/json', () => '['.repeat(megabyte / 2) + ']'.repeat(megabyte / 2)],
  ['JSON of objects nested deep', 'application/json', () => `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`],
  ['one long string', 'application/json', () => JSON.stringify({ email: words, password: words, query: words })],
  ['keys that name the prototype', 'application/json', () => `{"__proto__":{"viewer":1},"constructor":{"prototype":{"viewer":1}},"email":${JSON.stringify(words)}}`],
  ['a form with a hundred thousand fields', 'application/x-www-form-urlencoded', () => Array.from({ length: 100_000 }, (_, n) => `a[${n}]=${n}`).join('&')],
  ['a text that calls itself XML', 'text/xml', () => `<!DOCTYPE a [<!ENTITY b "${words}">]><a>&b;</a>`],
  ['multipart without an end', 'multipart/form-data; boundary=x', () => `--x\r\ncontent-disposition: form-data; name="file"; filename="a.json"\r\n\r\n${words}`],
  ['multipart without a boundary', 'multipart/form-data', () => words],
  ['multipart of ten thousand fields', 'multipart/form-data; boundary=x', () => '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(10_000)],
  ['a charset that does not exist', 'application/json; charset=klingon', () => words],
  ['a query of a megabyte', 'application/json', () => JSON.stringify({ query: `{ ${'me { id } '.repeat(100_000)} }` })],
  ['a query nested deep', 'application/json', () => JSON.stringify({ query: '{ a '.repeat(20_000) + '}'.repeat(20_000) })],
  ['one field under a thousand names', 'application/json', () => JSON.stringify({ query: `{ ${Array.from({ length: 1_000 }, (_, n) => `a${n}: version`).join(' ')} }` })],
  ['fragments that hold each other', 'application/json', () => JSON.stringify({ query: '{ me { ...a } } fragment a on Me { ...b } fragment b on Me { ...a }' })],
  ['fragments that double fifty times', 'application/json', () => JSON.stringify({
    query: `{ me { ...f0 } } ${Array.from({ length: 50 }, (_, n) => `fragment f${n} on Me { ...f${n + 1} ...f${n + 1} }`).join(' ')} fragment f50 on Me { id }` })],
  ['directives without end', 'application/json', () => JSON.stringify({ query: `{ me ${'@skip(if: false) '.repeat(2_000)} { id } }` })],
  ['a batch of a thousand', 'application/json', () => JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ version }' })))],
  ['null', 'application/json', () => 'null'],
  ['nothing', 'application/json', () => ''],
]
const paths = ['/graphql', '/auth/sign-in', '/auth/sign-out', '/uploads', '/export/x.zip', '/p/x', '/health/ready', '/metrics', '/collab/x', '/text/x', '/feeds/x.ics', '/', '/assets/x.js']

const request = (path: string, type: string, body: string | Buffer, more: Record<string, string> = {}, method = 'POST') =>
  fetch(`${api.url}${path}`, { method, headers: { 'content-type': type, ...more }, body: typeof body === 'string' ? body : new Uint8Array(body) })
    .then(async response => {
      await response.arrayBuffer()
      return response.status
      // A server that has heard enough may end the connection while the rest is still on its way.
    }, () => 413)

test.each(bodies)('%s, to every address, changes nothing and stops nothing', async (_, type, body) => {
  await harmless(async () => {
    const content = body()
    for (const path of paths) {
      // Signing out on purpose is no nonsense; everything else is sent by somebody with a session.
      const sent = await request(path, type, content, path === '/auth/sign-out' ? {} : { cookie: drafter.cookie })
      expect({ path, fault: sent >= 500 }).toEqual({ path, fault: false })
    }
  })
}, 30_000)

test('packed nonsense, called packed or not, changes nothing and stops nothing', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * megabyte, ' '))
  await harmless(async () => {
    for (const path of ['/graphql', '/auth/sign-in', '/uploads']) {
      for (const encoding of ['gzip', 'deflate', 'br', 'compress']) expect(await request(path, 'application/json', bomb, { 'content-encoding': encoding, cookie: drafter.cookie })).toBeLessThan(500)
    }
  })
}, 30_000)

test('methods, paths and headers that mean nothing change nothing and stop nothing', async () => {
  const names = ['%00', '%ff%fe', '..%2f..%2fetc%2fpasswd', 'a'.repeat(10_000), "'; drop table draft; --", '%F0%9F%92%A5', '__proto__', '00000000-0000-0000-0000-000000000000']
  await harmless(async () => {
    for (const path of ['/export/', '/p/', '/feeds/', '/d/', '/collab/', '/auth/', '/assets/', '/']) {
      for (const name of names) {
        const { status } = await fetch(`${api.url}${path}${name}`, { headers: { cookie: `${drafter.cookie}; a=${'b'.repeat(1_000)}`, 'accept-language': '\u00ff;q=x', range: 'bytes=9-1,-' } })
        expect({ path, name, fault: status >= 500 }).toEqual({ path, name, fault: false })
      }
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE']) expect(await request('/graphql', 'application/json', '{}', {}, method)).toBeLessThan(500)
    for (const cookie of ['__Host-plenary=%00', `__Host-plenary=${'y'.repeat(8_000)}`, '=;;;=']) expect((await fetch(`${api.url}/graphql?query={me{id}}`, { headers: { cookie } })).status).toBeLessThan(500)
  })
}, 30_000)

const strings: readonly (readonly [string, string])[] = [
  ['a zero byte', 'a\u0000b'], ['half a character', '\ud800'], ['a hundred thousand letters', 'y'.repeat(90_000)], ['words that turn direction', '\u202e\u2066\u200b'], ['nothing', ''], ['spaces', ' \n\t '],
]

interface Typed { kind: string; name: string | null; ofType: Typed | null }
interface Described { inputFields: { name: string; type: Typed; defaultValue: string | null }[] | null }

const bare = (type: Typed): Typed => (type.ofType && type.kind === 'NON_NULL' ? bare(type.ofType) : type)

test.each(strings)('%s in every field of every mutation is answered with a refusal, not with a fault', async (_, text) => {
  const { data } = await api.gql<{ __schema: { mutationType: { fields: { name: string; args: { type: Typed }[] }[] }; types: ({ name: string } & Described)[] } }>(
    `{ __schema { mutationType { fields { name args { type { kind name ofType { kind name ofType { kind name } } } } } }
       types { name inputFields { name defaultValue type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }`)
  const types = new Map(data.__schema.types.map(type => [type.name, type]))
  const known: Record<string, unknown> = { draftId, committeeId, closesAt: '2031-01-01T00:00:00Z' }
  const valueOf = (type: Typed, name: string): unknown => {
    const { kind, name: scalar, ofType } = bare(type)
    if (kind === 'LIST') return [valueOf(ofType!, name)]
    if (kind === 'INPUT_OBJECT') return inputOf(scalar!)
    if (scalar === 'Boolean') return true
    if (scalar === 'Int' || scalar === 'Float') return 2_147_483_647
    if (scalar === 'DateTime') return '2031-01-01T00:00:00Z'
    return known[name] ?? text
  }
  const inputOf = (name: string): object => Object.fromEntries(types.get(name)!.inputFields!.map(field => [field.name, valueOf(field.type, field.name)]))
  // These take any words, or end what the test stands on.
  const apart = ['createAccessToken', 'createDraft', 'comment', 'requestPasswordReset', 'requestRegistration', 'removeDemo', 'withdrawDraft']
  const faults: string[] = []
  await harmless(async () => {
    for (const { name, args } of data.__schema.mutationType.fields.filter(field => !apart.includes(field.name))) {
      const type = bare(args[0]!.type).name!
      const answer = await api.gql<Record<string, { code?: string }>>(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on Refusal { code } } }`, { input: inputOf(type) }, drafter)
      if (answer.status === 413) continue
      if (answer.status >= 500 || answer.errors?.some(error => error.extensions.code === 'INTERNAL')) faults.push(name)
      else if (!answer.errors && answer.data[name]?.code === undefined) faults.push(`${name} did it`)
    }
  })
  expect(faults).toEqual([])
}, 60_000)

test('a variable of another type is refused with its place, not with a fault', async () => {
  const answer = await api.gql('mutation ($input: OpenRecirculationInput!) { openRecirculation(input: $input) { __typename } }',
    { input: { ballotId: draftId, closesAt: '2031-01-01T00:00:00Z', answers: ['a word'] } }, drafter)
  expect(answer.errors).toMatchObject([{ message: expect.stringContaining('input.answers[0]'), extensions: { code: 'BAD_USER_INPUT' } }])
})

/** Sends frames over a socket and waits until it is closed or has nothing more to say. */
async function pour(path: string, protocol: string | undefined, frames: readonly (string | Buffer)[]): Promise<void> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}${path}`, protocol ? [protocol] : [], { headers: { cookie: drafter.cookie, origin: api.url }, handshakeTimeout: 5_000 })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame)
      socket.ping()
    })
    socket.on('pong', () => socket.terminate())
    socket.on('error', error => { if (error.message.includes('timed out')) reject(error) })
    socket.on('close', () => resolve())
  })
}

test('a megabyte of nonsense in the frames of every socket changes nothing and stops nothing', async () => {
  const frames = (): (string | Buffer)[] => [
    randomBytes(megabyte), Buffer.alloc(megabyte, 255), words, Buffer.alloc(0),
    Buffer.from([0, 2, 255, 255, 255, 255, 15]), Buffer.from([1, ...new Array<number>(1_000).fill(255)]),
  ]
  await harmless(async () => {
    for (const frame of frames()) {
      for (const protocol of [undefined, 'ydoc.ack.v1']) await pour(`/collab/${draftId}`, protocol, [frame])
      await pour('/graphql', 'graphql-transport-ws', [frame])
    }
    const init = JSON.stringify({ type: 'connection_init' })
    const ask = (query: string) => JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })
    await pour('/graphql', 'graphql-transport-ws', [init, ask(`{ ${'me { id } '.repeat(50_000)} }`), ask('{ a '.repeat(20_000) + '}'.repeat(20_000)), '['.repeat(megabyte)])
    for (const path of ['/collab', '/collab/', '/collab/%00', `/collab/${'a'.repeat(5_000)}`, '/nowhere', '/graphql?x']) await pour(path, undefined, ['x'])
  })
}, 60_000)

test('bytes that are not even HTTP are answered or dropped, and nobody notices', async () => {
  const { hostname, port } = new URL(api.url)
  const say = (bytes: Buffer | string) => new Promise<void>(resolve => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.on('error', () => undefined)
    socket.resume()
    socket.on('close', () => resolve())
  })
  await harmless(async () => {
    await say(randomBytes(megabyte))
    await say(`GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(20_000)}\r\n`)
    await say('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n')
    await say('GET /collab/x HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n')
    await say('GET //[ HTTP/1.1\r\nhost: [\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: x\r\n\r\n')
  })
}, 30_000)
