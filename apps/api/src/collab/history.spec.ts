import { createHash } from 'node:crypto'
import { bodyOf, splitClause } from '@plenary/document'
import type * as Y from 'yjs'
import { type Caller, enterCommittee, enterPerson, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { openDraft, travel, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { CollabService } from './collab.service.ts'

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
afterAll(() => api.close())

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
})

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
})

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

test('a stored update that cannot be read is set aside and told once; the text is read without it', async () => {
  const draftId = await openDraft(api, committee, secretary)
  await writeArticles(api, draftId, person('chair'))
  await api.db.query(
    `with moved as (update text_head set seq = seq + 1 where room = $1)
     insert into text_update (room, seq, data, author, clients) select room, seq + 1, '\\x07070707', $2, '{}' from text_head where room = $1`, [draftId, person('ben')])
  const read = await authorship(draftId)
  expect(sharesOf(read, 'scope')).toEqual([[person('chair'), 'Scope'.length + scope.length]])
  await api.db.query('delete from text_authorship where room = $1', [draftId])
  await authorship(draftId)
  const rows = await api.db.query<{ seq: string }[]>('select seq from text_quarantine where room = $1', [draftId])
  expect(rows.map(({ seq }) => Number(seq))).toEqual([read.seq])
  const told = await api.db.query<{ title: string }[]>("select title from notice where key = $1 and person_id = $2", [`quarantine:${draftId}`, person('secretary')])
  expect(told.map(({ title }) => title)).toEqual(['A change of the text cannot be read'])
})
