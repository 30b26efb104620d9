import { enterCommittee, type Caller, type TestApi, testApi, type TestCommittee } from '../../../../tests/api.ts'
import { act, addWord, openDraft, travel, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

const place = 'rounds.example'
const officers = { chair: `chair@${place}`, secretary: `secretary@${place}` }
let api: TestApi
let committee: TestCommittee
let draftId: string
let as: Record<string, Caller> = {}

async function signIn(): Promise<void> {
  as = Object.fromEntries(await Promise.all(['chair', 'secretary', 'br', 'fr'].map(async name => [name, await api.signIn(`${name}@${place}`)])))
}

interface Shown {
  stage: string; frozen: boolean
  history: { from: string | null; to: string; reason: string }[]
  ballots: {
    state: string; question: string; result: { outcome: string; sentence: string }; edition: { number: number; hash: string; seq: number }
    votes: { seatName: string; choice: string; reason: string }[]; history: { from: string | null; to: string }[]
  }[]
  comments: { nodes: { body: string; status: string; disposition: string; dispositionReason: string; replies: { body: string; author: { name: string } }[] }[] }
}
const query = `query ($id: ID!) { draft(id: $id) { stage frozen history { from to reason }
  ballots { state question result { outcome sentence } edition { number hash seq } votes { seatName choice reason } history { from to } }
  comments(first: 10) { nodes { body status disposition dispositionReason replies { body author { name } } } } } }`
async function shown(): Promise<Shown> {
  const answer = await api.gql<{ draft: Shown }>(query, { id: draftId }, as['fr'])
  if (answer.errors) throw new Error(answer.errors[0]!.message)
  return answer.data.draft
}

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, { [`br@${place}`]: 'participating', [`fr@${place}`]: 'participating' })
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[`fr@${place}`]])
  await signIn()
  draftId = await openDraft(api, committee, as['secretary']!)
  await writeArticles(api, draftId, committee.people[officers.chair]!)
  const comment = await act<{ id: string }>(api, 'comment', 'Comment { id }', { draftId, type: 'technical', body: 'Five years are too long.', anchor: { clauseId: 'records' } }, as['br'])
  await act(api, 'reply', 'Comment { id }', { commentId: comment.id, body: 'The evidence says five.' }, as['chair'])
  await act(api, 'decideComment', 'Comment { id }', { commentId: comment.id, disposition: 'rejected', reason: 'The courts ask for five.' }, as['chair'])
  await walkToAdoption(api, committee, draftId, officers)
  await signIn()
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 31 * 86_400_000).toISOString()
  const ballot = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt, question: 'Shall it be adopted?' }, as['chair'])
  const vote = (head: string, choice: string, reason?: string) =>
    act(api, 'castVote', 'Ballot { cast }', { ballotId: ballot.id, seatId: committee.seats[`${head}@${place}`], choice, reason }, as[head])
  await vote('br', 'yes')
  await vote('br', 'no', 'Five years are still too long.')
  await vote('fr', 'no', 'So we think.')
  await travel(api, 'P32D')
  await signIn()
}, 120_000)
afterAll(() => api.close())

test('(A9) a failed round that was sent back stays readable: its votes with reasons and changes, its result, its comments with answers, the text it was about', async () => {
  const before = await shown()
  expect(before).toMatchObject({ stage: 'adoption', frozen: true, ballots: [{ state: 'closed', result: { outcome: expect.not.stringMatching(/^approved$/) } }] })
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'negotiation' }, as['chair'])).toMatchObject({ code: 'reason-missing' })
  expect(await act(api, 'moveDraft', 'Draft { stage }', { draftId, to: 'negotiation', reason: 'The ballot failed on the five years.' }, as['chair'])).toEqual({ stage: 'negotiation' })
  // The next round begins: another title, another comment.
  expect(await addWord(api, draftId, committee.people[officers.chair]!, 'Record-keeping, shorter')).toBeNull()
  await act(api, 'comment', 'Comment { id }', { draftId, type: 'editorial', body: 'A comma is missing.', anchor: { clauseId: 'scope' } }, as['fr'])

  const after = await shown()
  expect(after).toMatchObject({ stage: 'negotiation', frozen: false })
  expect(after.history.at(-1)).toEqual({ from: 'adoption', to: 'negotiation', reason: 'The ballot failed on the five years.' })
  expect(after.ballots).toEqual(before.ballots)
  const [ballot] = after.ballots
  expect(ballot!.votes.map(({ choice, reason }) => [choice, reason]).sort()).toEqual([['no', 'Five years are still too long.'], ['no', 'So we think.']])
  expect(ballot!.history.filter(change => change.from === 'yes')).toEqual([{ from: 'yes', to: 'no' }])
  expect(after.comments.nodes.find(comment => comment.body === 'Five years are too long.')).toEqual({
    body: 'Five years are too long.', status: 'decided', disposition: 'rejected', dispositionReason: 'The courts ask for five.',
    replies: [{ body: 'The evidence says five.', author: { name: `chair of ${place}` } }],
  })
  const text = await api.gql<{ draft: { textAt: { html: string } } }>('query ($id: ID!, $seq: Int!) { draft(id: $id) { textAt(seq: $seq) { html } } }', { id: draftId, seq: ballot!.edition.seq }, as['fr'])
  expect(text.data.draft.textAt.html).toContain('The operator keeps records for five years.')
  expect(text.data.draft.textAt.html).not.toContain('Record-keeping, shorter')
  const exported = await api.send('GET', `/export/${draftId}.zip`, undefined, { cookie: as['fr']!.cookie })
  expect(exported.status).toBe(200)
})
