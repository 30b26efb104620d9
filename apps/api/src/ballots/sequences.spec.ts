import fc from 'fast-check'
import { enterCommittee, enterPerson, type TestApi, type TestCommittee, testApi } from '../../../../tests/api.ts'
import { writeArticles } from '../../../../tests/draft.ts'
import { CollabService } from '../collab/collab.service.ts'
import { DraftsService } from '../drafts/drafts.service.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import { LedgerCheck } from '../ledger/ledger-check.service.ts'
import { LedgerService } from '../ledger/ledger.service.ts'
import { DelegatesService } from '../people/delegates.service.ts'
import { Clock } from '../platform/clock.ts'
import { Deadlines } from '../platform/deadlines.ts'
import type { Viewer } from '../platform/viewer.ts'
import { BallotsService } from './ballots.service.ts'
import { VotesService } from './votes.service.ts'

// `npm run bench -- sequences --postgres 50000` asks for more; the short run is the same every time.
const sequences = Number(process.env['PLENARY_SEQUENCES'] ?? 6)
const seed = Number(process.env['PLENARY_SEQUENCES_SEED'] ?? 20270307)
/** How many ballots are held on a draft, each on an edition of its own, before the next draft is opened. */
const perDraft = 50

const noon = Date.parse('2027-03-01T12:00:00Z')
const day = 86_400_000
/** A ballot is open from one noon until the evening of this day after it. */
const lastDay = 30
const seats = ['a', 'b', 'c', 'd', 'e'] as const
/** Who casts the vote of each seat; the foreign seat is one of another committee, whose head is head of `a` here. */
const holders: Readonly<Record<string, readonly string[]>> = { a: ['ada'], b: ['ben'], c: ['cyd'], d: ['dan'], e: ['eva', 'emil'], foreign: ['ada'] }
const names = ['ada', 'ben', 'cyd', 'dan', 'eva', 'emil', 'ewa', 'chair', 'stranger'] as const

let api: TestApi
let committee: TestCommittee
let people: Readonly<Record<string, Viewer>>
let seatIds: Readonly<Record<string, string>>
let nameOf: ReadonlyMap<string, string>

beforeAll(async () => {
  api = await testApi()
  // Whole days pass and never a midnight: the model counts days alone.
  await api.get(Clock).setTo(api.db.manager, new Date(noon).toISOString())
  const heads = ['ada', 'ben', 'cyd', 'dan', 'eva'].map(name => `${name}@v.example`)
  committee = await enterCommittee(api, { 'chair@v.example': 'chair' }, Object.fromEntries(heads.map(email => [email, 'participating'])))
  const abroad = await enterCommittee(api, {}, { 'zoe@v.example': 'participating' })
  const ids: Record<string, string> = { ...committee.people }
  for (const name of ['emil', 'ewa', 'stranger']) ids[`${name}@v.example`] = await enterPerson(api, `${name}@v.example`)
  people = Object.fromEntries(names.map(name => [name, { personId: ids[`${name}@v.example`]!, sessionId: null, name, email: `${name}@v.example`, isAdministrator: false }]))
  seatIds = { ...Object.fromEntries(seats.map((seat, index) => [seat, committee.seats[heads[index]!]!])), foreign: abroad.seats['zoe@v.example']! }
  nameOf = new Map([...Object.entries(people).map(([name, { personId }]) => [personId, name] as const), ...Object.entries(seatIds).map(([name, id]) => [id, name] as const)])
  await api.db.transaction(async tx => {
    const delegates = api.get(DelegatesService)
    await delegates.enter(tx, { seatId: seatIds['e']!, personId: people['emil']!.personId, head: false }, null)
    await delegates.enter(tx, { seatId: seatIds['e']!, personId: people['ewa']!.personId, head: false }, null)
    await delegates.enter(tx, { seatId: seatIds['foreign']!, personId: people['ada']!.personId, head: true }, null)
    await tx.query('update delegate set holds_vote = true where person_id = $1', [people['emil']!.personId])
  })
}, 120_000)
afterAll(() => api.close())

/** One command: a vote by somebody, or days that pass; `late` leaves the close undone, as a server that was away does. */
interface Voting { readonly seat: string; readonly by: string | null; readonly choice: string; readonly reason: string | null }
type Command = Voting | { readonly days: number; readonly late: boolean }

const anyChoice = { choice: fc.constantFrom('yes', 'yes', 'yes', 'no', 'abstain', 'object', 'recuse', 'withdraw', 'maybe'), reason: fc.constantFrom('Because', 'Because', ' ', null) }
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...seats, ...seats, 'foreign').chain(seat => fc.record({ seat: fc.constant(seat), by: fc.constantFrom(...holders[seat]!), ...anyChoice })) },
  { weight: 2, arbitrary: fc.record({ seat: fc.constantFrom(...seats, 'foreign'), by: fc.constantFrom(...names, null), ...anyChoice }) },
  { weight: 2, arbitrary: fc.record({ days: fc.constantFrom(1, 1, 29, lastDay + 1), late: fc.boolean() }) },
)

interface Cast { readonly seat: string; readonly from: string | null; readonly to: string; readonly by: string }

/** What should be, told without the code under test: one choice per seat, and plain whole numbers. */
class Model {
  readonly standing = new Map<string, { choice: string; reason: string | null }>()
  readonly log: Cast[] = []
  readonly late = new Map<string, number>()
  readonly entries: { kind: string; by: string | null }[] = []
  days = 0
  closed = false

  /** Why a vote is refused, or null when it is taken. */
  cast({ seat, by, choice, reason }: Voting): string | null {
    if (by === null) return 'UNAUTHENTICATED'
    if (by === 'stranger') return 'NOT_FOUND'
    if (!holders[seat]!.includes(by)) return 'FORBIDDEN'
    if (this.closed || this.days > lastDay) {
      if (seat !== 'foreign') this.tooLate(seat, by)
      return 'closed'
    }
    if (seat === 'foreign') return 'not-on-the-roll'
    if (choice === 'maybe') return 'unknown-choice'
    const given = reason === 'Because' ? reason : null
    if (given === null && (choice === 'no' || choice === 'object')) return 'reason-missing'
    const before = this.standing.get(seat)
    if (choice === 'withdraw' && before === undefined) return 'nothing-to-withdraw'
    // The same again is no change.
    if (before?.choice === choice && before.reason === given) return null
    if (choice === 'withdraw') this.standing.delete(seat)
    else this.standing.set(seat, { choice, reason: given })
    this.log.push({ seat, from: before?.choice ?? null, to: choice, by })
    this.entries.push({ kind: 'vote.cast', by })
    return null
  }

  /** Nobody is late twice in the ledger. */
  private tooLate(seat: string, by: string): void {
    if (!this.late.has(seat)) this.entries.push({ kind: 'vote.late', by })
    this.late.set(seat, (this.late.get(seat) ?? 0) + 1)
  }

  wait(days: number, undone: boolean): void {
    this.days += days
    if (undone || this.closed || this.days <= lastDay) return
    this.closed = true
    this.entries.push({ kind: 'ballot.closed', by: null }, { kind: 'decision.recorded', by: null })
  }

  number(choice: string): number {
    return [...this.standing.values()].filter(vote => vote.choice === choice).length
  }

  outcome(): string {
    const [yes, no, abstain, object, recused] = ['yes', 'no', 'abstain', 'object', 'recuse'].map(choice => this.number(choice)) as [number, number, number, number, number]
    const base = seats.length - recused
    if (base === 0 || 2 * (yes + no + abstain + object) < base) return 'inquorate'
    if (object > 0) return 'blocked'
    return yes + no === 0 ? 'no-valid-votes' : 3 * yes < 2 * (yes + no) ? 'rejected' : 'approved'
  }

  /** Everything that should be stored of the ballot. */
  get whole(): object {
    const counted = Object.fromEntries(['abstain', 'no', 'object', 'yes'].map(choice => [choice, this.number(choice)] as const).filter(([, number]) => number > 0))
    return {
      state: 'closed', outcome: this.outcome(), counted, recused: this.number('recuse'), log: this.log, entries: this.entries, asked: 0,
      votes: [...this.standing].map(([seat, { choice, reason }]) => ({ seat, choice, reason: reason ?? '' })).sort(bySeat),
      late: [...this.late].map(([seat, attempts]) => ({ seat, attempts })).sort(bySeat),
    }
  }
}

const bySeat = (one: { seat: string }, other: { seat: string }): number => (one.seat < other.seat ? -1 : 1)
const named = <T extends object>(rows: readonly T[]): T[] =>
  rows.map(row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, (typeof value === 'string' && nameOf.get(value)) || value])) as T)

let draftId = ''
let ballots = 0

/** Opens a ballot on a new edition of the text, and says at which number its draft's ledger stands. */
async function openBallot(): Promise<{ id: string; seq: number }> {
  if (ballots % perDraft === 0) {
    const draft = await api.get(DraftsService).create(people['chair']!, { committeeId: committee.id, title: 'Record-keeping of machines', rulebook: 'harmonization' })
    if (!draft.ok) throw new Error(draft.refusal.message)
    draftId = draft.value.id
    await writeArticles(api, draftId, people['chair']!.personId)
    await api.db.query("update draft set stage = 'adoption' where id = $1", [draftId])
  }
  ballots += 1
  const text = await api.get(CollabService).textOf(draftId)
  await api.db.transaction(tx => api.get(EditionsService).add(tx, draftId, { ...text, document: { ...text.document, title: `Edition ${ballots}` } }))
  const now = Date.parse(await api.get(Clock).now())
  const closesAt = new Date(now - (now - noon) % day + lastDay * day + day / 4)
  const opened = await api.get(BallotsService).open(people['chair']!, { draftId, closesAt })
  if (!opened.ok) throw new Error(opened.refusal.message)
  return { id: opened.value.id, seq: (await api.get(LedgerService).head({ draft: draftId }))!.seq }
}

async function wait(days: number, late: boolean): Promise<void> {
  await api.get(Clock).moveBy(api.db.manager, `P${days}D`)
  // Letters are not what is compared.
  await api.db.query("delete from deadline where task = 'notices.tell'")
  if (!late) await api.get(Deadlines).runDue()
}

/** What is stored of a ballot, in the form of the model. */
async function stored(id: string, seq: number): Promise<object> {
  const [row] = await api.db.query<[{ log: Cast[]; entries: object[]; votes: { seat: string }[]; late: { seat: string }[] }]>(
    `select state, result->>'outcome' as outcome, result->'exact'->'counted' as counted, result->'exact'->'recused' as recused,
       (select coalesce(json_agg(json_build_object('seat', seat_id, 'from', from_choice, 'to', to_choice, 'by', by_id) order by vote_change.id), '[]') from vote_change where ballot_id = $1) as log,
       (select coalesce(json_agg(json_build_object('kind', kind, 'by', actor) order by seq), '[]') from ledger_entry where chain = 'draft:' || $2 and seq > $3) as entries,
       (select count(*)::int from notice where starts_with(key, 'ballot:' || $1) and settled_at is null) as asked,
       (select coalesce(json_agg(json_build_object('seat', seat_id, 'choice', choice, 'reason', reason)), '[]') from vote where ballot_id = $1) as votes,
       (select coalesce(json_agg(json_build_object('seat', seat_id, 'attempts', attempts)), '[]') from late_vote where ballot_id = $1) as late
     from ballot where id = $1`, [id, draftId, seq])
  return { ...row, log: named(row.log), entries: named(row.entries), votes: named(row.votes).sort(bySeat), late: named(row.late).sort(bySeat) }
}

/** Holds a ballot as it is commanded, on the system and on the model, and says where the two part; null if they agree. */
async function parting(commands: readonly Command[]): Promise<object | null> {
  const { id, seq } = await openBallot()
  const model = new Model()
  try {
    const parted = await voting(id, model, commands)
    if (parted) return parted
  } finally {
    // Also where they part: an open ballot stands in the way of the next.
    model.wait(lastDay + 1, false)
    await wait(lastDay + 1, false)
  }
  const system = await stored(id, seq)
  return sorted(model.whole) === sorted(system) ? null : { model: model.whole, system }
}

async function voting(id: string, model: Model, commands: readonly Command[]): Promise<object | null> {
  for (const [step, one] of commands.entries()) {
    if ('days' in one) {
      model.wait(one.days, one.late)
      await wait(one.days, one.late)
      continue
    }
    const refused = model.cast(one)
    const { seat, by, choice, reason } = one
    const done = await api.get(VotesService).cast(by === null ? null : people[by]!, { ballotId: id, seatId: seatIds[seat]!, choice, reason })
    const [vote] = await api.db.query<{ choice: string }[]>('select choice from vote where ballot_id = $1 and seat_id = $2', [id, seatIds[seat]])
    const expected = { refused, stands: model.standing.get(seat)?.choice ?? null }
    const found = { refused: done.ok ? null : done.refusal.code, stands: vote?.choice ?? null }
    if (JSON.stringify(expected) !== JSON.stringify(found)) return { step, command: one, model: expected, system: found }
  }
  return null
}

/** As JSON, with the keys of every object in one order. */
const sorted = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) =>
  (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1))) : inner))

test('a vote that comes late for a seat that is not on the roll is refused as any late one, and nothing is kept of it', async () => {
  expect(await parting([{ days: lastDay + 1, late: true }, { seat: 'foreign', by: 'ada', choice: 'yes', reason: null }])).toBeNull()
})

test(`[ballots-5] any sequence of votes, changes, withdrawals and days comes out on PostgreSQL as a plain model says, ${sequences} times`, async () => {
  const outcomes = new Set<string>()
  let agreed = 0
  await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 12 }), async commands => {
    const parted = await parting(commands)
    if (parted) throw new Error(JSON.stringify(parted))
    agreed += 1
    if (agreed % 100 === 0) process.stderr.write(`votes: ${agreed} of ${sequences} sequences agree\n`)
  }), { seed, numRuns: sequences })
  expect(agreed).toBe(sequences)
  expect(await api.get(LedgerCheck).all(api.db.manager)).toMatchObject({ fault: null })
  for (const { outcome } of await api.db.query<{ outcome: string }[]>("select distinct result->>'outcome' as outcome from ballot")) outcomes.add(outcome)
  // A run that never came to a result would have shown little.
  expect([...outcomes]).toEqual(expect.arrayContaining(sequences < 200 ? ['inquorate'] : ['inquorate', 'blocked', 'rejected', 'approved']))
}, 60_000 + 5_000 * sequences)
