import {
  type Ballot as LibBallot, endsProxy, type Entered, leaving, mayVoteByProxy, type Proxy, type Proxying, type Roll, scoped, type Vote, type VoteCast,
} from '@plenary/ballots'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { PreparedStatement } from '../platform/prepared-statement.ts'
import type { Ballot } from './ballot.entity.ts'
import { RollEntry } from './vote.entity.ts'

/** An instant of the database in full precision, as the counting takes it. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A ballot as the counting library takes it. */
export const asCounted = (ballot: Ballot): LibBallot => ({
  id: ballot.id, editionHash: ballot.editionHash, rule: ballot.ruleData, opensAt: ballot.opensAt.toISOString(), closesAt: ballot.closesAt.toISOString(),
  closed: ballot.state !== 'open',
})

/** A vote as the round takes it: in a recirculation its reason counts only if it is about what changed or is unresolved. */
export const inRound = ({ recirculation }: Ballot, vote: Vote): Vote => (recirculation === null ? vote : scoped(recirculation, vote, vote.parts ?? []))

/** A place on the roll as the counting library takes it. */
export const seatOf = ({ seatId, name, weight, interestCategory, jurisdiction, population, affiliation, presence }: Omit<RollEntry, 'ballotId'>): Roll[number] => ({
  seat: seatId, name, weight, category: interestCategory, jurisdiction,
  ...(population === null ? {} : { population }), ...(affiliation === null ? {} : { affiliation }), ...(presence === null ? {} : { presence }),
})

/** An act of voting as its row has it. */
interface LoggedVote extends Pick<Vote, 'seat' | 'choice' | 'at'> {
  readonly reason: string
  readonly entered: Entered | null
  readonly proxyHolder: string | null
  readonly parts: string[]
  readonly outOfScope: boolean
  readonly carried: boolean
}

/** What is read of a log, or of a vote as it stands, after its choice. */
const beside = `reason, ${instant('at')} as at, entered, proxy_holder as "proxyHolder", parts, out_of_scope as "outOfScope", carried`

const asVote = ({ entered, proxyHolder, parts, outOfScope, carried, ...row }: LoggedVote): Vote => ({
  ...row, reason: row.reason === '' ? null : row.reason, ...(entered === null ? {} : { entered }), ...(proxyHolder === null ? {} : { proxyHolder }),
  ...(parts.length === 0 ? {} : { parts }), ...(outOfScope ? { outOfScope } : {}), ...(carried ? { carried } : {}),
})

const standing = new PreparedStatement<LoggedVote>(`select seat_id as seat, choice, ${beside} from vote where ballot_id = $1 and seat_id = $2`)

const change = `with change as (
  insert into vote_change (ballot_id, seat_id, from_choice, to_choice, reason, at, by_id, entered, document_id, proxy_holder, parts, out_of_scope)
  values ($1, $2, $3, $4, $5, $6::timestamptz, $7, $8, $9, $10, $11, $12))`
const takeOut = new PreparedStatement<never>(`${change} delete from vote where ballot_id = $1 and seat_id = $2`)
const putIn = new PreparedStatement<never>(
  `${change} insert into vote (ballot_id, seat_id, choice, reason, at, by_id, entered, proxy_holder, parts, out_of_scope) values ($1, $2, $4, $5, $6::timestamptz, $7, $8, $10, $11, $12)
   on conflict (ballot_id, seat_id) do update set choice = excluded.choice, reason = excluded.reason, at = excluded.at, by_id = excluded.by_id, entered = excluded.entered,
     proxy_holder = excluded.proxy_holder, parts = excluded.parts, out_of_scope = excluded.out_of_scope, carried = false`)

/** Reads what a count needs, inside the transaction that counts. */
@Injectable()
export class CastVotes {
  /** The roll, as it was fixed. */
  async roll(tx: EntityManager, ballotId: string): Promise<Roll> {
    const rows = await tx.find(RollEntry, { where: { ballotId }, order: { seatId: 'ASC' } })
    return rows.map(seatOf)
  }

  /** Every act of voting in order, of these seats or of all. */
  async log(tx: EntityManager, ballotId: string, ...seats: string[]): Promise<Vote[]> {
    const rows = await tx.query<LoggedVote[]>(
      `select seat_id as seat, to_choice as choice, ${beside} from vote_change
       where ballot_id = $1 and ($2::uuid[] is null or seat_id = any($2)) order by id`, [ballotId, seats.length === 0 ? null : seats])
    return rows.map(asVote)
  }

  /** The vote of a seat as it stands; none where it cast none or took it out. A vote of the seat itself has to know no more of the log, which may be long. */
  async standing(tx: EntityManager, ballotId: string, seat: string): Promise<Vote[]> {
    return (await standing.run(tx, [ballotId, seat])).map(asVote)
  }

  /** These seats of the roll, and what is known of them when a vote is given or cast by proxy. Whether one has ended is held fast until the transaction ends. */
  async proxying(tx: EntityManager, ballot: Ballot, ...seats: string[]): Promise<{ readonly roll: Roll; readonly known: Proxying }> {
    const places = await tx.query<(Omit<RollEntry, 'ballotId'> & { ended: boolean | null })[]>(
      `select entry.seat_id as "seatId", entry.name, entry.weight, entry.interest_category as "interestCategory", entry.jurisdiction, entry.population::float8 as population,
         entry.affiliation, entry.presence, seat.until <= plenary_now() as ended
       from roll_entry as entry join seat on seat.id = entry.seat_id where entry.ballot_id = $1 and entry.seat_id = any($2) order by entry.seat_id for share of seat`, [ballot.id, seats])
    const proxies = await tx.query<Proxy[]>(
      `select seat_id as seat, holder_id as holder, nullif(instruction, '') as instruction, ${instant('given_at')} as at from proxy
       where ballot_id = $1 and ended is null and (seat_id = any($2) or holder_id = any($2)) order by given_at, id`, [ballot.id, seats])
    const ended = places.filter(place => place.ended === true).map(place => place.seatId)
    return { roll: places.map(seatOf), known: { publishesVotes: ballot.kindData.publishes === 'votes', proxies, votes: await this.log(tx, ballot.id, ...seats), ended } }
  }

  /** The seats that took part, by their ids: as they are listed in the record of a ballot without names. */
  async participants(tx: EntityManager, ballot: Ballot): Promise<string[]> {
    const table = ballot.kindData.holds === 'sealed' ? 'participation' : 'vote'
    const rows = await tx.query<{ seat: string }[]>(`select seat_id as seat from ${table} where ballot_id = $1 order by seat_id`, [ballot.id])
    return rows.map(row => row.seat)
  }

  /** Of these clauses the first that is neither in the text under vote nor in the scope of the round. */
  async strangePart(tx: EntityManager, { editionId, recirculation }: Ballot, parts: readonly string[]): Promise<string | undefined> {
    const unknown = parts.filter(part => recirculation?.clauses.some(clause => clause.clauseId === part) !== true)
    if (unknown.length === 0) return undefined
    const rows = await tx.query<{ id: string }[]>(
      "select clause->>'id' as id from edition, json_array_elements(body::json->'clauses') as clause where edition.id = $1 and clause->>'id' = any($2)", [editionId, unknown])
    return unknown.find(part => !rows.some(row => row.id === part))
  }

  /** Keeps an act of voting, and the vote of the seat as it stands after it. */
  async keep(tx: EntityManager, ballot: Ballot, cast: VoteCast, { by, documentId = null }: { by: string; documentId?: string | null }): Promise<void> {
    const { seat, choice, reason, at, inPlaceOf, entered = null, proxyHolder = null, parts = [], outOfScope = false } = cast
    await (leaving.includes(choice) ? takeOut : putIn).run(tx, [ballot.id, seat, inPlaceOf, choice, reason ?? '', at, by, entered, documentId, proxyHolder, parts, outOfScope])
    if (mayVoteByProxy(ballot.ruleData, true).ok && endsProxy(cast)) {
      await tx.query("update proxy set ended = 'voted', ended_at = $3::timestamptz where ballot_id = $1 and seat_id = $2 and ended is null", [ballot.id, seat, at])
    }
  }
}
