import { actOn, type Objection, type ObjectionAct, type ObjectionStep, raised, turnOf } from '@plenary/consensus'
import type { Result } from '@plenary/kernel'
import fc from 'fast-check'
import { enterCommittee, enterPerson, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { writeArticles } from '../../../../tests/draft.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { LedgerCheck } from '../ledger/ledger-check.service.ts'
import { LedgerService } from '../ledger/ledger.service.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'
import type { Viewer } from '../platform/viewer.ts'
import { ObjectionsService } from './objections.service.ts'

// `npm run bench -- sequences --postgres 50000` asks for more; the short run is the same every time.
const sequences = Number(process.env['PLENARY_SEQUENCES'] ?? 25)
const seed = Number(process.env['PLENARY_SEQUENCES_SEED'] ?? 20270305)
/** How many objections a draft has before the next one is opened. */
const perDraft = 1_000

const noon = '2027-03-01T12:00:00Z'
const day = 86_400_000
const names = ['chair', 'secretary', 'drafter', 'br', 'fr', 'watcher', 'stranger'] as const
type Name = (typeof names)[number]

let api: TestApi
let committee: TestCommittee
let people: Readonly<Record<Name, Viewer>>

beforeAll(async () => {
  api = await testApi()
  // Whole days pass and never a midnight: the model counts days alone.
  await api.get(Clock).setTo(api.db.manager, noon)
  committee = await enterCommittee(api, { 'chair@s.example': 'chair', 'secretary@s.example': 'secretary', 'drafter@s.example': 'drafter' },
    { 'br@s.example': 'participating', 'fr@s.example': 'participating', 'watcher@s.example': 'observing' })
  const ids: Readonly<Record<string, string>> = { ...committee.people, 'stranger@s.example': await enterPerson(api, 'stranger@s.example') }
  people = Object.fromEntries(names.map(name => {
    const email = `${name}@s.example`
    return [name, { personId: ids[email]!, sessionId: null, name, email, isAdministrator: false }]
  })) as Record<Name, Viewer>
}, 120_000)
afterAll(() => api.close())

/** Who does each act, told without the table of permissions. */
const doers: Readonly<Partial<Record<ObjectionAct['act'], readonly Name[]>>> = {
  triage: ['secretary', 'chair'], address: ['drafter', 'secretary', 'chair'], acknowledge: ['br'], sustain: ['br'], withdraw: ['br'], retract: ['br'], find: ['chair'],
}
/** Who is called when it is somebody's turn. */
const called: Readonly<Record<string, readonly Name[]>> = { officers: ['chair', 'secretary'], drafters: ['chair', 'drafter', 'secretary'], seat: ['br'], chair: ['chair'] }
const kinds: Readonly<Record<string, string>> = {
  triage: 'triaged', address: 'addressed', acknowledge: 'acknowledged', sustain: 'sustained', withdraw: 'withdrawn', retract: 'retracted', lapse: 'lapsed', find: 'found',
}

/** What leads on from each state. */
const onward: Readonly<Record<string, readonly ObjectionAct[]>> = {
  raised: [{ act: 'triage', kind: 'substantive', reason: '' }], triaged: [{ act: 'address', outcome: 'partly', reason: 'See Article 1.' }, { act: 'address', outcome: 'not-accepted', reason: 'No.' }],
  addressed: [{ act: 'sustain', reason: 'No.' }, { act: 'acknowledge', reason: '' }], sustained: [{ act: 'find', outcome: 'resolved', reason: 'It is.' }, { act: 'find', outcome: 'proceeds', reason: 'Weighed.' }],
}
const others: readonly ObjectionAct[] = [
  { act: 'triage', kind: 'editorial', reason: 'A comma.' }, { act: 'triage', kind: 'procedural', reason: ' ' }, { act: 'triage', kind: 'odd', reason: 'x' }, { act: 'address', outcome: 'accepted', reason: '' },
  { act: 'address', outcome: 'perhaps', reason: 'x' }, { act: 'sustain', reason: '' }, { act: 'withdraw', reason: '' }, { act: 'retract', reason: 'An error.' },
  { act: 'find', outcome: 'overruled', reason: 'x' }, { act: 'find', outcome: 'proceeds', reason: '' },
]
const acts = [...Object.values(onward).flat(), ...others]

/** One command: what leads on, any act by somebody, or days that pass; `late` leaves what fell due undone, as a server that was away does. */
type Command = Onward | Done | { readonly days: number; readonly late: boolean }
interface Onward { readonly onward: number; readonly doer: number }
interface Done { readonly act: ObjectionAct; readonly by: Name | null }

// Mostly onward, so that a short run sees the late states too.
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ onward: fc.nat(1), doer: fc.nat(2) }) },
  { weight: 5, arbitrary: fc.constantFrom(...acts).chain(act => fc.record({ act: fc.constant(act), by: fc.constantFrom(...doers[act.act]!) })) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom(...acts), by: fc.constantFrom(...names, null) }) },
  { weight: 2, arbitrary: fc.record({ days: fc.constantFrom(1, 14, 15), late: fc.boolean() }) },
)

/** The act that is commanded; what has ended is begun again, in vain. */
function actOf(command: Done | Onward, { status }: Objection): Done {
  if ('act' in command) return command
  const leading = onward[status] ?? onward['raised']!
  const act = leading[command.onward % leading.length]!
  const able = doers[act.act]!
  return { act, by: able[command.doer % able.length]! }
}

/** What the model knows of one objection: where it stands, and each step with who took it. */
interface Known { objection: Objection; readonly steps: { act: string; status: string; by: Name | null }[] }
/** What the database says of one. */
interface Kept { status: string; respondBy: string | null; steps: Known['steps']; entries: { kind: string; by: string | null }[]; asked: string[] }

const sides: Side[] = []
let days = 0

/** Lets days pass on every draft. */
async function wait(more: number, late: boolean): Promise<null> {
  days += more
  await api.get(Clock).moveBy(api.db.manager, `P${more}D`)
  if (late) return null
  // Letters are not what is compared.
  await api.db.query("delete from deadline where task = 'notices.tell'")
  await api.get(Deadlines).runDue()
  for (const side of sides) side.lapse()
  return null
}

/** A draft, the model of all its objections, and both run side by side. */
class Side {
  readonly known = new Map<string, Known>()
  private entries = 0

  private constructor(private readonly draftId: string) {}

  static async open(): Promise<Side> {
    const draft = await api.get(DraftsService).create(people.secretary, { committeeId: committee.id, title: 'Record-keeping of machines', rulebook: 'harmonization' })
    if (!draft.ok) throw new Error(draft.refusal.message)
    const side = new Side(draft.value.id)
    await writeArticles(api, draft.value.id, people.chair.personId)
    await api.db.query("update draft set stage = 'negotiation' where id = $1", [draft.value.id])
    side.entries = (await api.get(LedgerService).head({ draft: draft.value.id }))!.seq
    return side
  }

  get full(): boolean { return this.known.size >= perDraft }

  /** Raises an objection, does what is commanded, and says where the two part; null if they agree. */
  async parting(commands: readonly Command[]): Promise<object | null> {
    const before = this.entries
    const done = await api.get(ObjectionsService).raise(people.br, {
      draftId: this.draftId, seatId: committee.seats['br@s.example']!, clauseId: 'records', reason: 'Small operators cannot bear it.', wouldClear: 'Exempt them.',
    })
    if (!done.ok) return { raised: done.refusal }
    const { id } = done.value
    this.known.set(id, { objection: raised, steps: [{ act: 'raise', status: 'raised', by: 'br' }] })
    this.entries += 1
    for (const [step, one] of commands.entries()) {
      const parted = 'days' in one ? await wait(one.days, one.late) : await this.act(id, actOf(one, this.known.get(id)!.objection))
      if (parted) return { step, ...parted }
    }
    return this.compare(id, before)
  }

  private terms() { return { now: new Date(Date.parse(noon) + days * day).toISOString(), zone: 'UTC', respond: 'P14D' } }

  private async act(id: string, { act, by }: Done): Promise<object | null> {
    const known = this.known.get(id)!
    const ruled = actOn(known.objection, act, this.terms())
    const refused = by === null ? 'UNAUTHENTICATED' : by === 'stranger' ? 'NOT_FOUND' : !doers[act.act]!.includes(by) ? 'FORBIDDEN' : ruled.ok ? null : ruled.refusal.code
    const done = await this.perform(id, act, by === null ? null : people[by])
    const [model, system] = [refused ?? (ruled.ok && ruled.value.status), done.ok ? done.value.status : done.refusal.code]
    if (model !== system) return { before: known.objection, act, by, model, system }
    if (refused === null && ruled.ok) this.keep(known, ruled.value, by)
    return null
  }

  /** As the resolvers do it. */
  private perform(id: string, act: ObjectionAct, viewer: Viewer | null): Promise<Result<{ readonly status: string }>> {
    const service = api.get(ObjectionsService)
    if (act.act === 'triage') return service.act(viewer, id, 'objection.triage', act)
    if (act.act === 'address') return service.act(viewer, id, 'objection.answer', act)
    if (act.act === 'find') return service.act(viewer, id, 'objection.find', act)
    return service.respond(viewer, id, act.act, 'reason' in act ? act.reason : '')
  }

  /** The clock acts on whatever waits for its seat too long. */
  lapse(): void {
    for (const known of this.known.values()) {
      const ruled = actOn(known.objection, { act: 'lapse' }, this.terms())
      if (ruled.ok) this.keep(known, ruled.value, null)
    }
  }

  private keep(known: Known, step: ObjectionStep, by: Name | null): void {
    const { status, kind, answered, respondBy, finding } = step
    known.objection = { status, kind, answered, respondBy, finding }
    known.steps.push({ act: step.act, status, by })
    this.entries += 1
  }

  /** Compares what is stored of an objection: its state, every step, every entry of the ledger since its beginning, and whose turn its inbox says it is. */
  private async compare(id: string, before: number): Promise<object | null> {
    const { objection, steps } = this.known.get(id)!
    const [kept] = await api.db.query<(Omit<Kept, 'steps'> & { steps: { act: string; status: string; by: string | null }[]; written: number })[]>(
      `with entry as (select seq, kind, actor, facts->>'objection' as id from ledger_entry where chain = 'draft:' || $2 and seq > $3)
       select status, respond_by as "respondBy",
         (select json_agg(json_build_object('act', act, 'status', step.status, 'by', by_id) order by step.id) from objection_step as step where objection_id = $1) as steps,
         (select json_agg(json_build_object('kind', kind, 'by', actor) order by seq) from entry where entry.id = $1::text) as entries,
         (select count(*)::int from entry) as written,
         (select coalesce(json_agg(person_id order by person_id), '[]') from notice where key = 'objection:' || $1 and settled_at is null) as asked
       from objection where id = $1`, [id, this.draftId, before])
    const person = (name: Name | null): string | null => (name === null ? null : people[name].personId)
    const told = steps.map(step => ({ ...step, by: person(step.by) }))
    const turn = turnOf(objection.status)
    const model = {
      status: objection.status, respondBy: objection.respondBy === null ? null : new Date(objection.respondBy).toISOString(), steps: told,
      entries: told.map(({ act, by }) => ({ kind: `objection.${act === 'raise' ? 'raised' : kinds[act]}`, by })), written: this.entries - before,
      asked: (turn === null ? [] : called[turn]!).map(name => people[name].personId).sort(),
    }
    const system = { ...kept!, respondBy: kept!.respondBy === null ? null : new Date(kept!.respondBy).toISOString() }
    return JSON.stringify(model) === JSON.stringify(system) ? null : { model, system }
  }

  /** Compares where all objections of the draft stand in the end and whose turn it is, whatever came after their own sequence. */
  async compareAll(): Promise<void> {
    const rows = await api.db.query<{ id: string; status: string; steps: number; asked: number }[]>(
      `select id, status, (select count(*)::int from objection_step where objection_id = objection.id) as steps,
         (select count(*)::int from notice where key = 'objection:' || objection.id and settled_at is null) as asked
       from objection where draft_id = $1 order by id`, [this.draftId])
    const model = [...this.known].map(([id, { objection: { status }, steps }]) => {
      const turn = turnOf(status)
      return { id, status: status as string, steps: steps.length, asked: turn === null ? 0 : called[turn]!.length }
    })
    expect(rows).toEqual(model.sort((a, b) => (a.id < b.id ? -1 : 1)))
  }
}

test(`any sequence of acts, rights and days on an objection leads where the rules lead (model), ${sequences} times`, async () => {
  sides.push(await Side.open())
  let agreed = 0
  await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 8 }), async commands => {
    if (sides.at(-1)!.full) sides.push(await Side.open())
    const parted = await sides.at(-1)!.parting(commands)
    if (parted) throw new Error(JSON.stringify(parted))
    agreed += 1
    if (agreed % 500 === 0) process.stderr.write(`objections: ${agreed} of ${sequences} sequences agree\n`)
  }), { seed, numRuns: sequences })
  expect(agreed).toBe(sequences)
  for (const side of sides) await side.compareAll()
  expect(await api.get(LedgerCheck).all(api.db.manager)).toMatchObject({ fault: null })
  // A run that never came to the late states would have shown little.
  const seen = sides.flatMap(side => [...side.known.values()].flatMap(({ steps }) => steps.map(step => step.status)))
  expect(seen).toEqual(expect.arrayContaining(sequences < 200 ? ['addressed', 'sustained'] : ['addressed', 'sustained', 'acknowledged', 'withdrawn', 'retracted', 'lapsed', 'resolved', 'proceeds']))
}, 60_000 + 3_000 * sequences)
