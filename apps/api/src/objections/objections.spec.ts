import { actOn, type Objection, type ObjectionAct, raised } from '@plenary/consensus'
import fc from 'fast-check'
import { enterCommittee, type Caller, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { act, openDraft, travel, writeArticles } from '../../../../tests/draft.ts'
import { Clock } from '../platform/clock.ts'

let api: TestApi
let committee: TestCommittee
let draftId: string
let [chair, secretary, drafter, br, fr, watcher]: Caller[] = []
const names = ['chair', 'secretary', 'drafter', 'br', 'fr', 'watcher']

async function signIn(): Promise<void> {
  ;[chair, secretary, drafter, br, fr, watcher] = await Promise.all(names.map(name => api.signIn(`${name}@o.example`)))
}

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { 'chair@o.example': 'chair', 'secretary@o.example': 'secretary', 'drafter@o.example': 'drafter' },
    { 'br@o.example': 'participating', 'fr@o.example': 'participating', 'watcher@o.example': 'observing' })
  await signIn()
  draftId = await openDraft(api, committee, secretary!)
  await writeArticles(api, draftId, committee.people['chair@o.example']!)
  await api.db.query("update draft set stage = 'negotiation' where id = $1", [draftId])
}, 60_000)
afterAll(() => api.close())

interface Shown {
  id: string; number: number; status: string; stands: boolean; turn: string | null; locus: string; respondBy: string | null; endReason: string | null
  steps: { act: string; outcome: string | null; reason: string; by: { name: string } | null }[]
}
const fields = 'Objection { id number status stands turn locus respondBy endReason steps { act outcome reason by { name } } }'
const raise = (as: Caller | undefined, more: object = {}) => act<Shown>(api, 'raiseObjection', fields,
  { draftId, seatId: committee.seats['br@o.example'], clauseId: 'records', reason: 'Small operators cannot bear it.', wouldClear: 'Exempt them.', ...more }, as)
const triage = (as: Caller | undefined, objectionId: string | undefined, kind = 'substantive', reason = '') => act<Shown>(api, 'triageObjection', fields, { objectionId, kind, reason }, as)
const answer = (as: Caller | undefined, objectionId: string | undefined, outcome = 'partly') =>
  act<Shown>(api, 'answerObjection', fields, { objectionId, outcome, answer: 'They are exempt by Article 1.' }, as)
const respond = (as: Caller | undefined, objectionId: string | undefined, response: string, reason = '') => act<Shown>(api, 'respondToObjection', fields, { objectionId, response, reason }, as)
const find = (as: Caller | undefined, objectionId: string | undefined, outcome = 'proceeds', reason = 'Cost was weighed.') => act<Shown>(api, 'findOnObjection', fields, { objectionId, outcome, reason }, as)
const gate = async () => {
  const query = 'query ($id: ID!) { draft(id: $id) { checklist { to gates { gate met message where } } } }'
  const { data } = await api.gql<{ draft: { checklist: { to: string; gates: { gate: string; met: boolean; message: string; where: string }[] }[] } }>(query, { id: draftId }, chair)
  return data.draft.checklist.find(move => move.to === 'adoption')?.gates.find(one => one.gate === 'no-open-reasoned-objection')
}
const asked = async (title: string) => (await api.db.query<{ email: string }[]>(
  'select email from notice join person on person.id = person_id where settled_at is null and title = $1 order by email', [title])).map(row => row.email.split('@')[0])

test.each([
  ['an observer', () => raise(watcher, { seatId: committee.seats['watcher@o.example'] }), 'FORBIDDEN'], ['the chair', () => raise(chair), 'FORBIDDEN'],
  ['a delegate for a foreign seat', () => raise(fr), 'FORBIDDEN'], ['a seat without saying what would clear it', () => raise(br, { wouldClear: ' ' }), 'remedy-missing'],
  ['a seat without a place', () => raise(br, { clauseId: null }), 'locus-missing'], ['a seat to a clause that is not there', () => raise(br, { clauseId: 'nowhere' }), 'unknown-clause'],
  ['nobody', () => raise(undefined), 'UNAUTHENTICATED'],
])('%s cannot object', async (_, attempt, code) => {
  expect(await attempt()).toMatchObject({ code })
})

test('(C8, R90) an objection names its clause and what would clear it, gets a kind, and stands in the way of adoption until it has ended', async () => {
  expect(await gate()).toMatchObject({ met: true })
  const objection = await raise(br)
  expect(objection).toMatchObject({ number: 1, status: 'raised', stands: true, turn: 'officers', locus: 'Article 2' })
  expect(await gate()).toMatchObject({ met: false, message: expect.stringContaining('on Article 2 is not triaged yet'), where: expect.stringContaining(draftId) })
  expect(await answer(secretary, objection.id)).toMatchObject({ code: 'untriaged' })
  expect(await triage(br, objection.id)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await triage(secretary, objection.id, 'editorial')).toMatchObject({ code: 'reason-missing' })
  expect(await triage(secretary, objection.id)).toMatchObject({ status: 'triaged', turn: 'drafters' })
  expect(await find(chair, objection.id)).toMatchObject({ code: 'unanswered' })
  expect(await answer(br, objection.id)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await answer(drafter, objection.id)).toMatchObject({ status: 'addressed', turn: 'seat', respondBy: expect.stringMatching(/T00:00:00/) })
  expect(await find(chair, objection.id)).toMatchObject({ code: 'not-heard' })
  expect(await gate()).toMatchObject({ met: false, message: expect.stringContaining('waits for its seat') })
  expect(await respond(br, objection.id, 'sustain')).toMatchObject({ code: 'reason-missing' })
  expect(await respond(br, objection.id, 'sustain', 'Article 1 exempts nobody.')).toMatchObject({ status: 'sustained', turn: 'chair' })
  expect(await find(secretary, objection.id)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await find(chair, objection.id, 'proceeds', '')).toMatchObject({ code: 'reason-missing' })
  const ended = await find(chair, objection.id)
  expect(ended).toMatchObject({ status: 'proceeds', stands: false, turn: null, endReason: 'Cost was weighed.' })
  expect(ended.steps?.map(step => step.act)).toEqual(['raise', 'triage', 'address', 'sustain', 'find'])
  expect(await gate()).toMatchObject({ met: true })
})

test('(E15) only the seat that raised an objection clears it, and how it ended reads differently in the ledger', async () => {
  const ends: Record<string, string> = {}
  for (const response of ['acknowledge', 'withdraw', 'retract']) {
    const objection = await raise(br, { clauseId: null, wholeDraft: true })
    expect(objection).toMatchObject({ locus: 'the whole draft' })
    if (response !== 'retract') { await triage(chair, objection.id); await answer(drafter, objection.id) }
    for (const other of [fr, chair, secretary]) expect(await respond(other, objection.id, response)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await respond(br, objection.id, 'overrule')).toMatchObject({ code: 'BAD_INPUT' })
    ends[response] = (await respond(br, objection.id, response)).status!
    expect(await respond(br, objection.id, 'withdraw')).toMatchObject({ code: 'ended' })
  }
  expect(ends).toEqual({ acknowledge: 'acknowledged', withdraw: 'withdrawn', retract: 'retracted' })
  const kinds = await api.db.query<{ kind: string }[]>("select distinct kind from ledger_entry where kind like 'objection.%' order by kind")
  expect(kinds.map(row => row.kind.slice(10))).toEqual(['acknowledged', 'addressed', 'found', 'raised', 'retracted', 'sustained', 'triaged', 'withdrawn'])
})

test('each turn is in the inbox of those who have it, and of nobody else', async () => {
  const { id, number } = await raise(br)
  expect(await asked(`Objection ${number} was raised`)).toEqual(['chair', 'secretary'])
  await triage(secretary, id)
  expect(await asked(`Objection ${number} was raised`)).toEqual([])
  expect(await asked(`Objection ${number} waits for an answer`)).toEqual(['chair', 'drafter', 'secretary'])
  await answer(drafter, id)
  expect(await asked(`Your objection ${number} was answered`)).toEqual(['br'])
  await respond(br, id, 'sustain', 'It does not.')
  expect(await asked(`Objection ${number} is sustained`)).toEqual(['chair'])
  await respond(br, id, 'withdraw')
  expect(await asked(`Objection ${number} is sustained`)).toEqual([])
})

test('an objection whose seat stays silent lapses by the clock, once, and one that was sustained does not', async () => {
  const [silent, loud] = [await raise(br), await raise(br)]
  for (const { id } of [silent, loud]) { await triage(secretary, id); await answer(drafter, id) }
  await respond(br, loud.id, 'sustain', 'It does not.')
  await travel(api, 'P14D')
  const states = () => api.db.query<{ status: string; lapses: number }[]>(
    `select status, (select count(*)::int from objection_step where objection_id = objection.id and act = 'lapse') as lapses from objection where id = any($1) order by number`, [[silent.id, loud.id]])
  expect(await states()).toEqual([{ status: 'addressed', lapses: 0 }, { status: 'sustained', lapses: 0 }])
  await travel(api, 'P1D')
  await api.settle()
  expect(await states()).toEqual([{ status: 'lapsed', lapses: 1 }, { status: 'sustained', lapses: 0 }])
  await signIn()
  expect(await respond(br, silent.id, 'sustain', 'Late.')).toMatchObject({ code: 'ended' })
  const query = 'query ($id: ID!) { draft(id: $id) { objections { id steps { act by { name } } } } }'
  const { data } = await api.gql<{ draft: { objections: Shown[] } }>(query, { id: draftId }, br)
  expect(data.draft.objections.find(one => one.id === silent.id)?.steps.at(-1)).toEqual({ act: 'lapse', by: null })
})

// The long run is that of sequences.spec.ts, without GraphQL between.
const sequences = 6

test(`any sequence of acts over the API leads where the rules lead (model), ${sequences} times`, async () => {
  const doing: readonly ((id: string) => Promise<{ code?: string }>)[] = [
    id => triage(secretary, id), id => answer(drafter, id, 'partly'), id => answer(drafter, id, 'not-accepted'), id => respond(br, id, 'acknowledge'),
    id => respond(br, id, 'sustain', 'No.'), id => respond(br, id, 'withdraw'), id => respond(br, id, 'retract'), id => find(chair, id, 'resolved'), id => find(chair, id, 'proceeds'),
  ]
  const meaning: readonly ObjectionAct[] = [
    { act: 'triage', kind: 'substantive', reason: '' }, { act: 'address', outcome: 'partly', reason: 'x' }, { act: 'address', outcome: 'not-accepted', reason: 'x' }, { act: 'acknowledge', reason: '' },
    { act: 'sustain', reason: 'x' }, { act: 'withdraw', reason: '' }, { act: 'retract', reason: '' }, { act: 'find', outcome: 'resolved', reason: 'x' }, { act: 'find', outcome: 'proceeds', reason: 'x' },
  ]
  // Mostly forward, so that a short run sees the late states too.
  const command = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1, 4) }, { weight: 2, arbitrary: fc.nat(doing.length - 1) })
  let agreed = 0
  await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 8 }), async commands => {
    const { id } = await raise(br)
    let model: Objection = raised
    for (const index of commands) {
      const now = await api.get(Clock).now()
      const expected = actOn(model, meaning[index]!, { now, zone: 'UTC', respond: 'P14D' })
      const done = await doing[index]!(id!) as Shown & { code?: string }
      expect(done.code).toBe(expected.ok ? undefined : expected.refusal.code)
      if (!expected.ok) continue
      model = expected.value
      expect(done.status).toBe(model.status)
    }
    const [row] = await api.db.query<{ status: string; steps: number; entries: number }[]>(
      `select status, (select count(*)::int from objection_step where objection_id = $1) as steps,
         (select count(*)::int from ledger_entry where kind like 'objection.%' and facts->>'objection' = $1::text) as entries from objection where id = $1`, [id])
    expect(row).toMatchObject({ status: model.status })
    expect(row!.entries).toBe(row!.steps)
    agreed += 1
  }), { seed: 20270305, numRuns: sequences })
  expect(agreed).toBe(sequences)
}, 90_000)
