import { SCHEMA_VERSION, type TextDocument } from '@plenary/document'
import { rulebooks } from '@plenary/process'
import { enterCommittee, type TestApi, testApi, type TestCommittee } from '../../../../tests/api.ts'
import { act, addWord, travel, writeArticles } from '../../../../tests/draft.ts'
import { Draft } from '../drafts/draft.entity.ts'
import { Clock } from '../platform/clock.ts'
import { References } from './references.service.ts'

let api: TestApi
let committee: TestCommittee
const place = 'rulebooks.example'
const chair = () => api.signIn(`chair@${place}`)
const drafter = (): string => committee.people[`drafter@${place}`]!
beforeAll(async () => {
  api = await testApi()
  const heads = Object.fromEntries(['br', 'fr', 'jp'].map(country => [`${country}@${place}`, 'participating']))
  committee = await enterCommittee(api, { [`chair@${place}`]: 'chair', [`secretary@${place}`]: 'secretary', [`drafter@${place}`]: 'drafter' }, heads)
}, 90_000)
afterAll(() => api.close())

interface Shown {
  stage: string; phase: string; rulebookEdition: string; withdrawnAt: string | null; frozen: boolean; contradictions: string[]
  rail: { stations: { code: string; state: string }[]; next: string }
  checklist: { to: string; direction: string; gates: { gate: string; title: string; met: boolean }[] }[]
  history: { to: string; by: { name: string } | null; reason: string }[]
  tracks: { rulebook: string; stage: string; phase: string }[]
}
const query = `query ($id: ID!) { draft(id: $id) { stage phase rulebookEdition withdrawnAt frozen contradictions tracks { rulebook stage phase } rail { stations { code state } next }
  checklist { to direction gates { gate title met } } history { to reason by { name } } } }`

async function show(id: string): Promise<Shown> {
  const answer = await api.gql<{ draft: Shown }>(query, { id }, await chair())
  if (answer.errors) throw new Error(answer.errors[0]!.message)
  return answer.data.draft
}

async function open(rulebook: string): Promise<string> {
  const draft = await act<{ id: string }>(api, 'createDraft', 'Draft { id }', { committeeId: committee.id, title: `Under ${rulebook}`, rulebook }, await chair())
  if (!draft.id) throw new Error(draft.message)
  return draft.id
}

const moveTo = async (draftId: string, to: string, reason?: string) => act<{ stage: string }>(api, 'moveDraft', 'Draft { stage }', { draftId, to, reason }, await chair())

test.each(Object.values(rulebooks).map(book => [book.id, book] as const))('(A11, K26) a draft is opened under %s, stands in its first stage and shows every move with its gates', async (id, book) => {
  const shown = await show(await open(id))
  expect(shown).toMatchObject({ stage: book.stages[0]!.code, phase: book.stages[0]!.phase, rulebookEdition: book.edition, contradictions: [], tracks: [] })
  expect(shown.checklist.map(one => one.to)).toEqual(book.moves.filter(move => move.from === shown.stage).map(move => move.to))
  expect(shown.rail.stations.filter(station => station.state === 'current').map(station => station.code)).toEqual([shown.stage])
  expect(shown.rail.stations.length).toBeLessThanOrEqual(10)
})

test('(A11) a ballot in an early stage freezes the text, heads vote under the rule of that stage, and the text can be written again', async () => {
  const id = await open('iso')
  await writeArticles(api, id, drafter())
  for (const to of ['00.20', '00.60']) expect(await moveTo(id, to)).toEqual({ stage: to })
  expect(await addWord(api, id, drafter(), 'while the committee decides')).toBe('FROZEN')
  for (const to of ['00.99', '10.00']) expect(await moveTo(id, to)).toEqual({ stage: to })
  expect(await addWord(api, id, drafter(), 'A scope')).toBeNull()
  expect((await moveTo(id, '10.20')).missing?.map(one => one.gate)).toEqual(['problem-statement'])
  await act(api, 'attest', 'Draft { id }', { draftId: id, gate: 'problem-statement', reason: 'As minuted.' }, await chair())
  expect(await moveTo(id, '10.20')).toEqual({ stage: '10.20' })
  expect(await show(id)).toMatchObject({ phase: 'engagement', frozen: true })
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 90 * 86_400_000).toISOString()
  const other = await act(api, 'openBallot', 'Ballot { id }', { draftId: id, rule: 'iso.dis', closesAt }, await chair())
  expect(other.code).toBe('other-rule')
  const ballot = await act<{ id: string; rule: string }>(api, 'openBallot', 'Ballot { id rule }', { draftId: id, closesAt }, await chair())
  expect(ballot.rule).toBe('iso.np')
  const [email, seatId] = Object.entries(committee.seats)[0]!
  expect(await act(api, 'castVote', 'Ballot { cast }', { ballotId: ballot.id, seatId, choice: 'yes' }, await api.signIn(email))).toEqual({ cast: 1 })
})

test('(A7) work that makes no progress ends by the clock of its rulebook: the draft is closed, nobody moved it, and it can be read', async () => {
  const id = await open('iso')
  await travel(api, 'P3Y2D')
  const shown = await show(id)
  expect(shown).toMatchObject({ stage: '00.98', withdrawnAt: expect.any(String), checklist: [] })
  expect(shown.history.at(-1)).toEqual({ to: '00.98', by: null, reason: 'The preliminary work item made no progress in three years and is cancelled.' })
  expect((await moveTo(id, '00.00')).code).toBe('FORBIDDEN')
}, 60_000)

test('(A11) a running draft keeps its edition until a decision with a reason moves it', async () => {
  const id = await open('w3c')
  const move = async (edition: string, reason: string) => act<{ rulebookEdition: string }>(api, 'moveRulebookEdition', 'Draft { rulebookEdition }', { draftId: id, edition, reason }, await chair())
  expect((await move('1999', 'x')).code).toBe('unknown-edition')
  expect((await move('2023', ' ')).code).toBe('reason-missing')
  expect(await move('2023', 'The charter names it.')).toEqual({ rulebookEdition: '2023' })
  expect((await show(id)).rulebookEdition).toBe('2023')
  const [entry] = await api.db.query<{ kind: string }[]>(`select kind from ledger_entry where kind = 'rulebook.moved' limit 1`)
  expect(entry).toBeDefined()
  const decisions = await api.db.query<{ kind: string; outcome: string; reason: string; figures: string }[]>('select kind, outcome, reason, figures from decision where draft_id = $1', [id])
  expect(decisions).toEqual([{ kind: 'rulebook', outcome: 'moved', reason: 'The charter names it.', figures: expect.stringContaining('edition 2023 after edition') }])
})

test('(D15) the chair is offered what the rulebook permits where the draft stands, and told why the rest is not', async () => {
  const id = await open('harmonization')
  interface Way { matter: string; name: string; offered: boolean; why: string; threshold: string }
  const ways = async (as: { cookie: string }) => (await api.gql<{ draft: { waysToDecide: Way[]; resultLeads: object | null } }>(
    'query ($id: ID!) { draft(id: $id) { waysToDecide { matter name title question threshold follows asked offered why where } resultLeads { sentence follows } } }', { id }, as)).data.draft
  const { waysToDecide, resultLeads } = await ways(await chair())
  expect(waysToDecide.map(way => `${way.matter} ${way.name} ${way.offered}`)).toEqual([
    'hear temperature-check true', 'hear straw-poll true', 'hear ranked-choice true', 'settle consent-round true', 'settle last-call true', 'settle silence-procedure true',
    'settle consensus true', 'vote generic.default false', 'move engagement false',
  ])
  expect(waysToDecide.find(way => way.matter === 'vote')).toMatchObject({
    threshold: expect.stringMatching(/\.$/), why: 'The rulebook holds it in Adoption or Review, and the draft stands in Issue identification.',
  })
  expect(resultLeads).toBeNull()
  expect((await ways(await api.signIn(`br@${place}`))).waysToDecide.some(way => way.offered)).toBe(false)
})

test('(A4, K26) where the draft stands under another rulebook is recorded by its moves, and what contradicts is told', async () => {
  const id = await open('harmonization')
  const record = async (rulebook: string, stage: string, reason = 'Their minutes of March.') => act(api, 'recordTrack', 'Draft { id }', { draftId: id, rulebook, stage, reason }, await chair())
  expect(await record('iso', '20.20')).toEqual({ id })
  expect(await show(id)).toMatchObject({ tracks: [{ rulebook: 'iso', stage: '20.20', phase: 'drafting' }], contradictions: [] })
  expect(await record('iso', '40.20')).toEqual({ id })
  expect((await show(id)).contradictions).toEqual(['ISO and IEC standards (Draft standard ballot) holds the text frozen, Default harmonization cycle (Issue identification) still writes it.'])
  // One way out: the other body's ballot is over, and it writes again too.
  expect(await record('iso', '40.92', 'The ballot of July failed.')).toEqual({ id })
  expect(await show(id)).toMatchObject({ tracks: [{ rulebook: 'iso', stage: '40.92' }], contradictions: [] })
  expect([(await record('iso', '00.20')).code, (await record('harmonization', 'drafting')).code, (await record('iso', '1.23')).code]).toEqual(['not-permitted', 'own-rulebook', 'unknown-stage'])
})

test('(A4, K26) a draft that follows the other body into its ballot contradicts it no longer', async () => {
  const id = await open('iso')
  await writeArticles(api, id, drafter())
  const record = async (stage: string, reason: string) => act(api, 'recordTrack', 'Draft { id }', { draftId: id, rulebook: 'cen', stage, reason }, await chair())
  expect(await record('Formal Vote', 'Their circular.')).toEqual({ id })
  expect((await show(id)).contradictions).toEqual([expect.stringContaining('holds the text frozen')])
  // Another way out: the draft itself moves to where its text is frozen too.
  for (const to of ['00.20', '00.60']) expect(await moveTo(id, to)).toEqual({ stage: to })
  expect(await show(id)).toMatchObject({ frozen: true, contradictions: [] })
  const after = await show(id)
  expect(after.tracks).toEqual([{ rulebook: 'cen', stage: 'Formal Vote', phase: 'adoption' }])
})

test('(R3) the flow through a rulebook counts what its drafts did, and names what holds them up', async () => {
  const id = await open('oecd')
  interface Flow { of: number; moves: { from: string; made: number; waiting: number; missing: { title: string } | null }[] }
  const flow = async (as: { cookie: string }) => (await api.gql<{ processFlow: Flow | null }>(
    'query ($rulebook: String!) { processFlow(rulebook: $rulebook) { of partial stages { stage late medianDays } moves { from to made waiting missing { title drafts } } } }', { rulebook: 'oecd' }, as)).data.processFlow
  const before = (await flow(await chair()))!
  const { rail } = await show(id)
  const stage = rail.stations.find(station => station.state === 'current')!.code
  const [{ to, gates } = { to: '', gates: [] }] = (await show(id)).checklist
  const lacking = gates.filter(gate => !gate.met && gate.gate !== 'minimum-time').map(gate => gate.title)
  expect(before.moves.find(move => move.from === stage)?.missing?.title).toBe(lacking[0])
  for (const { gate } of gates) await act(api, 'attest', 'Draft { id }', { draftId: id, gate, reason: 'As minuted.' }, await chair())
  const moved = await moveTo(id, to)
  const after = (await flow(await chair()))!
  expect(after.moves.find(move => move.from === stage)?.made).toBe((before.moves.find(move => move.from === stage)?.made ?? 0) + ('stage' in moved ? 1 : 0))
  expect((await flow({ cookie: '' }))?.of ?? 0).toBe(0)
})

test('(B5) a citation of a draft that is behind is named before a ballot', async () => {
  const [cited, citing] = [await open('harmonization'), await open('ich')]
  const { number } = (await api.gql<{ draft: { number: string } }>('query ($id: ID!) { draft(id: $id) { number } }', { id: cited }, await chair())).data.draft
  const draft = await api.db.manager.findOneByOrFail(Draft, { id: citing })
  const document: TextDocument = { schema: SCHEMA_VERSION, template: 'legal', language: 'en', title: '', clauses: [{
    id: 'a', parent: null, kind: 'article', designation: null, gap: null, withdrawn: false, informative: false,
    blocks: [{ type: 'paragraph', attrs: { id: 'b' }, content: [{ type: 'cite', attrs: { framework: number, provision: null } }] }],
  }] }
  const references = () => api.get(References).of(api.db.manager, [{ draft, document }])
  expect(await references()).toEqual([[{ name: number, mature: true, why: 'in issue' }]])
  await act(api, 'withdrawDraft', 'Draft { id }', { draftId: cited, reason: 'Overtaken.' }, await chair())
  expect(await references()).toEqual([[{ name: number, mature: false, why: 'withdrawn' }]])
})
