import { readConfig } from '../config.ts'
import { startServer } from '../server.ts'
import { enterCommittee, type Caller, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { until } from '../../../../tests/collab/clients.ts'
import { act, openDraft, travel, writeArticles } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let as: Record<string, Caller> = {}
const heads = ['br', 'fr', 'jp', 'ke']

async function signIn(): Promise<void> {
  as = Object.fromEntries(await Promise.all(Object.keys(committee.people).map(async email => [email.split('@')[0], await api.signIn(email)])))
}

async function newDraft(): Promise<string> {
  const id = await openDraft(api, committee, as['secretary']!)
  await writeArticles(api, id, committee.people['chair@p.example']!)
  return id
}

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { 'chair@p.example': 'chair', 'secretary@p.example': 'secretary' },
    { ...Object.fromEntries(heads.map(head => [`${head}@p.example`, 'participating'])), 'watcher@p.example': 'observing' })
  await signIn()
  draftId = await newDraft()
}, 60_000)
afterAll(() => api.close())

interface Shown {
  id: string; number: number; state: string; hidden: boolean; seats: number; answered: number
  result: { outcome: string; carries: boolean | null; sentence: string; silent: number; lines: { code: string; count: number; seats: string[] | null }[] } | null
  answers: { seatName: string | null; choice: string; reason: string }[]; workingHours: { whole: string; left: string } | null
}
const parts = 'id number state hidden seats answered result { outcome carries sentence silent lines { code count seats } } answers { seatName choice reason } workingHours { whole left }'
const inDays = async (days: number) => new Date(Date.parse(await api.get(Clock).now()) + days * 86_400_000).toISOString()
const open = async (instrument: string, more: object = {}, by = 'chair') => act<Shown>(api, 'openPoll', `Poll { ${parts} }`,
  { draftId, instrument, question: 'Five years?', closesAt: await inDays(8), reviewOn: await inDays(300), ...more }, as[by])
const answer = (by: string, pollId: string | undefined, choice: string, more: object = {}) => act<Shown>(api, 'answerPoll', `Poll { ${parts} }`,
  { pollId, seatId: committee.seats[`${by}@p.example`], choice, reason: `Said by ${by}.`, ...more }, as[by])
const takeBack = (by: string, pollId: string | undefined) => act<Shown>(api, 'takeBackAnswer', 'Poll { answered }', { pollId, seatId: committee.seats[`${by}@p.example`] }, as[by])
const show = async (id: string | undefined, by: string, of = draftId): Promise<Shown> => {
  const { data, errors } = await api.gql<{ draft: { polls: Shown[] } }>(`query ($id: ID!) { draft(id: $id) { polls { ${parts} } } }`, { id: of }, as[by])
  if (errors) throw new Error(errors[0]!.message)
  return data.draft.polls.find(poll => poll.id === id)!
}
const close = async (): Promise<void> => { await travel(api, 'P9D'); await signIn() }

test.each([
  ['by a delegate', () => open('straw-poll', {}, 'br'), 'FORBIDDEN'], ['by an observer', () => open('straw-poll', {}, 'watcher'), 'FORBIDDEN'], ['of an unknown kind', () => open('oracle'), 'unknown-instrument'],
  ['without a question', () => open('straw-poll', { question: ' ' }), 'question-missing'], ['of a last call that is too short', async () => open('last-call', { closesAt: await inDays(6) }), 'too-short'],
  ['of a silence that is too short', async () => open('silence-procedure', { closesAt: await inDays(2.9) }), 'too-short'], ['of a ranking of nothing', () => open('ranked-choice'), 'options-missing'],
  ['of a consent round without a review date', () => open('consent-round', { reviewOn: null }), 'review-missing'],
])('an opening %s is refused', async (_, attempt, code) => {
  expect(await attempt()).toMatchObject({ code })
})

test('(C9) a temperature check hides answers until it closes, then shows the distribution, and names to the officers alone', async () => {
  const poll = await open('temperature-check')
  expect(poll).toMatchObject({ state: 'open', hidden: true, seats: 4, answered: 0, result: null })
  const told = await api.db.query<{ email: string }[]>("select email from notice join person on person.id = person_id where settled_at is null and starts_with(key, $1) order by email", [`poll:${poll.id}`])
  expect(told.map(row => row.email)).toEqual(heads.map(head => `${head}@p.example`))
  expect(await answer('watcher', poll.id, 'favour')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await answer('br', poll.id, 'favour', { seatId: committee.seats['fr@p.example'] })).toMatchObject({ code: 'FORBIDDEN' })
  await answer('br', poll.id, 'favour')
  await answer('br', poll.id, 'strongly-favour')
  expect(await answer('fr', poll.id, 'strongly-against')).toMatchObject({ answered: 2, answers: [], result: null })
  expect(await show(poll.id, 'chair')).toMatchObject({ answers: [], result: null })
  expect(await open('temperature-check')).toMatchObject({ code: 'same-open' })
  await close()
  expect(await show(poll.id, 'br')).toMatchObject({ state: 'closed', answers: [{ seatName: null }, { seatName: null }],
    result: { outcome: 'heard', carries: null, silent: 2, sentence: expect.stringContaining('Strong opposition: 1 seat.') } })
  expect((await show(poll.id, 'br')).result?.lines.every(line => line.seats === null)).toBe(true)
  expect((await show(poll.id, 'chair')).result?.lines.find(line => line.code === 'strongly-against')?.seats).toHaveLength(1)
  expect(await answer('jp', poll.id, 'favour')).toMatchObject({ code: 'closed' })
})

test('a straw poll forces a reason on the negative side, and a ranked choice is counted', async () => {
  const straw = await open('straw-poll')
  const ranked = await open('ranked-choice', { options: ['Five years', 'Seven years'] })
  expect(await answer('br', straw.id, 'cannot-live', { reason: ' ' })).toMatchObject({ code: 'reason-missing' })
  await answer('br', straw.id, 'cannot-live')
  expect(await answer('br', ranked.id, '', { ranking: [['1'], ['1']] })).toMatchObject({ code: 'bad-ranking' })
  for (const [head, ranking] of [['br', [['1'], ['2']]], ['fr', [['1', '2']]], ['jp', [['1']]]] as const) await answer(head, ranked.id, '', { ranking })
  await close()
  expect((await show(straw.id, 'jp')).result).toMatchObject({ outcome: 'issues', sentence: '1 of 4 seats answered. 0 can live with it, 1 cannot, each with a reason.' })
  expect((await show(straw.id, 'jp')).answers).toMatchObject([{ choice: 'cannot-live', reason: 'Said by br.' }])
  expect((await show(ranked.id, 'jp')).result).toMatchObject({ outcome: '1', sentence: '“Five years” goes forward: 2 1/2 of 3 in round 1. 3 of 4 seats answered.' })
})

test('a consent round that carries is a decision, and its review date comes', async () => {
  const of = await newDraft()
  const poll = await open('consent-round', { draftId: of, reviewOn: await inDays(60) })
  await answer('br', poll.id, 'consent')
  expect(await answer('fr', poll.id, 'concern')).toMatchObject({ result: { outcome: 'consent' } })
  await close()
  expect((await show(poll.id, 'br', of)).result).toMatchObject({ outcome: 'consent', carries: true })
  const [decision] = await api.db.query<object[]>('select kind, outcome from decision where draft_id = $1', [of])
  expect(decision).toEqual({ kind: 'consent', outcome: 'consent' })
  const asked = () => api.db.query<unknown[]>("select 1 from notice where key = $1 and settled_at is null", [`poll-review:${poll.id}`])
  expect(await asked()).toHaveLength(0)
  await travel(api, 'P60D')
  await signIn()
  expect(await asked()).toHaveLength(2)
})

test('(D13) silence adopts at the deadline; one seat breaks it with a reason, and can take that back before', async () => {
  const of = await newDraft()
  const poll = await open('silence-procedure', { draftId: of })
  expect(poll.workingHours?.whole).toMatch(/^\d+ working hours/)
  expect(await answer('ke', poll.id, 'break', { reason: '' })).toMatchObject({ code: 'reason-missing' })
  expect(await answer('ke', poll.id, 'break')).toMatchObject({ answers: [{ choice: 'break', reason: 'Said by ke.' }], result: { outcome: 'broken' } })
  expect(await takeBack('br', poll.id)).toMatchObject({ code: 'no-answer' })
  expect(await takeBack('ke', poll.id)).toEqual({ answered: 0 })
  await close()
  expect((await show(poll.id, 'br', of)).result).toMatchObject({ outcome: 'adopted', carries: true })
  const again = await open('silence-procedure', { draftId: of })
  await answer('ke', again.id, 'break')
  await close()
  expect((await show(again.id, 'br', of)).result).toMatchObject({ outcome: 'broken', carries: false })
  expect(await takeBack('ke', again.id)).toMatchObject({ code: 'closed' })
  const decisions = await api.db.query<{ outcome: string }[]>("select outcome from decision where draft_id = $1 and kind = 'silence' order by number", [of])
  expect(decisions.map(row => row.outcome)).toEqual(['adopted', 'broken'])
  const kinds = await api.db.query<{ kind: string; n: number }[]>("select kind, count(*)::int as n from ledger_entry where chain = $1 and kind like 'poll.%' group by kind order by kind", [`draft:${of}`])
  expect(kinds).toEqual([{ kind: 'poll.answered', n: 2 }, { kind: 'poll.closed', n: 2 }, { kind: 'poll.opened', n: 2 }, { kind: 'poll.takenBack', n: 1 }])
})

test('a silence procedure is refused on a text with an open objection, and the offer says so', async () => {
  const of = await newDraft()
  await act(api, 'raiseObjection', 'Objection { id }', { draftId: of, seatId: committee.seats['br@p.example'], wholeDraft: true, reason: 'Too long.', wouldClear: 'Shorter.' }, as['br'])
  expect(await open('silence-procedure', { draftId: of })).toMatchObject({ code: 'objections-open' })
  const { data } = await api.gql<{ draft: { instruments: { name: string; refusal: string | null }[] } }>('query ($id: ID!) { draft(id: $id) { instruments { name refusal } } }', { id: of }, as['chair'])
  expect(data.draft.instruments.filter(offer => offer.refusal !== null)).toEqual([{ name: 'silence-procedure', refusal: expect.stringContaining('an objection stands') }])
})

test('what should not have been opened is cancelled with a reason, and a withdrawn draft adopts nothing by silence', async () => {
  const of = await newDraft()
  const poll = await open('last-call', { draftId: of })
  const cancel = (by: string, reason: string) => act<Shown>(api, 'cancelPoll', 'Poll { state }', { pollId: poll.id, reason }, as[by])
  expect(await cancel('br', 'No.')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await cancel('chair', ' ')).toMatchObject({ code: 'reason-missing' })
  expect(await cancel('chair', 'The wrong text.')).toEqual({ state: 'cancelled' })
  const silent = await open('silence-procedure', { draftId: of })
  await act(api, 'withdrawDraft', 'Draft { id }', { draftId: of, reason: 'Overtaken.' }, as['chair'])
  await close()
  expect(await show(silent.id, 'chair', of)).toMatchObject({ state: 'cancelled', result: null })
})

test('the chair finds consensus when every objection is addressed, and the record that supports it is kept', async () => {
  const of = await newDraft()
  const find = (by: string, reached = true) => act<{ outcome: string; record: string[] }>(api, 'findConsensus', 'ConsensusFinding { outcome record }',
    { draftId: of, reached, statement: 'The scope is agreed.', reason: 'All was taken up.' }, as[by])
  const objection = await act<{ id: string }>(api, 'raiseObjection', 'Objection { id }', { draftId: of, seatId: committee.seats['br@p.example'], wholeDraft: true, reason: 'Too long.', wouldClear: 'Shorter.' }, as['br'])
  expect(await find('secretary')).toMatchObject({ code: 'FORBIDDEN' })
  expect(await find('chair')).toMatchObject({ code: 'unaddressed', missing: [{ message: expect.stringContaining('is not triaged yet') }] })
  expect(await find('chair', false)).toMatchObject({ outcome: 'no-consensus' })
  for (const [name, input, by] of [
    ['triageObjection', { kind: 'substantive' }, 'chair'], ['answerObjection', { outcome: 'not-accepted', answer: 'No.' }, 'chair'],
    ['respondToObjection', { response: 'sustain', reason: 'Yes.' }, 'br'], ['findOnObjection', { outcome: 'proceeds', reason: 'It was weighed.' }, 'chair'],
  ] as const) await act(api, name, 'Objection { status }', { objectionId: objection.id, ...input }, as[by])
  const found = await find('chair')
  expect(found).toMatchObject({ outcome: 'rough-consensus' })
  expect(found.record?.[0]).toBe('1 of 4 participating seats spoke.')
  expect(found.record?.[1]).toMatch(/^Objection 1 of .+ was answered and work proceeds in spite of it\.$/)
})

test('what closed while no server ran is closed once when two come back together', async () => {
  const of = await newDraft()
  const poll = await open('silence-procedure', { draftId: of })
  await api.get(Clock).moveBy(api.db.manager, 'P9D')
  const other = await startServer({ url: api.databaseUrl }, readConfig({ PORT: '0', DATABASE_URL: api.databaseUrl }, process.cwd()))
  try {
    await Promise.all([other.work(), api.settle()])
    await until('the procedure has closed', async () => (await api.db.query<unknown[]>("select 1 from poll where id = $1 and state = 'closed'", [poll.id])).length === 1)
  } finally {
    await other.close()
  }
  await api.settle()
  const entries = await api.db.query<unknown[]>("select 1 from ledger_entry where kind = 'poll.closed' and facts->>'poll' = $1", [poll.id])
  expect(entries).toHaveLength(1)
}, 60_000)
