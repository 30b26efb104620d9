import { enterCommittee, enterPerson, type Caller, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { act, openDraft, travel, writeArticles } from '../../../../tests/draft.ts'
import { CollabService } from '../collab/collab.service.ts'
import { Clock } from '../platform/clock.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let [secretary, drafter, head, stranger]: Caller[] = []

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { 'secretary@c.example': 'secretary', 'drafter@c.example': 'drafter', 'chair@c.example': 'chair' }, { 'head@c.example': 'participating' })
  await enterPerson(api, 'stranger@c.example')
  ;[secretary, drafter, head, stranger] = await Promise.all(['secretary', 'drafter', 'head', 'stranger'].map(name => api.signIn(`${name}@c.example`)))
  draftId = await openDraft(api, committee, secretary!)
  await writeArticles(api, draftId, committee.people['drafter@c.example']!)
}, 60_000)
afterAll(() => api.close())

interface Shown {
  id: string; number: number; status: string; placed: boolean; clauseNumber: string; fromCall: boolean
  seat: { id: string } | null; author: { name: string }; disposition: string | null; dispositionReason: string | null; decidedBy: { name: string } | null
  replies: { body: string; author: { name: string } }[]; mentions: { name: string }[]
}
const fields = 'id number status placed clauseNumber fromCall seat { id } author { name } disposition dispositionReason decidedBy { name } replies { body author { name } } mentions { name }'
const anchor = { clauseId: 'records', blockId: 'records-words', start: 27, end: 37, quote: 'five years', prefix: 'keeps records for ', suffix: '.' }
const say = (as: Caller | undefined, more: object = {}) => act<Shown>(api, 'comment', `Comment { ${fields} }`, { draftId, type: 'technical', body: 'Why five?', ...more }, as)
const openNotices = async (email: string) => (await api.db.query<{ title: string }[]>(
  "select title from notice join person on person.id = person_id where email = $1 and verb = 'Reply' and settled_at is null order by title", [email])).map(row => row.title)

test('(E3) a comment is numbered, stands at its words, and speaks for the seat of who wrote it', async () => {
  const comment = await say(head, { anchor, proposedChange: 'seven years' })
  expect(comment).toMatchObject({ number: 1, status: 'open', placed: true, clauseNumber: '2', fromCall: false, seat: { id: committee.seats['head@c.example'] }, author: { name: 'head of c.example' } })
  expect(await say(drafter)).toMatchObject({ number: 2, placed: true, clauseNumber: '', seat: null })
})

test('(E2) when the words are gone, the comment stays and says that it has lost its place', async () => {
  const comment = await say(head, { anchor: { ...anchor, quote: 'words that nobody wrote', prefix: 'never ', suffix: ' ever' } })
  expect(comment).toMatchObject({ placed: false, clauseNumber: '2' })
  const { data } = await api.gql<{ draft: { commentCounts: object } }>('query ($id: ID!) { draft(id: $id) { commentCounts { total open technical unplaced } } }', { id: draftId }, head)
  expect(data.draft.commentCounts).toEqual({ total: 3, open: 3, technical: 3, unplaced: 1 })
})

test('(E1) a comment keeps its place when its clause moves and gets another number', async () => {
  const { id } = await say(head, { anchor })
  const moved = await api.get(CollabService).edit(draftId, committee.people['drafter@c.example']!, ydoc => {
    const tree = ydoc.getMap('tree')
    const rankOf = (clause: string) => (tree.get(clause) as Map<string, string>).get('rank')!
    const [scope, records] = [rankOf('scope'), rankOf('records')]
    ;(tree.get('scope') as Map<string, string>).set('rank', records)
    ;(tree.get('records') as Map<string, string>).set('rank', scope)
  })
  expect(moved.ok).toBe(true)
  const { data } = await api.gql<{ comment: Shown }>('query ($id: ID!) { comment(id: $id) { placed clauseNumber } }', { id }, head)
  expect(data.comment).toEqual({ placed: true, clauseNumber: '1' })
})

test('its author may put other words into a comment until it is decided; it says so, and the ledger holds both', async () => {
  const { id, number } = await say(head, { anchor })
  const edit = (as: Caller | undefined, body: string) => act<Shown & { body: string; editedAt: string | null; code?: string; message?: string }>(
    api, 'editComment', `Comment { ${fields} body type editedAt }`, { commentId: id, type: 'general', body, proposedChange: 'seven years' }, as)
  expect(await edit(head, ' Why five, and not seven? ')).toMatchObject({ body: 'Why five, and not seven?', type: 'general', placed: true, editedAt: expect.any(String) })
  const refused = (words: string) => ({ message: expect.stringContaining(words) })
  expect(await edit(drafter, 'Because.')).toMatchObject(refused('Only who wrote a comment may edit it'))
  expect(await edit(stranger, 'Because.')).toMatchObject(refused('no such comment'))
  expect(await edit(head, '  ')).toMatchObject(refused('body'))
  await act(api, 'decideComment', 'Comment { id }', { commentId: id, disposition: 'noted', reason: 'Seen.' }, secretary)
  expect(await edit(head, 'Too late.')).toMatchObject(refused('decided or resolved'))
  const kinds = await api.db.query<{ kind: string }[]>("select kind from ledger_entry where facts->>'number' = $1 and kind like 'comment.%' order by seq", [String(number)])
  expect(kinds.map(({ kind }) => kind)).toEqual(['comment.written', 'comment.edited', 'comment.decided'])
})

test('who is answered or named has it in the inbox until they answer or the thread is over', async () => {
  const { id, number } = await say(head)
  await act(api, 'reply', 'Comment { id }', { commentId: id, body: 'See Article 12.', mentions: [committee.people['secretary@c.example']] }, drafter)
  expect(await openNotices('head@c.example')).toContain(`drafter of c.example answered your comment ${number}`)
  expect(await openNotices('secretary@c.example')).toEqual([`drafter of c.example mentioned you in comment ${number}`])
  const answered = await act<Shown>(api, 'reply', `Comment { ${fields} }`, { commentId: id, body: 'Thank you.' }, head)
  expect(answered.replies).toEqual([{ body: 'See Article 12.', author: { name: 'drafter of c.example' } }, { body: 'Thank you.', author: { name: 'head of c.example' } }])
  expect(await openNotices('head@c.example')).toEqual([])
  await act(api, 'resolveComment', 'Comment { id }', { commentId: id }, head)
  expect(await openNotices('secretary@c.example')).toEqual([])
})

test('somebody who has no place in the committee cannot be mentioned', async () => {
  const [person] = await api.db.query<[{ id: string }]>("select id from person where email = 'stranger@c.example'")
  expect(await say(head, { mentions: [person.id] })).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('mentions') })
})

test('(E5) a comment is decided with a reason by those who hold the pen, and opened again', async () => {
  const { id } = await say(head)
  const decide = (as: Caller | undefined, input: object) => act<Shown>(api, 'decideComment', `Comment { ${fields} }`, { commentId: id, disposition: 'rejected', reason: 'The law says five.', ...input }, as)
  expect(await decide(head, {})).toMatchObject({ code: 'FORBIDDEN' })
  expect(await decide(drafter, { reason: ' ' })).toMatchObject({ code: 'reason-missing' })
  expect(await decide(drafter, { disposition: 'maybe' })).toMatchObject({ code: 'unknown-disposition' })
  expect(await act(api, 'resolveComment', 'Comment { id }', { commentId: id }, secretary)).toMatchObject({ code: 'undecided' })
  expect(await decide(drafter, {})).toMatchObject({ status: 'decided', disposition: 'rejected', dispositionReason: 'The law says five.', decidedBy: { name: 'drafter of c.example' } })
  expect(await act(api, 'resolveComment', 'Comment { status disposition }', { commentId: id }, secretary)).toEqual({ status: 'resolved', disposition: 'rejected' })
  expect(await act(api, 'reopenComment', 'Comment { status disposition }', { commentId: id }, drafter)).toEqual({ status: 'open', disposition: null })
  const kinds = await api.db.query<{ kind: string; facts: { reason?: object } }[]>("select kind, facts from ledger_entry where facts->>'comment' = $1 order by seq", [id])
  expect(kinds.map(entry => entry.kind)).toEqual(['comment.written', 'comment.decided', 'comment.resolved', 'comment.reopened'])
  expect(kinds[1]?.facts.reason).toEqual({ commitment: expect.any(String) })
})

test.each([
  ['an empty body', { body: ' ' }, 'BAD_INPUT', 'body'],
  ['a body of 20,001 characters', { body: 'a'.repeat(20_001) }, 'BAD_INPUT', 'body'],
  ['half a character', { body: 'bad \ud800' }, 'BAD_INPUT', 'body'],
  ['a type that does not exist', { type: 'angry' }, 'unknown-type', 'editorial'],
  ['a seat of somebody else', { seatId: '00000000-0000-4000-8000-000000000001' }, 'FORBIDDEN', 'seat'],
])('%s is refused and named', async (_, input, code, named) => {
  expect(await say(head, input)).toMatchObject({ code, message: expect.stringContaining(named) })
})

test('while a public call is open anybody with an account reads and comments, and not after it has closed by itself', async () => {
  expect(await say(stranger)).toMatchObject({ code: 'NOT_FOUND' })
  await api.db.query("update draft set stage = 'engagement' where id = $1", [draftId])
  const inDays = async (days: number) => new Date(Date.parse(await api.get(Clock).now()) + days * 86_400_000).toISOString()
  const open = async (as: Caller | undefined, days: number) => act<{ id: string }>(api, 'openCall', 'Call { id }', { draftId, question: 'What should change?', closesAt: await inDays(days) }, as)
  expect(await open(head, 70)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await open(secretary, 20)).toMatchObject({ code: 'too-short' })
  const call = await open(secretary, 62)
  expect(await say(stranger)).toMatchObject({ fromCall: true, author: { name: 'stranger of c.example' } })
  expect(await say(undefined)).toMatchObject({ code: 'UNAUTHENTICATED' })
  await travel(api, 'P63D')
  const again = await api.signIn('stranger@c.example')
  expect(await say(again)).toMatchObject({ code: 'NOT_FOUND' })
  ;[secretary, drafter, head] = await Promise.all(['secretary', 'drafter', 'head'].map(name => api.signIn(`${name}@c.example`)))
  const { data } = await api.gql<{ draft: { calls: object[] } }>('query ($id: ID!) { draft(id: $id) { calls { id comments closedAt } } }', { id: draftId }, secretary)
  expect(data.draft.calls).toEqual([{ id: call.id, comments: 1, closedAt: expect.any(String) }])
})

test('of twenty comments written at once each has a number of its own', async () => {
  const written = await Promise.all(Array.from({ length: 20 }, () => say(head)))
  expect(new Set(written.map(comment => comment.number)).size).toBe(20)
})

test('two thousand comments are read page by page, filtered, in at most 15 statements a page', async () => {
  await api.db.query(
    `insert into comment (draft_id, number, author_id, anchor, type, body)
     select $1, 1000 + n, $2, $3::json, case when n % 4 = 0 then 'editorial' else 'technical' end, 'Comment ' || n from generate_series(1, 2000) as n`,
    [draftId, committee.people['head@c.example'], JSON.stringify(anchor)])
  const query = `query ($id: ID!, $after: String, $type: String, $clause: ID) { draft(id: $id) { title commentCounts { total open unplaced }
    comments(first: 200, after: $after, type: $type, clauseId: $clause) { total nodes { ${fields} } pageInfo { endCursor hasNextPage } } } }`
  const page = async (variables: object) => {
    const response = await api.send('POST', '/graphql', { query, variables: { id: draftId, ...variables } }, { cookie: head!.cookie })
    const statements = Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
    const { data } = await response.json() as { data: { draft: { comments: { total: number; nodes: Shown[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } } }
    return { ...data.draft.comments, statements }
  }
  let after: string | undefined
  const numbers: number[] = []
  for (;;) {
    const { nodes, pageInfo, statements } = await page({ type: 'editorial', ...(after ? { after } : {}) })
    expect(statements).toBeGreaterThan(0)
    expect(statements).toBeLessThanOrEqual(15)
    numbers.push(...nodes.map(comment => comment.number))
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  expect(numbers).toEqual(Array.from({ length: 500 }, (_, index) => 1004 + 4 * index))
  const onClause = await page({ clause: 'records' })
  expect(onClause.total).toBeGreaterThanOrEqual(2_000)
  expect((await page({ clause: 'scope' })).total).toBe(0)
}, 60_000)
