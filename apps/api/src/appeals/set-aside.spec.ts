import { type Caller, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { appealableDraft } from '../../../../tests/appealable-draft.ts'
import { act, addWord, travel, wordsOf } from '../../../../tests/draft.ts'

const chair = 'chair@aside.example'
let api: TestApi
let committee: TestCommittee
let above: TestCommittee
let draftId: string
let as: Record<string, Caller> = {}
let signIn: () => Promise<void>

beforeAll(async () => {
  api = await testApi()
  const draft = await appealableDraft(api, 'aside.example')
  ;({ committee, above, draftId } = draft)
  signIn = async () => { as = await draft.signIn() }
  await travel(api, 'P22D')
  await signIn()
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation' }, as['chair'])).toEqual({ stage: 'implementation' })
}, 120_000)
afterAll(() => api.close())

interface Shown {
  stage: string; frozen: boolean; adoptedAt: string | null; adoptionSuspended: string | null
  history: { from: string; to: string; reason: string; by: { id: string } | null }[]
  editions: { number: number; adoptedAt: string | null }[]
  ballots: { id: string; state: string; result: { sentence: string } | null; votes: { choice: string; reason: string | null }[] }[]
  checklist: { to: string; gates: { gate: string; met: boolean; message: string }[] }[]
  decisions: { id: string; kind: string; outcome: string }[]
}
const query = `query ($id: ID!) { draft(id: $id) { stage frozen adoptedAt adoptionSuspended history { from to reason by { id } } editions { number adoptedAt }
  ballots { id state result { sentence } votes { choice reason } } checklist { to gates { gate met message } } decisions { id kind outcome } } }`
async function shown(): Promise<Shown> {
  const answer = await api.gql<{ draft: Shown }>(query, { id: draftId }, as['br'])
  if (answer.errors) throw new Error(answer.errors[0]!.message)
  return answer.data.draft
}
const file = async (decisionId: string) => act<{ id: string; ifUpheld: string }>(api, 'fileAppeal', 'Appeal { id ifUpheld }',
  { draftId, seatId: committee.seats['br@aside.example'], decisionId, grounds: 'A seat was not called.', remedy: 'Hold the ballot again.' }, as['br'])
const decide = (appealId: string | undefined, outcome: string) => act<{ status: string }>(api, 'decideAppeal', 'Appeal { status }', { appealId, outcome, reason: 'The minutes show it.' }, as['above'])
const publicPage = async () => { const page = await api.send('GET', `/p/${draftId}`); return { status: page.status, text: await page.text() } }

test('an appeal against the adoption suspends it: the draft and its public page say so, and no move rests on it; dismissed, it stands again', async () => {
  const adoption = (await shown()).decisions.find(one => one.kind === 'adoption')!
  const appeal = await file(adoption.id)
  expect(appeal.ifUpheld).toBe('The text is adopted no longer and goes back to negotiation.')
  const held = await shown()
  expect(held).toMatchObject({ stage: 'implementation', adoptionSuspended: expect.stringMatching(/^The adoption is suspended: appeal 1 against decision \d+ is pending before the parent committee\.$/) })
  expect(held.checklist.find(one => one.to === 'review')!.gates.find(gate => gate.gate === 'adoption-stands')).toMatchObject({ met: false, message: held.adoptionSuspended })
  expect((await publicPage()).text).toContain('The adoption is suspended: appeal 1')
  expect(await decide(appeal.id, 'dismissed')).toEqual({ status: 'dismissed' })
  const stands = await shown()
  expect(stands).toMatchObject({ stage: 'implementation', adoptionSuspended: null })
  expect((await publicPage()).text).not.toContain('The adoption is suspended')
})

test('(A9) upheld, the text is adopted no longer and the draft is negotiated again, in one transaction; the round before stays readable with its votes and reasons', async () => {
  const adoption = (await shown()).decisions.find(one => one.kind === 'adoption')!
  const appeal = await file(adoption.id)
  const before = await shown()
  expect(before.adoptedAt).not.toBeNull()
  expect(await decide(appeal.id, 'upheld')).toEqual({ status: 'upheld' })
  const after = await shown()
  expect(after).toMatchObject({ stage: 'negotiation', frozen: false, adoptedAt: null, adoptionSuspended: null, editions: [{ number: 1, adoptedAt: null }] })
  expect(after.history.at(-1)).toEqual({
    from: 'implementation', to: 'negotiation', reason: 'The text is adopted no longer and goes back to negotiation. The minutes show it.', by: { id: above.people['above@aside.example'] },
  })
  expect(after.ballots).toEqual(before.ballots)
  expect(after.ballots[0]!.votes.map(vote => vote.reason).sort()).toEqual(['br agrees.', 'fr agrees.'])
  expect((await publicPage()).status).toBe(404)
  expect(await wordsOf(api, draftId)).toContain('The operator keeps records for five years.')
  expect(await addWord(api, draftId, committee.people[chair]!, 'Records of machines')).toBeNull()
  const entries = await api.db.query<{ kind: string; facts: object }[]>("select kind, facts from ledger_entry where chain = $1 order by seq desc limit 4", [`draft:${draftId}`])
  expect(entries.map(entry => entry.kind)).toEqual(['stage.moved', 'adoption.setAside', 'decision.recorded', 'appeal.decided'])
  expect(entries[1]).toMatchObject({ facts: { edition: 1, appeal: 2 } })
  await api.settle()
  expect(await api.db.query('select 1 from review where draft_id = $1 and decided_at is null', [draftId])).toEqual([])
  const told = await api.db.query<{ title: string }[]>("select title from notice join person on person.id = person_id where email = $1 and key = $2 and settled_at is null", [chair, `stage:${draftId}:setAside`])
  expect(told).toEqual([{ title: 'The adoption was set aside: appeal 2 was upheld' }])
})

test('an appeal that nothing rests on any more moves nothing', async () => {
  const stage = (await shown()).stage
  const ballot = (await shown()).decisions.find(one => one.kind === 'ballot')!
  const [row] = await api.db.query<{ id: string }[]>(
    `insert into appeal (draft_id, number, decision_id, contested_at, seat_id, author_id, grounds, remedy, level, body)
     values ($1, 9, $2, plenary_now(), $3, $4, 'Late.', 'Nothing.', 0, 'the parent committee') returning id`,
    [draftId, ballot.id, committee.seats['br@aside.example'], committee.people['br@aside.example']])
  expect(await decide(row!.id, 'upheld')).toEqual({ status: 'upheld' })
  expect((await shown()).stage).toBe(stage)
})
