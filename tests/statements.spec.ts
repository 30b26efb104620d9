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
let cast: Cast

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
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 31 * 86_400_000).toISOString()
  ballotId = (await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt }, cast.chair)).id!
  for (const { seat, as } of cast.heads) await act(api, 'castVote', 'Ballot { cast }', { ballotId, seatId: seat, choice: 'yes' }, as)
}, 120_000)
afterAll(() => api.close())

const idFor = (name: string): string => (name === 'Ballot' ? ballotId : /^(Committee|NewDraft)/.test(name) ? committee.id : draftId)

test.each(queries.map(query => [query.name!.value, query] as const))(`the operation %s takes at most ${most} statements`, async (name, query) => {
  const document = [query, ...spread(query)].map(node => print(node)).join('\n')
  const variables = { id: idFor(name), committeeId: committee.id, draftId, token: 'unknown' }
  const response = await api.send('POST', '/graphql', { query: document, variables }, { cookie: cast.chair.cookie })
  const { errors } = await response.json() as { errors?: { message: string }[] }
  expect(errors?.map(error => error.message)).toBeUndefined()
  const statements = Number(/desc="(\d+)"/.exec(response.headers.get('server-timing') ?? '')?.[1])
  expect(statements).toBeLessThanOrEqual(most)
})
