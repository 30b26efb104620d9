import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, OperationTypeNode, parse, print, visit } from 'graphql'
import { Clock } from '../apps/api/src/platform/clock.ts'
import { enterCommittee, type TestApi, type TestCommittee, testApi } from './api.ts'
import { act, type Cast, openDraft, walkToAdoption, writeArticles } from './draft.ts'

const most = 15
const web = fileURLToPath(new URL('../apps/web/src', import.meta.url))
const officers = { chair: 'chair@s.example', secretary: 'secretary@s.example' }

// Every operation as it is written in the web app; what is put in between is another document of the same kind.
const written = (readdirSync(web, { recursive: true }) as string[]).filter(file => /\.tsx?$/.test(file) && !file.includes('.spec.'))
  .flatMap(file => [...readFileSync(`${web}/${file}`, 'utf8').matchAll(/gql(?:<[^`]*>)?`([\s\S]*?)`/g)].map(match => match[1]!.replace(/\$\{[^}]*\}/g, '')))
const { definitions } = parse(written.join('\n'))
const fragments = new Map(definitions.flatMap(one => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))
const queries = definitions.flatMap(one => (one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.QUERY ? [one] : []))

/** The fragments an operation spreads, at any depth. */
function spread(node: OperationDefinitionNode | FragmentDefinitionNode, found = new Set<FragmentDefinitionNode>()): Set<FragmentDefinitionNode> {
  visit(node, { FragmentSpread: ({ name }) => {
    const fragment = fragments.get(name.value)
    if (!fragment || found.has(fragment)) return
    found.add(fragment)
    spread(fragment, found)
  } })
  return found
}

let api: TestApi
let committee: TestCommittee
let draftId: string
let ballotId: string
let meetingId: string
let byPost: string
let cast: Cast
const first = new Map<string, number>()

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, { 'br@s.example': 'participating', 'fr@s.example': 'participating' })
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats['fr@s.example']])
  draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people[officers.chair]!)
  cast = await walkToAdoption(api, committee, draftId, officers)
  // Many of everything, so that a question asked for each row shows.
  await api.db.query(
    `with said as (
       insert into comment (draft_id, number, author_id, seat_id, anchor, type, body, status, disposition, disposition_reason, decided_by, decided_at, mentions)
       select $1, n, person.id, $2, '{"clauseId": "scope", "quote": "", "prefix": "", "suffix": ""}', 'technical', 'Comment ' || n, 'decided', 'noted', 'Noted.',
         person.id, plenary_now(), array[person.id]
       from generate_series(1, 300) as n, lateral (select id from person order by id offset n % 4 limit 1) as person returning id, author_id
     ) insert into reply (comment_id, author_id, body) select id, author_id, 'Seen.' from said, generate_series(1, 3)`, [draftId, committee.seats['br@s.example']])
  const objection = { draftId, seatId: committee.seats['br@s.example'], reason: 'Too long.', wouldClear: 'Three years.' }
  for (const _ of [1, 2]) await api.db.query(
    `insert into objection (draft_id, number, seat_id, author_id, reason, would_clear, clause_id)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, 'scope' from objection`,
    [draftId, objection.seatId, committee.people[officers.chair], objection.reason, objection.wouldClear])
  await api.db.query(
    "insert into decision (committee_id, draft_id, number, kind, outcome, reason, rule, figures, place) values ($1, $2, 1, 'stage', 'moved', 'Ready.', 'The rulebook', '', '/')", [committee.id, draftId])
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 31 * 86_400_000).toISOString()
  // A seat that sends its votes on paper.
  const [seat] = await api.db.query<{ id: string }[]>(
    `with made as (insert into body (name, kind, jurisdiction) values ('Ministry by post', 'government', 'JP') returning id)
     insert into seat (committee_id, body_id, kind, interest_category, jurisdiction) select $1, id, 'participating', 'government', 'JP' from made returning id`, [committee.id])
  byPost = seat!.id
  ballotId = (await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt }, cast.chair)).id!
  const [meeting] = await api.db.query<{ id: string }[]>(
    `with meeting as (insert into meeting (committee_id, number, title, place) values ($1, 1, 'First session', '') returning id)
     insert into agenda_item (meeting_id, number, title, draft_id) select id, n, 'Item ' || n, $2 from meeting, generate_series(1, 20) as n returning meeting_id as id`, [committee.id, draftId])
  meetingId = meeting!.id
  await act(api, 'prepareRoll', 'PreparedRoll { id }', { draftId }, cast.chair)
  for (const { seat, as } of cast.heads) await act(api, 'castVote', 'Ballot { cast }', { ballotId, seatId: seat, choice: 'yes' }, as)
  // The page of a ballot shows most where its rule permits proxies and the head holds the vote of another seat.
  await api.db.query(`update ballot set rule_data = rule_data || '{"proxiesPerHolder": 1}' where id = $1`, [ballotId])
  await api.db.query(
    'insert into proxy (ballot_id, seat_id, holder_id, given_at, given_by) select $1, $2, $3, plenary_now(), person_id from delegate where seat_id = $2',
    [ballotId, cast.heads[1]!.seat, cast.heads[0]!.seat])
}, 120_000)
afterAll(() => api.close())

const ofBallots = ['Ballot', 'BallotChanges', 'BallotParts', 'Comings', 'Papers', 'Proxies', 'RecirculationOffer', 'RollPage', 'WholeRoll']
const idFor = (name: string): string => (ofBallots.includes(name) ? ballotId : name === 'Meeting' ? meetingId : /^(Committee|NewDraft|Meetings|WorkingDays)/.test(name) ? committee.id : draftId)

/** How many statements an operation takes. */
async function statementsOf(query: OperationDefinitionNode): Promise<number> {
  const document = [query, ...spread(query)].map(node => print(node)).join('\n')
  const variables = { id: idFor(query.name!.value), committeeId: committee.id, draftId, token: 'unknown', seq: 1 }
  // A head of delegation sees more of a ballot than the chair: the seat they vote for.
  const { cookie } = /^(Ballot|Comings|Proxies)$/.test(query.name!.value) ? cast.heads[0]!.as : cast.chair
  const response = await api.send('POST', '/graphql', { query: document, variables }, { cookie })
  const { errors } = await response.json() as { errors?: { message: string }[] }
  expect(errors?.map(error => error.message)).toBeUndefined()
  return Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
}

// More than a screen may ask: locks, proxies, the vote and its change, the ledger and the notices are statements of one transaction. It must not grow.
const mostForVote = 22

test(`a vote that came on paper is entered in at most ${mostForVote} statements, those of the session and the transaction among them`, async () => {
  const { cookie } = cast.secretary
  const form = new FormData()
  form.append('file', new Blob(['Our vote is yes.']), 'note.txt')
  const { documentId } = await (await fetch(`${api.url}/vote-documents/${ballotId}`, { method: 'POST', body: form, headers: { cookie } })).json() as { documentId: string }
  const query = 'mutation ($input: EnterVoteInput!) { enterVote(input: $input) { ... on Ballot { cast } ... on Refusal { message } } }'
  const input = { ballotId, seatId: byPost, choice: 'yes', entered: 'paper', documentId }
  const response = await api.send('POST', '/graphql', { query, variables: { input } }, { cookie })
  expect(await response.json()).toEqual({ data: { enterVote: { cast: cast.heads.length + 1 } } })
  const statements = Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
  expect(statements).toBeGreaterThan(0)
  expect(statements).toBeLessThanOrEqual(mostForVote)
})

/** Copies the rows of a table under new ids, each time with these columns made anew; `n` counts the copies. */
async function copy(table: string, times: number, anew: Record<string, string>): Promise<void> {
  const columns = await api.db.query<{ name: string }[]>(
    "select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' and column_name not in ('id', 'serial')", [table])
  const kept = columns.map(({ name }) => name).filter(name => !(name in anew))
  const size = async () => (await api.db.query<{ n: number }[]>(`select count(*)::int as n from "${table}"`))[0]!.n
  const before = await size()
  await api.db.query(`insert into "${table}" (${[...kept, ...Object.keys(anew)].join(', ')})
    select ${[...kept.map(name => `old.${name}`), ...Object.values(anew)].join(', ')} from "${table}" old, generate_series(1, ${times}) as n on conflict do nothing`)
  if (await size() < before + times / 3) throw new Error(`${table} did not grow.`)
}

/** More of everything that lists show. */
async function grow(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await openDraft(api, committee, cast.secretary)
  await copy('person', times, { email: 'n || old.email', name: 'old.name || n' })
  await copy('body', times, { name: "old.name || ' ' || n" })
  await copy('seat', times, { body_id: '(select id from body order by id offset n % 6 limit 1)' })
  await copy('delegate', times, { head: 'false', seat_id: '(select id from seat order by id offset n % 2 limit 1)', person_id: '(select id from person order by id offset n limit 1)' })
  await copy('role', times, { role: "'oversight'", person_id: '(select id from person order by id offset n % 6 limit 1)' })
  await copy('objection', times, { number: 'old.number + n' })
  await copy('notice', times, { key: 'old.key || n', draft_id: '(select id from draft order by id offset n % 4 limit 1)' })
  await copy('happening', times, {})
  await copy('attestation', times, {})
  await copy('decision', times, { number: 'old.number + 100 * n' })
  await copy('ballot', times, { draft_id: '(select id from draft where id <> old.draft_id order by id offset n - 1 limit 1)', number: 'old.number + n' })
  await api.db.query('insert into roll_entry select ballot.id, seat_id, name, jurisdiction, interest_category, weight from roll_entry, ballot where ballot_id = $1 and ballot.id <> $1 on conflict do nothing', [ballotId])
}

describe.each([['with some of everything', 3], ['with many times as much of everything', 12]] as const)('%s', (_, times) => {
  beforeAll(() => grow(times), 60_000)

  test.each(queries.map(query => [query.name!.value, query] as const))(`the operation %s takes at most ${most} statements, and not one more for each row`, async (name, query) => {
    const statements = await statementsOf(query)
    expect(statements).toBeGreaterThanOrEqual(0)
    expect(statements).toBeLessThanOrEqual(most)
    // What is loaded together may come in one more wave; a statement for each row would be at least nine more.
    expect(statements).toBeLessThanOrEqual((first.get(name) ?? most) + 2)
    first.set(name, statements)
  })
})
