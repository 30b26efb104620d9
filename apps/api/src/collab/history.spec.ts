import { createHash } from 'node:crypto'
import { bodyOf, canonicalDocument, splitClause } from '@plenary/document'
import * as Y from 'yjs'
import { type Caller, enterCommittee, enterPerson, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { openDraft, travel, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { CollabService } from './collab.service.ts'
import { KeepingService } from './keeping.service.ts'
import { keepSnapshot } from './statements.ts'

const officers = { chair: 'chair@h.example', secretary: 'secretary@h.example' }

let api: TestApi
let committee: TestCommittee
let secretary: Caller

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary', 'ben@h.example': 'drafter', 'cem@h.example': 'drafter' },
    { 'br@h.example': 'participating', 'fr@h.example': 'participating' })
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats['fr@h.example']])
  secretary = await api.signIn(officers.secretary)
}, 120_000)
afterAll(() => api.close(), 60_000)

const person = (name: string): string => committee.people[`${name}@h.example`]!
const paragraphOf = (ydoc: Y.Doc, clause: string, at: number) => (bodyOf(ydoc, clause).get(at) as Y.XmlElement).get(0) as Y.XmlText

async function edit(draftId: string, by: string, change: (ydoc: Y.Doc) => unknown): Promise<number> {
  const written = await api.get(CollabService).edit(draftId, person(by), ydoc => { change(ydoc) })
  if (!written.ok) throw new Error(written.refusal.message)
  return written.value.seq
}

interface Someone { readonly id: string }
interface Clause { clauseId: string; shares: { person: Someone | null; characters: number }[]; changedAt: string; changedBy: Someone }
interface Shares { readonly seq: number; readonly clauses: Clause[] }
interface Moment { kind: string; seq: number; at: string; changes: number | null; title: string; person: Someone | null }
interface Content { clauses: { id: string; blocks: { content: { text: string }[] }[] }[] }
interface Past { seq: number; at: string | null; html: string; words: number; body: string; authorship: Shares['clauses'] }

const clauseFields = 'clauseId shares { person { id } characters } changedAt changedBy { id }'
const ask = async <T>(draftId: string, fields: string, as: Caller | undefined = secretary, variables: object = {}): Promise<T | null> => {
  const names = Object.entries({ seq: 'Int', at: 'DateTime', before: 'Int' }).filter(([name]) => name in variables).map(([name, type]) => `, $${name}: ${type}`).join('')
  const answer = await api.gql<{ draft: T | null }>(`query ($id: ID!${names}) { draft(id: $id) { ${fields} } }`, { id: draftId, ...variables }, as)
  if (answer.errors) throw new Error(answer.errors[0]!.message)
  return answer.data.draft
}
const authorship = async (draftId: string): Promise<Shares> => (await ask<{ authorship: Shares }>(draftId, `authorship { seq clauses { ${clauseFields} } }`))!.authorship
const textAt = async (draftId: string, variables: { seq?: number; at?: string }): Promise<Past> => {
  const [name] = Object.keys(variables)
  return (await ask<{ textAt: Past }>(draftId, `textAt(${name}: $${name}) { seq at html words body authorship { ${clauseFields} } }`, secretary, variables))!.textAt
}
const sharesOf = ({ clauses }: Shares, clause: string) => clauses.find(({ clauseId }) => clauseId === clause)?.shares.map(({ person: who, characters }) => [who?.id, characters])

const scope = 'This text applies to machines.'

test('who wrote what is told from the log: a split gives nothing to who made it, and an added word belongs to its author', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  await edit(draftId, 'ben', ydoc => splitClause(ydoc, { clauseId: 'scope', blockId: 'scope-words', offset: 10, newClauseId: 'rest', newBlockId: 'rest-words' }))
  expect(sharesOf(await authorship(draftId), 'rest')).toEqual([[person('chair'), scope.length - 10]])
  const seq = await edit(draftId, 'cem', ydoc => { paragraphOf(ydoc, 'rest', 0).insert(0, 'all and any ') })
  const after = await authorship(draftId)
  expect(after.seq).toBe(seq)
  expect(sharesOf(after, 'rest')).toEqual([[person('chair'), scope.length - 10], [person('cem'), 12]])
  expect(after.clauses.find(({ clauseId }) => clauseId === 'rest')?.changedBy.id).toBe(person('cem'))
  const words = await ask<{ authoredWords: { blockId: string; stretches: { person: { id: string }; characters: number }[] }[] }>(draftId,
    'authoredWords(clauseId: "rest") { blockId stretches { person { id } characters } }')
  expect(words!.authoredWords.map(({ blockId, stretches }) => [blockId, stretches.map(({ person: who, characters }) => [who.id, characters])]))
    .toEqual([['rest-words', [[person('cem'), 12], [person('chair'), scope.length - 10]]]])
}, 60_000)

test('any moment of a long history is opened as it read, with who had written it, and the same after everything kept for speed is gone', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  const said = new Map<number, string>()
  // A long tail in few commits: what a history costs depends on how many updates it has.
  for (let turn = 1; turn <= 60; turn++) {
    const by = turn % 2 ? 'ben' : 'cem'
    const seq = await edit(draftId, by, ydoc => {
      const words = paragraphOf(ydoc, 'records', 1)
      if (turn % 7 === 0) words.delete(0, 5)
      else words.insert((turn * 13) % words.length, `w${turn} `)
    })
    if (turn % 9 === 0) said.set(seq, JSON.stringify((await api.get(CollabService).textOf(draftId)).document))
  }
  for (const kept of [true, false]) {
    if (!kept) await api.db.query('delete from text_authorship where room = $1', [draftId])
    for (const [seq, document] of said) {
      const past = await textAt(draftId, { seq })
      expect(JSON.parse(past.body)).toMatchObject({ clauses: (JSON.parse(document) as Content).clauses.map(({ id }) => ({ id })) })
      expect(past.html).toContain('<section')
      const counted = past.authorship.flatMap(({ shares }) => shares).reduce((sum, { characters }) => sum + characters, 0)
      const written = (JSON.parse(document) as Content).clauses.flatMap(({ blocks }) => blocks.flatMap(({ content }) => content.map(({ text }) => text))).join('')
      expect(past.html.replace(/<[^>]+>/g, '')).toContain(written.slice(-40).trim())
      expect(counted).toBe(written.length)
    }
  }
  const first = await textAt(draftId, { seq: 1 })
  expect([first.words, first.authorship]).toEqual([0, []])
  await expect(textAt(draftId, { seq: 1_000 })).rejects.toThrow('has not come so far')
  await expect(ask(draftId, 'textAt { seq }')).rejects.toThrow('one of “seq” and “at”')
}, 60_000)

test('the history lists stretches of work by person and hour, editions and stages, each of which opens the text as it was', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  await edit(draftId, 'ben', ydoc => paragraphOf(ydoc, 'scope', 1).insert(0, 'First. '))
  await edit(draftId, 'ben', ydoc => paragraphOf(ydoc, 'scope', 1).insert(0, 'Before. '))
  await travel(api, 'PT2H')
  const last = await edit(draftId, 'cem', ydoc => paragraphOf(ydoc, 'scope', 1).insert(0, 'Later. '))
  const cast = await walkToAdoption(api, committee, draftId, officers)
  const history = (await ask<{ textHistory: { before: number | null; moments: Moment[] } }>(
    draftId, 'textHistory { before moments { kind seq at changes title person { id } } }', cast.secretary))!.textHistory
  expect(history.before).toBeNull()
  // A screen that names no page says so by null.
  expect((await ask<{ textHistory: { moments: Moment[] } }>(draftId, 'textHistory(before: $before) { moments { seq } }', cast.secretary, { before: null }))!.textHistory.moments).toHaveLength(history.moments.length)
  const writing = history.moments.filter(({ kind }) => kind === 'writing')
  expect(writing.map(({ person: who, changes }) => [who?.id, changes])).toEqual([[person('cem'), 1], [person('ben'), 2], ...writing.slice(2).map(({ person: who, changes }) => [who?.id, changes])])
  const edition = history.moments.find(({ kind }) => kind === 'edition')!
  expect([edition.title, edition.seq]).toEqual(['Draft 1', last])
  expect(history.moments.filter(({ kind }) => kind === 'stage').map(({ title }) => title)).toContain('Moved to negotiation')
  expect(history.moments.every(({ kind, seq }) => kind !== 'stage' || seq <= last)).toBe(true)
  secretary = cast.secretary
  const frozen = await textAt(draftId, { seq: edition.seq })
  const [{ hash } = { hash: '' }] = await api.db.query<{ hash: string }[]>('select hash from edition where draft_id = $1', [draftId])
  expect(createHash('sha256').update(frozen.body, 'utf8').digest('hex')).toBe(hash)
  const before = await textAt(draftId, { at: writing[1]!.at })
  expect(before.html).toContain('Before. First.')
  expect(before.html).not.toContain('Later.')
}, 60_000)

test('everything about how a text came about is told in one answer of at most fifteen statements, once and again', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  await busyDay(draftId, 'ben', 300)
  const query = `{ draft(id: "${draftId}") { authorship { clauses { ${clauseFields} } } authoredWords(clauseId: "scope") { stretches { person { name } } }
    textHistory { moments { title person { name } } } textAt(seq: 200) { html authorship { ${clauseFields} } } } }`
  for (const _ of ['first', 'again']) {
    const answer = await api.send('POST', '/graphql', { query }, { cookie: secretary.cookie })
    expect(await answer.json()).toMatchObject({ data: { draft: { authorship: { clauses: [{}, {}] }, textAt: { html: expect.stringContaining('<section') } } } })
    expect(Number(/desc="(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(15)
  }
}, 60_000)

test('who may read the draft and is no member sees nothing of how it came about; strangers see no draft', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  await enterPerson(api, 'stranger@h.example')
  const stranger = await api.signIn('stranger@h.example')
  expect(await ask(draftId, 'id', stranger)).toBeNull()
  await api.db.query("update draft set stage = 'implementation', adopted_at = plenary_now() where id = $1", [draftId])
  const fields = 'id authorship { seq } textHistory { before } textAt(seq: 1) { seq } authoredWords(clauseId: "scope") { blockId }'
  expect(await ask(draftId, fields, stranger)).toEqual({ id: draftId, authorship: null, textHistory: null, textAt: null, authoredWords: null })
})

/** Stores updates as a busy day would, all at once. */
async function store(draftId: string, by: string, updates: readonly Uint8Array[], clients: readonly number[]): Promise<void> {
  await api.db.query(
    `with head as (update text_head set seq = seq + $3 where room = $1 returning seq - $3 as before)
     insert into text_update (room, seq, data, author, clients)
     select $1, before + place, data, $2, $5::bigint[] from head, unnest($4::bytea[]) with ordinality as added (data, place)`,
    [draftId, person(by), updates.length, updates.map(update => Buffer.from(update)), clients])
  await api.db.query('insert into text_client (room, client_id, person_id) select $1, client, $2 from unnest($3::bigint[]) as client', [draftId, person(by), clients])
}

/** So many small edits of the second article by one person. */
async function busyDay(draftId: string, by: string, edits: number): Promise<void> {
  const rows = await api.db.query<{ data: Buffer }[]>('select data from text_update where room = $1 order by seq', [draftId])
  const ydoc = new Y.Doc()
  for (const { data } of rows) Y.applyUpdate(ydoc, data)
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const words = paragraphOf(ydoc, 'records', 1)
  for (let edit = 1; edit <= edits; edit++) {
    if (edit % 5 === 0) words.delete(3, 2)
    else words.insert((edit * 17) % words.length, 'x')
  }
  await store(draftId, by, updates, [ydoc.clientID])
}

const keptOf = async (draftId: string) => (await api.db.query<{ folded: string | null; authored: string | null; size: string; whole: string }[]>(
  `select (select upto_seq from text_snapshot where room = $1) as folded, (select max(upto_seq) from text_authorship where room = $1) as authored,
     (select length(data) from text_snapshot where room = $1) as size, (select count(*) from text_update where room = $1) as whole`, [draftId]))[0]!

test('long tails are folded and gone on with in rounds, each a compare and set that the later one wins; the updates stay', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  await busyDay(draftId, 'ben', 700)
  const before = JSON.stringify((await api.get(CollabService).textOf(draftId)).document)
  await Promise.all([api.get(KeepingService).keep(), api.get(KeepingService).keep()])
  const seq = 702
  expect(await keptOf(draftId)).toMatchObject({ folded: String(seq), authored: String(seq), whole: String(seq) })
  await api.db.query(keepSnapshot, [draftId, 10, Buffer.from([0, 0])])
  expect((await keptOf(draftId)).folded).toBe(String(seq))
  await edit(draftId, 'cem', ydoc => paragraphOf(ydoc, 'scope', 1).insert(0, 'And '))
  const { document } = await api.get(CollabService).textOf(draftId)
  expect(JSON.stringify(document)).toBe(before.replace('This text applies', 'And This text applies'))
  expect(sharesOf(await authorship(draftId), 'scope')).toContainEqual([person('cem'), 4])
  // A moment before the latest state is made from what lies before it.
  expect((await textAt(draftId, { seq: 300 })).seq).toBe(300)
}, 60_000)

test('a stored update that cannot be read is set aside and told once; the draft is read and written, and not frozen, without it', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  // What it builds on never came: the door refuses that, so it is put behind the door.
  const elsewhere = new Y.Doc()
  const parts: Uint8Array[] = []
  elsewhere.on('update', (update: Uint8Array) => parts.push(update))
  const text = elsewhere.getXmlFragment('b:scope')
  text.insert(0, [new Y.XmlElement('paragraph')])
  text.insert(1, [new Y.XmlElement('paragraph')])
  await store(draftId, 'ben', [parts[1]!], [elsewhere.clientID])
  const read = await authorship(draftId)
  expect(sharesOf(read, 'scope')).toEqual([[person('chair'), 'Scope'.length + scope.length]])
  await edit(draftId, 'cem', ydoc => paragraphOf(ydoc, 'scope', 1).insert(0, 'Still. '))
  expect(JSON.stringify((await api.get(CollabService).textOf(draftId)).document)).toContain('Still. This text')
  await api.db.query('delete from text_authorship where room = $1', [draftId])
  expect(sharesOf(await authorship(draftId), 'scope')).toContainEqual([person('cem'), 7])
  const rows = await api.db.query<{ seq: string }[]>('select seq from text_quarantine where room = $1', [draftId])
  expect(rows.map(({ seq }) => Number(seq))).toEqual([read.seq])
  const told = await api.db.query<{ title: string }[]>('select title from notice where key = $1 and person_id = $2', [`quarantine:${draftId}`, person('secretary')])
  expect(told.map(({ title }) => title)).toEqual(['A change of the text cannot be read'])
  const figures = await (await fetch(`${api.url}/metrics`)).text()
  expect(figures).toContain('plenary_text_updates_quarantined_total 1')
  expect(figures).toContain('plenary_collab_quarantined 1')
  await expect(walkToAdoption(api, committee, draftId, officers)).rejects.toThrow('cannot be read, so it cannot be frozen')
  secretary = await api.signIn(officers.secretary)
  expect((await ask<{ stage: string; frozen: boolean }>(draftId, 'stage frozen'))!).toEqual({ stage: 'negotiation', frozen: false })
}, 60_000)

test('a copy of the text is compared with it by what it says; strangers learn nothing, and what is no hash is refused with a sentence', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  const { seq, document } = await api.get(CollabService).textOf(draftId)
  const hash = createHash('sha256').update(canonicalDocument(document), 'utf8').digest('hex')
  const copy = (query: string, as: Caller = secretary) => fetch(`${api.url}/text/${draftId}/copy?${query}`, { headers: { cookie: as.cookie } })
  const sameness = async (query: string) => (await (await copy(query)).json() as { sameness: string }).sameness
  expect(await sameness(`seq=${seq}&hash=${hash}`)).toBe('same')
  expect(await sameness(`seq=${seq}&hash=${'0'.repeat(64)}`)).toBe('different')
  expect(await sameness(`seq=${seq - 1}&hash=${hash}`)).toBe('later')
  expect(await (await fetch(`${api.url}/metrics`)).text()).toContain('plenary_text_copies_different_total 1')
  expect((await copy(`seq=${seq}&hash=${hash}`, await api.signIn('stranger@h.example'))).status).toBe(404)
  for (const nonsense of ['', `seq=-1&hash=${hash}`, 'seq=1&hash=zz', `seq=1&seq=2&hash=${hash}`]) expect((await copy(nonsense)).status).toBe(400)
}, 60_000)
