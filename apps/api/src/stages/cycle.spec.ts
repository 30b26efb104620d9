import { enterCommittee, type TestApi, testApi } from '../../../../tests/api.ts'
import { act, addWord, openDraft, signInAll, travel, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

let api: TestApi
beforeAll(async () => { api = await testApi() }, 90_000)
afterAll(() => api.close())

interface Shown {
  stage: string; phase: string; frozen: boolean; seq: number; epoch: number
  editions: { number: number; hash: string; adoptedAt: string | null }[]
  rail: { stations: { code: string; state: string; day: number | null }[]; next: string; missing: number }
  checklist: { to: string; allowed: boolean; overrideAllowed: boolean; gates: { gate: string; met: boolean; kind: string; attestations: { person: { name: string } }[] }[] }[]
  history: { from: string | null; to: string; override: boolean; reason: string; takenBackAt: string | null; by: { name: string } | null; missing: { gate: string }[] }[]
  ballots: { id: string; state: string; result: { outcome: string; sentence: string; tallies: { choice: string; count: number }[] } | null }[]
  decisions: { number: number; kind: string; outcome: string }[]
  reviews: { id: string; due: string; openedAt: string | null; outcome: string | null }[]
}
const query = `query ($id: ID!) { draft(id: $id) { stage phase frozen seq epoch editions { number hash adoptedAt }
  rail { stations { code state day } next missing } checklist { to allowed overrideAllowed gates { gate met kind attestations { person { name } } } }
  history { from to override reason takenBackAt by { name } missing { gate } }
  ballots { id state result { outcome sentence tallies { choice count } } } decisions { number kind outcome } reviews { id due openedAt outcome } } }`

async function show(id: string, as: { cookie: string }): Promise<Shown> {
  const answer = await api.gql<{ draft: Shown }>(query, { id }, as)
  if (answer.errors) throw new Error(answer.errors[0]!.message)
  return answer.data.draft
}

async function committeeOf(place: string) {
  const heads = Object.fromEntries(['br', 'fr', 'jp'].map(country => [`${country}@${place}`, 'participating']))
  const committee = await enterCommittee(api, { [`chair@${place}`]: 'chair', [`secretary@${place}`]: 'secretary', [`drafter@${place}`]: 'drafter' }, heads)
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[`jp@${place}`]])
  const officers = { chair: `chair@${place}`, secretary: `secretary@${place}` }
  return { committee, officers, drafter: committee.people[`drafter@${place}`]! }
}

const inDays = async (days: number) => new Date(Date.parse(await api.get(Clock).now()) + days * 86_400_000).toISOString()

test('(A1, A13, F1) a draft walks the whole cycle, from issue to review and on, and everything is on record', async () => {
  const { committee, officers, drafter } = await committeeOf('cycle.example')
  const draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, drafter)
  let cast = await walkToAdoption(api, committee, draftId, officers)

  const frozen = await show(draftId, cast.chair)
  expect(frozen).toMatchObject({ stage: 'adoption', phase: 'adoption', editions: [{ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] })
  expect(frozen.history.map(event => event.to)).toEqual(['issue', 'engagement', 'drafting', 'negotiation', 'adoption'])
  expect(await addWord(api, draftId, drafter, 'sneaked in')).toBe('FROZEN')

  const ballot = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt: await inDays(31) }, cast.chair)
  for (const { seat, as } of cast.heads) {
    expect(await act(api, 'castVote', 'Ballot { cast }', { ballotId: ballot.id, seatId: seat, choice: 'yes' }, as)).toMatchObject({ cast: expect.any(Number) })
  }
  const tooSoon = await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation' }, cast.chair)
  expect(tooSoon.missing?.map(one => one.gate)).toEqual(['ballot-passed', 'appeal-window-over'])
  await travel(api, 'P32D')
  await travel(api, 'P22D')
  cast = await signInAll(api, committee, officers.chair, officers.secretary)
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'implementation' }, cast.chair)).toEqual({ stage: 'implementation' })
  await api.settle()
  const adopted = await show(draftId, cast.chair)
  expect(adopted.ballots[0]?.result).toMatchObject({ outcome: 'approved', tallies: [{ choice: 'yes', count: 3 }] })
  expect(adopted.editions[0]?.adoptedAt).not.toBeNull()
  expect(adopted.decisions.map(decision => decision.kind)).toEqual(['adoption', 'ballot'])
  expect(adopted.reviews).toMatchObject([{ openedAt: null, outcome: null }])

  await travel(api, 'P4Y7M')
  cast = await signInAll(api, committee, officers.chair, officers.secretary)
  const reviewed = await show(draftId, cast.chair)
  expect(reviewed).toMatchObject({ stage: 'review', reviews: [{ openedAt: expect.any(String), outcome: null }] })
  expect(reviewed.history.at(-1)).toMatchObject({ to: 'review', by: null })
  const [asked] = await api.db.query<{ verb: string }[]>("select verb from notice join person on person.id = person_id where email = $1 and verb = 'Review' and settled_at is null", [officers.chair])
  expect(asked).toBeDefined()
  expect(await act(api, 'decideReview', 'Draft { stage }', { reviewId: reviewed.reviews[0]!.id, outcome: 'amend', reason: '' }, cast.chair)).toMatchObject({ code: 'reason-missing' })
  expect(await act(api, 'decideReview', 'Draft { stage }', { reviewId: reviewed.reviews[0]!.id, outcome: 'amend', reason: 'Five years is too short.' }, cast.chair))
    .toEqual({ stage: 'drafting' })
  await api.settle()
  const again = await show(draftId, cast.chair)
  expect(again).toMatchObject({ stage: 'drafting', reviews: [{ outcome: 'amend' }] })
  expect(await addWord(api, draftId, drafter, 'Record-keeping of machines, amended')).toBeNull()
}, 90_000)

test('(A3) a refused move lists everything that is missing, each with the place where it is done, and changes nothing', async () => {
  const { committee, officers } = await committeeOf('refused.example')
  const secretary = await api.signIn(officers.secretary)
  const draftId = await openDraft(api, committee, secretary)
  const refused = await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'engagement' }, secretary)
  expect(refused).toMatchObject({ code: 'gates', missing: [{ gate: 'problem-statement' }, { gate: 'duplicate-check' }, { gate: 'minimum-time' }] })
  expect(refused.missing?.every(one => one.where.startsWith(`/d/${draftId}`) && one.message.length > 10)).toBe(true)
  const shown = await show(draftId, secretary)
  expect(shown).toMatchObject({ stage: 'issue', rail: { missing: 3 } })
  expect(shown.rail.stations.map(({ state }) => state)).toEqual(['current', ...Array.from({ length: 6 }, () => 'waiting')])
  expect(shown.checklist).toMatchObject([{ to: 'engagement', allowed: true, overrideAllowed: false }])
})

test('(A3) the chair moves on in spite of a gate with a reason, which is shown for ever', async () => {
  const { committee, officers } = await committeeOf('override.example')
  const [chair, secretary] = [await api.signIn(officers.chair), await api.signIn(officers.secretary)]
  const draftId = await openDraft(api, committee, secretary)
  await act(api, 'attest', 'Draft { id }', { draftId, gate: 'problem-statement', reason: 'Minutes 4.' }, chair)
  await act(api, 'attest', 'Draft { id }', { draftId, gate: 'duplicate-check', reason: 'Register searched.' }, secretary)
  const wanted = { draftId, to: 'engagement', override: true }
  expect(await act(api, 'moveDraft', 'Draft { stage }', { ...wanted, reason: 'Urgent.' }, secretary)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(api, 'moveDraft', 'Draft { stage }', wanted, chair)).toMatchObject({ code: 'reason-missing' })
  expect(await act(api, 'moveDraft', 'Draft { stage }', { ...wanted, reason: 'Urgent.' }, chair)).toEqual({ stage: 'engagement' })
  expect((await show(draftId, chair)).history.at(-1)).toMatchObject({ override: true, reason: 'Urgent.', missing: [{ gate: 'minimum-time' }] })
})

test('an attestation in the wrong role, for a foreign seat or of a computed gate is refused', async () => {
  const { committee, officers } = await committeeOf('attest.example')
  const [secretary, drafter, br] = [await api.signIn(officers.secretary), await api.signIn('drafter@attest.example'), await api.signIn('br@attest.example')]
  const draftId = await openDraft(api, committee, secretary)
  const attest = (gate: string, as: { cookie: string }, more: object = {}) => act(api, 'attest', 'Draft { id }', { draftId, gate, reason: 'Because.', ...more }, as)
  expect(await attest('problem-statement', drafter)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await attest('problem-statement', br)).toMatchObject({ code: 'not-yours' })
  expect(await attest('minimum-time', secretary)).toMatchObject({ code: 'computed-gate' })
  expect(await attest('conflicts-of-interest', br, { seatId: committee.seats['fr@attest.example'] })).toMatchObject({ code: 'not-your-seat' })
  expect(await attest('conflicts-of-interest', br, { seatId: committee.seats['br@attest.example'] })).toEqual({ id: draftId })
  expect(await attest('problem-statement', secretary, { reason: ' ' })).toMatchObject({ code: 'reason-missing' })
  const [row] = await api.db.query<{ n: number }[]>('select count(*)::int as n from attestation where draft_id = $1', [draftId])
  expect(row!.n).toBe(1)
})

test('(A2) a move made in error is taken back, the text can be written again, and both stay in the history', async () => {
  const { committee, officers, drafter } = await committeeOf('back.example')
  const draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, drafter)
  const cast = await walkToAdoption(api, committee, draftId, officers)
  const before = await show(draftId, cast.chair)
  expect(await act(api, 'takeBackMove', 'Draft { stage }', { draftId, reason: 'The wrong draft.' }, cast.heads[0]!.as)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await act(api, 'takeBackMove', 'Draft { stage }', { draftId, reason: 'The wrong draft.' }, cast.chair)).toEqual({ stage: 'negotiation' })
  const after = await show(draftId, cast.chair)
  expect(after.epoch).toBeGreaterThan(before.epoch)
  expect(after.history.slice(-2)).toMatchObject([{ to: 'adoption', takenBackAt: expect.any(String) }, { from: 'adoption', to: 'negotiation', reason: 'The wrong draft.' }])
  expect(await addWord(api, draftId, drafter, 'Corrected')).toBeNull()
  await travel(api, 'P15D')
  const { chair } = await signInAll(api, committee, officers.chair, officers.secretary)
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'adoption' }, chair)).toEqual({ stage: 'adoption' })
  const hashes = (await show(draftId, chair)).editions.map(edition => edition.hash)
  expect(new Set(hashes).size).toBe(2)
}, 90_000)

test('a withdrawn draft can be read and restored, nothing else', async () => {
  const { committee, officers, drafter } = await committeeOf('withdrawn.example')
  const secretary = await api.signIn(officers.secretary)
  const draftId = await openDraft(api, committee, secretary)
  expect(await act(api, 'withdrawDraft', 'Draft { withdrawnReason }', { draftId, reason: 'Overtaken.' }, secretary)).toEqual({ withdrawnReason: 'Overtaken.' })
  expect(await act(api, 'comment', 'Comment { id }', { draftId, type: 'general', body: 'Still here?' }, secretary)).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('withdrawn') })
  expect(await show(draftId, secretary)).toMatchObject({ stage: 'issue' })
  expect(await act(api, 'restoreDraft', 'Draft { withdrawnAt }', { draftId, reason: 'Needed after all.' }, secretary)).toEqual({ withdrawnAt: null })
  expect(drafter).toBeDefined()
})

test('nobody outside learns that a draft exists, and nobody acts without signing in', async () => {
  const { committee, officers } = await committeeOf('closed.example')
  const secretary = await api.signIn(officers.secretary)
  const draftId = await openDraft(api, committee, secretary)
  const { committee: other } = await committeeOf('other.example')
  expect(other.id).not.toBe(committee.id)
  const stranger = await api.signIn('chair@other.example')
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'engagement' }, stranger)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId: 'no-id', to: 'engagement' }, stranger)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'engagement' })).toMatchObject({ code: 'UNAUTHENTICATED' })
})
