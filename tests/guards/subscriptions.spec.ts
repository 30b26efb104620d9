import { createClient, type Client } from 'graphql-ws'
import { permissions } from '@plenary/process'
import WebSocket from 'ws'
import { Changes } from '../../apps/api/src/platform/changes.ts'
import { type Caller, enterCommittee, type TestApi, testApi } from '../api.ts'
import { onTestFinished } from '../collab/finished.ts'
import { openDraft } from '../draft.ts'

let api: TestApi
let draftId: string
let member: Caller
let stranger: Caller
beforeAll(async () => {
  api = await testApi()
  const committee = await enterCommittee(api, { 'secretary@heard.example': 'secretary', 'oversight@heard.example': 'oversight' })
  await enterCommittee(api, { 'stranger@heard.example': 'secretary' })
  draftId = await openDraft(api, committee, await api.signIn('secretary@heard.example'))
  member = await api.signIn('oversight@heard.example')
  stranger = await api.signIn('stranger@heard.example')
}, 60_000)
afterAll(() => api.close())

function socketOf(as: Caller | undefined, origin = api.url): Client {
  class From extends WebSocket {
    constructor(url: string, protocols: string) { super(url, protocols, { headers: { origin, ...(as ? { cookie: as.cookie } : {}) } }) }
  }
  const client = createClient({ url: `${api.url.replace('http', 'ws')}/graphql`, webSocketImpl: From, retryAttempts: 0 })
  onTestFinished(() => client.dispose())
  return client
}

const codeOf = (fault: unknown): unknown => (Array.isArray(fault) ? (fault as { extensions?: { code?: string } }[])[0]?.extensions?.code : undefined)

/** The first thing heard: an answer, a refusal by its code, or the code that the socket was closed with. */
function first(client: Client, query: string, started?: () => void): Promise<unknown> {
  return new Promise(resolve => {
    client.on('message', message => { if (message.type === 'connection_ack') started?.() })
    client.subscribe({ query }, {
      next: answer => resolve(codeOf(answer.errors) ?? answer),
      error: fault => resolve(codeOf(fault) ?? (fault as CloseEvent).code),
      complete: () => resolve('complete'),
    })
  })
}

const follow = () => `subscription { draftChanged(draftId: "${draftId}") { draftId what } }`

test('a member hears that a draft changed', async () => {
  // The word is said again until somebody listens: nothing tells from outside when a subscription stands.
  const saying = setInterval(() => void api.db.transaction(tx => api.get(Changes).draft(tx, draftId, 'stage')), 50)
  expect(await first(socketOf(member), follow())).toEqual({ data: { draftChanged: { draftId, what: 'stage' } } })
  clearInterval(saying)
})

test('who may not read a draft hears nothing of it, nor whether it exists', async () => {
  expect(await first(socketOf(stranger), follow())).toBe('NOT_FOUND')
  expect(await first(socketOf(undefined), follow())).toBe('UNAUTHENTICATED')
  expect(await first(socketOf(stranger), 'subscription { draftChanged(draftId: "00000000-0000-0000-0000-000000000000") { what } }')).toBe('NOT_FOUND')
})

test('the table decides who follows a draft and an inbox (R28)', async () => {
  const { oversight } = permissions['draft.read'].cells
  const { public: own } = permissions['session.manage'].cells
  delete permissions['draft.read'].cells.oversight
  delete permissions['session.manage'].cells.public
  try {
    expect(await first(socketOf(member), follow())).toBe('NOT_FOUND')
    expect(await first(socketOf(member), 'subscription { inboxChanged { ok } }')).toBe('UNAUTHENTICATED')
  } finally {
    permissions['draft.read'].cells.oversight = oversight!
    permissions['session.manage'].cells.public = own!
  }
})

test.each(['{ me { id } }', 'mutation { socketTicket(input: { room: "x" }) { __typename } }'])('%s is not taken by the socket, where nothing limits what it costs', async query => {
  expect(await first(socketOf(member), query)).toBe('BAD_REQUEST')
})

test('a page of another site gets no socket, whatever cookie it sends (R29)', async () => {
  expect(await first(socketOf(member, 'https://evil.example'), follow())).toBe(4403)
})
