import { enterCommittee, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { act, type Cast, openDraft, signInAll, travel, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let cast: Cast
const officers = { chair: 'chair@r.example', secretary: 'secretary@r.example' }

interface Shown {
  id: string; due: string; decideBy: string; openedAt: string | null; outcome: string | null; reason: string | null
  decidedBy: { name: string } | null; edition: { number: number }
}
const reviews = async () => {
  const query = 'query ($id: ID!) { draft(id: $id) { stage reviews { id due decideBy openedAt outcome reason decidedBy { name } edition { number } } } }'
  return (await api.gql<{ draft: { stage: string; reviews: Shown[] } }>(query, { id: draftId }, cast.chair)).data.draft
}
const enter = async () => { cast = await signInAll(api, committee, officers.chair, officers.secretary) }
const decide = (as: Cast['chair'], input: object) => act<{ stage: string; withdrawnReason: string }>(api, 'decideReview', 'Draft { stage withdrawnReason }', { reason: 'It serves its purpose.', ...input }, as)
const years = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / (365.25 * 86_400_000)

/** Waits, as the committee would, until the date of the next review has passed. */
async function untilReview(): Promise<Shown> {
  await travel(api, 'P4Y7M')
  await enter()
  const { stage, reviews: [review] } = await reviews()
  expect(stage).toBe('review')
  return review!
}

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, { 'br@r.example': 'participating', 'fr@r.example': 'participating' })
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats['fr@r.example']])
  draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people[officers.chair]!)
  cast = await walkToAdoption(api, committee, draftId, officers)
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 31 * 86_400_000).toISOString()
  const { id } = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt }, cast.chair)
  for (const { seat, as } of cast.heads) await act(api, 'castVote', 'Ballot { cast }', { ballotId: id, seatId: seat, choice: 'yes' }, as)
  await travel(api, 'P32D')
  await travel(api, 'P22D')
  await enter()
  const moved = await act<{ stage: string }>(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation' }, cast.chair)
  expect(moved.stage).toBe('implementation')
  await api.settle()
}, 120_000)
afterAll(() => api.close())

test('an adopted text has a review ahead, with the dates of its rulebook, and adopting twice makes no second one', async () => {
  const { reviews: [review, second] } = await reviews()
  const now = await api.get(Clock).now()
  expect(review).toMatchObject({ openedAt: null, outcome: null, edition: { number: 1 } })
  expect(years(now, review!.due)).toBeCloseTo(4.5, 1)
  expect(years(now, review!.decideBy)).toBeCloseTo(5, 1)
  expect(second).toBeUndefined()
  await api.settle()
  expect((await reviews()).reviews).toHaveLength(1)
})

test('an adoption made in error is taken back with its review, and can be made again', async () => {
  expect(await act(api, 'takeBackMove', 'Draft { stage adoptedAt }', { draftId, reason: 'The appeal was overlooked.' }, cast.chair)).toEqual({ stage: 'adoption', adoptedAt: null })
  await api.settle()
  expect((await reviews()).reviews).toEqual([])
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation' }, cast.chair)).toEqual({ stage: 'implementation' })
  await api.settle()
  expect((await reviews()).reviews).toMatchObject([{ openedAt: null, outcome: null }])
})

test('(F1) on its date the review opens by itself and is confirmed by who decides, and the next one is planned from there', async () => {
  const review = await untilReview()
  expect(review).toMatchObject({ openedAt: expect.any(String), outcome: null })
  expect(await decide(cast.heads[0]!.as, { reviewId: review.id, outcome: 'confirm' })).toMatchObject({ code: 'FORBIDDEN' })
  expect(await decide(cast.chair, { reviewId: review.id, outcome: 'forget' })).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('withdraw') })
  expect(await decide(cast.chair, { reviewId: review.id, outcome: 'confirm' })).toMatchObject({ stage: 'implementation' })
  expect(await decide(cast.chair, { reviewId: review.id, outcome: 'confirm' })).toMatchObject({ code: 'FORBIDDEN' })
  await api.settle()
  const { reviews: [next, decided] } = await reviews()
  expect(decided).toMatchObject({ outcome: 'confirm', reason: 'It serves its purpose.', decidedBy: { name: 'chair of r.example' } })
  expect(years(await api.get(Clock).now(), next!.due)).toBeCloseTo(4.5, 1)
})

test('a review begun early in error is taken back and does not open again by itself', async () => {
  await travel(api, 'P7M')
  await enter()
  const early = { draftId, to: 'review', override: true, reason: 'An incident.' }
  expect(await act(api, 'moveDraft', 'Draft { stage }', early, cast.chair)).toEqual({ stage: 'review' })
  await api.settle()
  expect((await reviews()).reviews[0]).toMatchObject({ openedAt: expect.any(String) })
  expect(await act(api, 'takeBackMove', 'Draft { stage }', { draftId, reason: 'There was no incident.' }, cast.chair)).toEqual({ stage: 'implementation' })
  await api.settle()
  expect((await reviews()).reviews[0]).toMatchObject({ openedAt: null, outcome: null })
})

test('a text that was withdrawn and restored is still reviewed on its date', async () => {
  await act(api, 'withdrawDraft', 'Draft { id }', { draftId, reason: 'Superseded.' }, cast.chair)
  await api.settle()
  await act(api, 'restoreDraft', 'Draft { id }', { draftId, reason: 'It was not.' }, cast.chair)
  await api.settle()
  expect((await reviews()).reviews[0]).toMatchObject({ openedAt: null, outcome: null })
})

test('(F3) a review that nobody decides by its date expires, and is on record as that', async () => {
  const review = await untilReview()
  await travel(api, 'P6M')
  await enter()
  const shown = await reviews()
  expect(shown.stage).toBe('review')
  expect(shown.reviews.find(one => one.id === review.id)).toMatchObject({ outcome: 'expired', decidedBy: null })
  const [entry] = await api.db.query<{ actor: string | null }[]>("select actor from ledger_entry where kind = 'review.decided' and facts->>'outcome' = 'expired'")
  expect(entry).toEqual({ actor: null })
  const [open] = await api.db.query<{ n: number }[]>("select count(*)::int as n from notice where verb = 'Review' and settled_at is null")
  expect(open!.n).toBe(0)
})

test('a review may withdraw the text, which stays on record', async () => {
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation', reason: 'Confirmed late.' }, cast.chair)).toEqual({ stage: 'implementation' })
  await api.settle()
  const review = await untilReview()
  expect(await decide(cast.secretary, { reviewId: review.id, outcome: 'withdraw', reason: 'Superseded by law.' })).toMatchObject({ withdrawnReason: 'Superseded by law.' })
  await api.settle()
  const { reviews: [decided] } = await reviews()
  expect(decided).toMatchObject({ outcome: 'withdraw' })
  const kinds = await api.db.query<{ kind: string }[]>('select distinct kind from decision where draft_id = $1 order by kind', [draftId])
  expect(kinds.map(row => row.kind)).toEqual(['adoption', 'ballot', 'review'])
})
