import { enterCommittee, type Caller, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { act, openDraft, writeArticles } from '../../../../tests/draft.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let [chair, secretary, br, fr, watcher]: Caller[] = []

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { 'chair@o.example': 'chair', 'secretary@o.example': 'secretary' },
    { 'br@o.example': 'participating', 'fr@o.example': 'participating', 'watcher@o.example': 'observing' })
  ;[chair, secretary, br, fr, watcher] = await Promise.all(['chair', 'secretary', 'br', 'fr', 'watcher'].map(name => api.signIn(`${name}@o.example`)))
  draftId = await openDraft(api, committee, secretary!)
  await writeArticles(api, draftId, committee.people['chair@o.example']!)
  await api.db.query("update draft set stage = 'negotiation' where id = $1", [draftId])
}, 60_000)
afterAll(() => api.close())

interface Shown { id: string; number: number; status: string; locus: string; seat: { id: string }; answer: string | null; endReason: string | null }
const fields = 'id number status locus seat { id } answer endReason'
const raise = (as: Caller | undefined, more: object = {}) => act<Shown>(api, 'raiseObjection', `Objection { ${fields} }`,
  { draftId, seatId: committee.seats['br@o.example'], clauseId: 'records', reason: 'Small operators cannot bear it.', wouldClear: 'Exempt them.', ...more }, as)
const answer = (as: Caller | undefined, objectionId: string | undefined, words = 'They are exempt by Article 1.') =>
  act<Shown>(api, 'answerObjection', `Objection { ${fields} }`, { objectionId, answer: words }, as)
const end = (as: Caller | undefined, objectionId: string | undefined, outcome: string, reason = 'The answer stands.') =>
  act<Shown>(api, 'endObjection', `Objection { ${fields} }`, { objectionId, outcome, reason }, as)
const gate = async () => {
  const query = 'query ($id: ID!) { draft(id: $id) { checklist { to gates { gate met message where } } } }'
  const { data } = await api.gql<{ draft: { checklist: { to: string; gates: { gate: string; met: boolean; message: string; where: string }[] }[] } }>(query, { id: draftId }, chair)
  return data.draft.checklist.find(move => move.to === 'adoption')?.gates.find(one => one.gate === 'no-open-reasoned-objection')
}

test.each([
  ['an observer', () => raise(watcher, { seatId: committee.seats['watcher@o.example'] }), 'FORBIDDEN'],
  ['the chair', () => raise(chair), 'FORBIDDEN'],
  ['a delegate for a foreign seat', () => raise(fr), 'FORBIDDEN'],
  ['a seat without saying what would clear it', () => raise(br, { wouldClear: ' ' }), 'remedy-missing'],
  ['nobody', () => raise(undefined), 'UNAUTHENTICATED'],
])('%s cannot object', async (_, attempt, code) => {
  expect(await attempt()).toMatchObject({ code })
})

test('(C8) an objection names its clause and what would clear it, and stands in the way of adoption until it has ended', async () => {
  expect(await gate()).toMatchObject({ met: true })
  const objection = await raise(br)
  expect(objection).toMatchObject({ number: 1, status: 'raised', locus: 'Article 2', seat: { id: committee.seats['br@o.example'] } })
  expect(await gate()).toMatchObject({ met: false, message: expect.stringContaining('Article 2'), where: expect.stringContaining(draftId) })
  expect(await end(chair, objection.id, 'overruled')).toMatchObject({ code: 'unanswered' })
  expect(await answer(br, objection.id)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await answer(secretary, objection.id)).toMatchObject({ status: 'answered', answer: 'They are exempt by Article 1.' })
  expect(await end(secretary, objection.id, 'overruled')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await end(chair, objection.id, 'overruled', '')).toMatchObject({ code: 'reason-missing' })
  expect(await gate()).toMatchObject({ met: false })
  expect(await end(chair, objection.id, 'overruled')).toMatchObject({ status: 'overruled', endReason: 'The answer stands.' })
  expect(await gate()).toMatchObject({ met: true })
})

test('(E15) only the seat that raised an objection withdraws it', async () => {
  const objection = await raise(br, { clauseId: null })
  expect(objection).toMatchObject({ number: 2, locus: 'the whole draft' })
  expect(await end(fr, objection.id, 'withdrawn')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await end(chair, objection.id, 'withdrawn')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await end(br, objection.id, 'withdrawn', '')).toMatchObject({ status: 'withdrawn' })
  expect(await answer(secretary, objection.id)).toMatchObject({ code: 'ended' })
})

test('those who have to answer, and then who has to say whether that clears it, have it in their inbox', async () => {
  const asked = async (number: number) => (await api.db.query<{ email: string }[]>(
    'select email from notice join person on person.id = person_id where settled_at is null and title like $1 order by email', [`%objection ${number} %`])).map(row => row.email)
  const objection = await raise(br)
  const told = await api.db.query<{ email: string }[]>("select email from notice join person on person.id = person_id where settled_at is null and title = 'Objection 3 was raised' order by email")
  expect(told.map(row => row.email)).toEqual(['chair@o.example', 'secretary@o.example'])
  await answer(secretary, objection.id)
  expect(await asked(3)).toEqual(['br@o.example'])
  await end(br, objection.id, 'withdrawn', '')
  expect(await asked(3)).toEqual([])
})
