import { readConfig } from '../config.ts'
import { startServer } from '../server.ts'
import { enterCommittee, type Caller, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { until } from '../../../../tests/collab/clients.ts'
import { appealableDraft } from '../../../../tests/appealable-draft.ts'
import { act, openDraft, type Outcome, travel, writeArticles } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

const chair = 'chair@a.example'
let api: TestApi
let committee: TestCommittee
let draftId: string
let decisionId: string
let as: Record<string, Caller> = {}
let signIn: () => Promise<void>

beforeAll(async () => {
  api = await testApi()
  const draft = await appealableDraft(api, 'a.example')
  ;({ committee, draftId } = draft)
  signIn = async () => { as = await draft.signIn() }
  await signIn()
  const [decision] = await api.db.query<{ id: string }[]>("select id from decision where draft_id = $1 and kind = 'ballot'", [draftId])
  decisionId = decision!.id
}, 120_000)
afterAll(() => api.close())

interface Shown {
  id: string; number: number; status: string; body: string; level: number; decideBy: string | null; lateSince: string | null; against: string
  outcomeReason: string | null; acts: { act: string; allowed: boolean }[]
}
const fields = 'Appeal { id number status body level decideBy lateSince against outcomeReason acts { act allowed } }'
const grounds = { grounds: 'A seat was not called.', remedy: 'Hold the ballot again.' }
const file = (by: string, more: object = {}) => act<Shown>(api, 'fileAppeal', fields, { draftId, seatId: committee.seats[`${by}@a.example`], decisionId, ...grounds, ...more }, as[by])
const decide = (by: string, appealId: string | undefined, outcome: string, reason = 'The minutes show it.') => act<Shown>(api, 'decideAppeal', fields, { appealId, outcome, reason, document: 'N 41' }, as[by])
const withdraw = (by: string, appealId: string | undefined) => act<Shown>(api, 'withdrawAppeal', fields, { appealId }, as[by])
const move = (to: string): Promise<Outcome<{ stage: string }>> => act(api, 'moveDraft', 'Draft { stage }', { draftId, to }, as['chair'])
const seen = async (id: string | undefined, by: string) => (await api.gql<{ appeal: Shown | null }>(`query ($id: ID!) { appeal(id: $id) { ${fields.slice(9, -2)} } }`, { id }, as[by])).data.appeal

test.each([
  ['without grounds', () => file('br', { grounds: ' ' }), 'grounds-missing'], ['without a remedy', () => file('br', { remedy: '' }), 'remedy-missing'],
  ['for a foreign seat', () => file('br', { seatId: committee.seats['fr@a.example'] }), 'FORBIDDEN'], ['by the chair', () => act(api, 'fileAppeal', fields, { draftId, seatId: committee.seats['br@a.example'], decisionId, ...grounds }, as['chair']), 'FORBIDDEN'],
  ['against nothing', () => file('br', { decisionId: null }), 'BAD_INPUT'], ['against a decision that is not there', () => file('br', { decisionId: '00000000-0000-0000-0000-000000000000' }), 'NOT_FOUND'],
])('an appeal %s is refused', async (_, attempt, code) => {
  expect(await attempt()).toMatchObject({ code })
})

test('(A12, R69) an appeal has grounds, a deciding body and a time; while it is pending nothing takes effect, and its outcome is published', async () => {
  const appeal = await file('br')
  expect(appeal).toMatchObject({ number: 1, status: 'filed', body: 'the parent committee', level: 0, against: expect.stringMatching(/^decision \d+$/) })
  expect(await file('fr')).toMatchObject({ code: 'pending' })
  const asked = await api.db.query<{ email: string }[]>("select email from notice join person on person.id = person_id where settled_at is null and key = $1", [`appeal:${appeal.id}`])
  expect(asked).toEqual([{ email: 'above@a.example' }])
  await travel(api, 'P22D')
  await signIn()
  const refused = await move('implementation')
  expect(refused.missing).toMatchObject([{ gate: 'appeal-window-over', message: expect.stringContaining('appeal 1 against'), where: `/d/${draftId}/appeals` }])

  expect(await seen(appeal.id, 'above')).toMatchObject({ acts: expect.arrayContaining([{ act: 'appeal.decide', allowed: true }]) })
  for (const other of ['chair', 'secretary', 'br']) expect(await decide(other, appeal.id, 'dismissed')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await decide('above', appeal.id, 'dismissed', ' ')).toMatchObject({ code: 'reason-missing' })
  expect(await decide('above', appeal.id, 'dismissed')).toMatchObject({ status: 'dismissed', outcomeReason: 'The minutes show it.' })
  expect(await decide('above', appeal.id, 'upheld')).toMatchObject({ code: 'ended' })
  const [decision] = await api.db.query<object[]>("select outcome, reason, rule from decision where draft_id = $1 and kind = 'appeal'", [draftId])
  expect(decision).toEqual({ outcome: 'dismissed', reason: 'The minutes show it.', rule: 'Appeal to the parent committee' })
  expect(await file('br')).toMatchObject({ code: 'too-late' })
  expect(await file('br', { previousId: appeal.id })).toMatchObject({ code: 'no-level' })
})

test('an appeal is not seen by who may neither read the draft nor decide it', async () => {
  const [appeal] = await api.db.query<{ id: string }[]>('select id from appeal limit 1')
  const stranger = await enterCommittee(api, { 'stranger@a.example': 'chair' })
  expect(stranger.id).toBeDefined()
  as['stranger'] = await api.signIn('stranger@a.example')
  expect(await seen(appeal!.id, 'stranger')).toBeNull()
  expect(await decide('stranger', appeal!.id, 'upheld')).toMatchObject({ code: 'NOT_FOUND' })
})

test('(E15) an appeal against a finding holds the objection; withdrawn, the finding stands again; upheld, the objection does', async () => {
  const second = await openDraft(api, committee, as['secretary']!)
  await writeArticles(api, second, committee.people[chair]!)
  const [objection] = await Promise.all([act<{ id: string }>(api, 'raiseObjection', 'Objection { id }',
    { draftId: second, seatId: committee.seats['br@a.example'], wholeDraft: true, reason: 'Too long.', wouldClear: 'A shorter one.' }, as['br'])])
  const objectionId = objection.id
  const step = (name: string, input: object, by: string) => act<{ status: string }>(api, name, 'Objection { status }', { objectionId, ...input }, as[by])
  const contest = () => file('br', { draftId: second, decisionId: null, objectionId })
  const status = async () => (await api.db.query<{ status: string }[]>('select status from objection where id = $1', [objectionId]))[0]!.status
  expect(await contest()).toMatchObject({ code: 'no-finding' })
  await step('triageObjection', { kind: 'substantive' }, 'chair')
  await step('answerObjection', { outcome: 'partly', answer: 'Shorter.' }, 'chair')
  await step('respondToObjection', { response: 'sustain', reason: 'Not enough.' }, 'br')
  await step('findOnObjection', { outcome: 'proceeds', reason: 'It is enough.' }, 'chair')
  const first = await contest()
  expect(first).toMatchObject({ against: 'the finding on objection 1' })
  expect(await status()).toBe('appealed')
  expect(await withdraw('fr', first.id)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await withdraw('br', first.id)).toMatchObject({ status: 'withdrawn' })
  expect(await status()).toBe('proceeds')
  const again = await contest()
  expect(await decide('above', again.id, 'upheld')).toMatchObject({ status: 'upheld' })
  expect(await status()).toBe('upheld')
  expect(await step('findOnObjection', { outcome: 'proceeds', reason: 'x' }, 'chair')).toMatchObject({ code: 'not-now' })
})

test('a body that lets its time pass is late once, also when the server was down and two come back together', async () => {
  const third = await openDraft(api, committee, as['secretary']!)
  await act(api, 'withdrawDraft', 'Draft { id }', { draftId: third, reason: 'In error.' }, as['secretary'])
  await act(api, 'restoreDraft', 'Draft { id }', { draftId: third, reason: 'After all.' }, as['secretary'])
  const [row] = await api.db.query<{ id: string }[]>(
    "insert into decision (committee_id, draft_id, number, kind, outcome, reason, rule, figures, place) values ($1, $2, 900, 'stage', 'moved', 'Ready.', 'The rulebook', '', '/') returning id", [committee.id, third])
  const appeal = await file('br', { draftId: third, decisionId: row!.id })
  expect(appeal).toMatchObject({ status: 'filed', lateSince: null })
  // Nobody works here: deadlines wait, as they do while a server is down.
  await api.get(Clock).moveBy(api.db.manager, 'P92D')
  const other = await startServer({ url: api.databaseUrl }, readConfig({ PORT: '0', DATABASE_URL: api.databaseUrl }, process.cwd()))
  try {
    await Promise.all([other.work(), api.settle()])
    await until('the appeal is late', async () => (await api.db.query<unknown[]>('select 1 from appeal where id = $1 and late_since is not null', [appeal.id])).length === 1)
  } finally {
    await other.close()
  }
  await api.settle()
  const entries = await api.db.query<{ facts: object }[]>("select facts from ledger_entry where kind = 'appeal.overdue'")
  expect(entries).toMatchObject([{ facts: { appeal: appeal.id, to: null } }])
}, 60_000)

test('(H2) a head of delegation attaches one minority statement to a decision, and nobody else does for it', async () => {
  await signIn()
  const state = (by: string, more: object = {}) => act<{ statements: { words: string }[] }>(api, 'stateMinority', 'Decision { statements { words } }',
    { decisionId, seatId: committee.seats[`${by}@a.example`], words: 'We hold that five years are too long.', ...more }, as[by])
  expect(await state('br', { words: ' ' })).toMatchObject({ code: 'words-missing' })
  expect(await state('br', { seatId: committee.seats['fr@a.example'] })).toMatchObject({ code: 'FORBIDDEN' })
  expect(await state('chair', { seatId: committee.seats['br@a.example'] })).toMatchObject({ code: 'FORBIDDEN' })
  expect(await state('br')).toEqual({ statements: [{ words: 'We hold that five years are too long.' }] })
  expect(await state('br')).toMatchObject({ code: 'stated' })
})
