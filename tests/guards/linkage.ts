import { createHash } from 'node:crypto'
import type { DataSource } from 'typeorm'

/** What somebody who holds the whole database, its log and its jobs knows of one closed secret ballot. */
export interface Evidence {
  readonly ballot: string
  /** Seats and papers, each in several orders in which they were found, the order of storage among them. */
  readonly seats: Readonly<Record<string, readonly string[]>>
  readonly papers: Readonly<Record<string, readonly { readonly tracker: string; readonly choice: string }[]>>
  /** The raw write-ahead log from before the opening until after the close. */
  readonly log: Buffer
}

/** A way to tie papers to seats: for each tracker the seat it names. */
export type Attack = (evidence: Evidence) => ReadonlyMap<string, string>

type Row = Record<string, string>

const seatOrders: Readonly<Record<string, string>> = {
  'taking part, as stored': 'select seat_id::text as seat from participation where ballot_id::text = $1::text order by ctid',
  'taking part, by transaction': 'select seat_id::text as seat from participation where ballot_id::text = $1::text order by xmin::text::bigint, ctid',
  'taking part, by its key': 'select seat_id::text as seat from participation where ballot_id::text = $1::text order by seat_id',
  'the roll, as stored': 'select seat_id::text as seat from roll_entry where ballot_id::text = $1::text and seat_id in (select seat_id from participation where ballot_id::text = $1::text) order by ctid',
  'the calls to vote, as settled': `select split_part(key, ':', 3) as seat from notice where starts_with(key, 'ballot:' || $1::text) and split_part(key, ':', 3) in
    (select seat_id::text from participation where ballot_id::text = $1::text) order by settled_at, xmin::text::bigint, ctid`,
  'the letters, as sent': `select split_part(notice.key, ':', 3) as seat from notice left join mail on mail.recipient = (select email from person where person.id = notice.person_id)
    where starts_with(notice.key, 'ballot:' || $1::text) and split_part(notice.key, ':', 3) in (select seat_id::text from participation where ballot_id::text = $1::text)
    group by 1 order by max(mail.at), max(mail.sent_at), 1`,
}
const paperOrders: Readonly<Record<string, string>> = {
  'papers, as stored': 'select tracker, choice from published_paper where ballot_id::text = $1::text order by ctid',
  'papers, by transaction': 'select tracker, choice from published_paper where ballot_id::text = $1::text order by xmin::text::bigint desc, ctid desc',
  'papers, by choice': 'select tracker, choice from published_paper where ballot_id::text = $1::text order by choice, ctid',
}

async function ordered(db: DataSource, orders: Readonly<Record<string, string>>, ballot: string): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {}
  for (const [name, query] of Object.entries(orders)) found[name] = await db.query<Row[]>(query, [ballot])
  return found
}

/** The write-ahead log since a place in it, as the segment files hold it. */
export async function logSince(db: DataSource, from: string): Promise<Buffer> {
  // The cluster of the tests writes its log when it finds time: a commit that wrote and waits for it brings everything before it into the files.
  await db.transaction(async tx => {
    await tx.query('set local synchronous_commit = on')
    await tx.query("select pg_logical_emit_message(true, 'plenary', 'read from here')")
  })
  const segments = await db.query<{ bytes: Buffer }[]>(
    `with range as (
       select first.file_name as first, first.file_offset as since, last.file_name as last, last.file_offset as till
       from pg_walfile_name_offset($1::pg_lsn) as first, pg_walfile_name_offset(pg_current_wal_lsn()) as last
     ), segment as (
       select name, case when name = first then since else 0 end as since, case when name = last then till else size end as till
       from range, pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name between first and last
     )
     select pg_read_binary_file('pg_wal/' || name, since, till - since) as bytes from segment order by name`, [from])
  return Buffer.concat(segments.map(segment => segment.bytes))
}

/** Gathers what can be known of a closed ballot. */
export async function evidenceOf(db: DataSource, ballot: string, log: Buffer): Promise<Evidence> {
  const seats = Object.fromEntries(Object.entries(await ordered(db, seatOrders, ballot)).map(([name, rows]) => [name, rows.map(row => row['seat']!)]))
  const papers = await ordered(db, paperOrders, ballot) as unknown as Evidence['papers']
  return { ballot, seats, papers, log }
}

const binary = (seat: string): Buffer => Buffer.from(seat.replaceAll('-', ''), 'hex')

function places(log: Buffer, needle: Buffer): number[] {
  const found: number[] = []
  for (let at = log.indexOf(needle); at >= 0; at = log.indexOf(needle, at + 1)) found.push(at)
  return found
}

/** The first paper goes to the first seat, and so on, for each pair of orders in which the two can be found. */
const byOrder: Readonly<Record<string, Attack>> = Object.fromEntries(Object.keys(seatOrders).flatMap(seats => Object.keys(paperOrders).map(papers =>
  [`${seats}; ${papers}`, (evidence => new Map(evidence.papers[papers]!.map((paper, place) => [paper.tracker, evidence.seats[seats]![place] ?? '']))) satisfies Attack])))

/** Each tracker goes to the seat whose id stands nearest to it in the log, as bytes or as text. */
const nearestInLog: Attack = ({ log, seats, papers }) => {
  const marks = seats['taking part, as stored']!.flatMap(seat => [binary(seat), Buffer.from(seat)].flatMap(needle => places(log, needle).map(at => ({ seat, at }))))
  return new Map(papers['papers, as stored']!.map(({ tracker }) => {
    const own = places(log, Buffer.from(tracker))
    const near = marks.map(mark => ({ ...mark, apart: Math.min(...own.map(at => Math.abs(at - mark.at))) })).sort((one, other) => one.apart - other.apart)
    return [tracker, near[0]?.seat ?? '']
  }))
}

/** Each tracker goes to the seat next to which the log names its paper as a receipt does. It finds something only if the server kept what it signed. */
const receiptInLog: Attack = ({ ballot, log, seats, papers }) => new Map(papers['papers, as stored']!.flatMap(({ tracker, choice }) => {
  const paper = createHash('sha256').update(`{"ballot":"${ballot}","choice":"${choice}","format":"plenary.receipt.1","tracker":"${tracker}"}`).digest()
  const own = [paper, Buffer.from(paper.toString('hex'))].flatMap(needle => places(log, needle))
  if (own.length === 0) return []
  const marks = seats['taking part, as stored']!.flatMap(seat => places(log, binary(seat)).map(at => ({ seat, apart: Math.abs(at - own[0]!) })))
  return [[tracker, marks.sort((one, other) => one.apart - other.apart)[0]?.seat ?? ''] as const]
}))

/** All attacks by name. */
export const attacks: Readonly<Record<string, Attack>> = { ...byOrder, 'nearest in the log': nearestInLog, 'receipts in the log': receiptInLog }

/** How an attack did over many ballots, beside what blind guessing does: one right paper in a ballot of any size. */
export interface Score { readonly attack: string; readonly right: number; readonly chance: number; readonly p: number }

const factor = (n: number): number => (n <= 1 ? 0 : Math.log(n) + factor(n - 1))

/** The chance of at least so many right papers in so many ballots by blind guessing: their number is Poisson, one for each ballot, to within a few per cent. */
export function chanceOfAtLeast(right: number, ballots: number): number {
  let below = 0
  for (let n = 0; n < right; n += 1) below += Math.exp(n * Math.log(ballots) - ballots - factor(n))
  return Math.max(0, 1 - below)
}

/** Holds what each attack named against the truth, which only the test knows. */
export function scores(cases: readonly { readonly evidence: Evidence; readonly truth: ReadonlyMap<string, string> }[], given = attacks): Score[] {
  return Object.entries(given).map(([attack, attempt]) => {
    const right = cases.reduce((sum, { evidence, truth }) => sum + [...attempt(evidence)].filter(([tracker, seat]) => truth.get(tracker) === seat).length, 0)
    return { attack, right, chance: cases.length, p: chanceOfAtLeast(right, cases.length) }
  })
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
