import type { QueryRunner } from 'typeorm'
import { enterCommittee, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { act, addWord, type Cast, openDraft, travel, walkToAdoption, writeArticles } from '../../../../tests/draft.ts'
import { CollabService } from '../collab/collab.service.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { StagesService } from './stages.service.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let cast: Cast
const officers = { chair: 'chair@freeze.example', secretary: 'secretary@freeze.example' }
const viewer = () => ({ personId: committee.people[officers.chair]!, sessionId: null, name: 'Chair', email: officers.chair, isAdministrator: false })

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary', 'drafter@freeze.example': 'drafter' }, { 'br@freeze.example': 'participating', 'fr@freeze.example': 'participating' })
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats['fr@freeze.example']])
  draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people['drafter@freeze.example']!)
  cast = await walkToAdoption(api, committee, draftId, officers)
  await act(api, 'takeBackMove', 'Draft { id }', { draftId, reason: 'To be frozen again in the test.' }, cast.chair)
  await travel(api, 'P1D')
}, 120_000)
afterAll(() => api.close())

interface State { stage: string; locked: boolean; epoch: number; editions: number; events: number; entries: number; jobs: number }

async function state(): Promise<State> {
  const [row] = await api.db.query<[State]>(
    `select draft.stage, text_head.locked, text_head.epoch, (select count(*)::int from edition where draft_id = draft.id) as editions,
       (select count(*)::int from stage_event where draft_id = draft.id) as events, (select seq from ledger_chain where name = 'draft:' || draft.id) as entries,
       (select count(*)::int from deadline where key like '%' || draft.id) as jobs
     from draft join text_head on text_head.draft_id = draft.id where draft.id = $1`, [draftId])
  return row
}

/** Moves the draft to adoption while the connection of the transaction breaks before its nth statement. Answers whether it broke. */
async function moveCutAt(nth: number): Promise<boolean> {
  const logger = api.db.logger
  const told = logger.logQuery.bind(logger)
  let count = 0
  let cut = false
  logger.logQuery = (query, parameters, runner?: QueryRunner & { databaseConnection?: { connection: { stream: { destroy: () => void } } } }) => {
    told(query, parameters, runner)
    if (!runner?.isTransactionActive && query !== 'START TRANSACTION' && query !== 'COMMIT') return
    count += 1
    if (count !== nth) return
    cut = true
    runner?.databaseConnection?.connection.stream.destroy()
  }
  try {
    await api.get(StagesService).move(viewer(), { draftId, to: 'adoption' })
  } catch (error) {
    if (!cut) throw error
  } finally {
    logger.logQuery = told
  }
  return cut
}

test('(B14) a move to adoption that is cut off at any statement leaves the old stage, an open text and no edition', async () => {
  const before = await state()
  expect(before).toMatchObject({ stage: 'negotiation', locked: false })
  let statements = 0
  for (let nth = 1; await moveCutAt(nth); nth += 1) {
    const after = await state()
    statements = nth
    // Only the last statement, the commit itself, may have reached the server before the connection broke.
    if (after.stage === 'adoption') break
    expect({ nth, ...after }).toEqual({ nth, ...before })
  }
  expect(statements).toBeGreaterThan(20)
  const after = await state()
  expect(after).toMatchObject({ stage: 'adoption', locked: true, epoch: before.epoch + 1, editions: before.editions + 1, events: before.events + 1 })
}, 120_000)

test('(B14) what was frozen is what the text says, by its hash, and no edit changes it', async () => {
  const edition = await api.get(EditionsService).latest(draftId)
  const text = await api.get(CollabService).textOf(draftId)
  expect(text).toMatchObject({ seq: edition!.seq, epoch: edition!.epoch })
  expect(JSON.parse(await api.get(EditionsService).body(edition!.id))).toEqual(text.document)
  expect(await addWord(api, draftId, committee.people['drafter@freeze.example']!, 'late')).toBe('FROZEN')
  expect((await api.get(CollabService).textOf(draftId)).seq).toBe(edition!.seq)
})

test('edits that come while the text is being frozen are in the edition or refused, never lost between', async () => {
  await act(api, 'takeBackMove', 'Draft { id }', { draftId, reason: 'Once more.' }, cast.chair)
  const drafter = committee.people['drafter@freeze.example']!
  const written = Promise.all(Array.from({ length: 12 }, (_, index) => addWord(api, draftId, drafter, `title ${index}`)))
  const moved = await api.get(StagesService).move(viewer(), { draftId, to: 'adoption', override: true, reason: 'The cooling-off is waived.' })
  const answers = await written
  expect(moved.ok).toBe(true)
  const edition = await api.get(EditionsService).latest(draftId)
  const [stored] = await api.db.query<[{ seq: string; n: number }]>('select max(seq) as seq, count(*)::int as n from text_update where room = $1', [draftId])
  expect(Number(stored.seq)).toBe(edition!.seq)
  expect(answers.filter(answer => answer !== null && answer !== 'FROZEN')).toEqual([])
}, 60_000)
