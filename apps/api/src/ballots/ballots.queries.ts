import type { Presence } from '@plenary/ballots'
import { isId } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, In } from 'typeorm'
import type { Standings } from '../people/rights.service.ts'
import { page, pageSize } from '../platform/graphql.ts'
import { grouped } from '../platform/loaders.ts'
import { Ballot, type ShownPaper } from './ballot.entity.ts'
import type { Proxy } from './proxy.entity.ts'
import { type ContestedVote, type LateVote, type MovedEnd, RollEntry, type SeatOnRoll, type Vote } from './vote.entity.ts'

/** An act of voting with the seat it was for. */
export interface Change { readonly ballotId: string; readonly seatId: string; readonly seatName: string; readonly at: Date; readonly from: string | null; readonly to: string
  readonly entered: string | null; readonly carried: boolean; readonly documentId: string | null; readonly proxyHolderId: string | null; readonly proxyHolder: string | null
  readonly byId: string }

/** What part of a roll is read. */
export interface RollWanted {
  readonly first: number
  readonly after?: string | null | undefined
  /** A part of the name of the seat, or its jurisdiction; case and accents do not matter. */
  readonly search?: string | null | undefined
  /** Only seats that have voted, or only those that have not. */
  readonly voted?: boolean | null | undefined
}

/** A page of a roll; with a search, also how many seats it finds in all. */
export interface RollPage { readonly nodes: SeatOnRoll[]; readonly pageInfo: { endCursor?: string; hasNextPage: boolean }; readonly found: number | null }

/** A seat of the viewer's on a roll. */
export interface OwnSeat { readonly seatId: string; readonly hasVoted: boolean; readonly presence: Presence | null }

/** How large a roll is and how many of it have voted. */
export interface Turnout { readonly seats: number; readonly cast: number }

// PostgreSQL keeps no text with a zero byte, so none can be found either.
const plain = (text: string): string => text.slice(0, 200).replaceAll('\0', '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().trim()

const hasVoted = `(exists (select from vote where vote.ballot_id = entry.ballot_id and vote.seat_id = entry.seat_id)
  or exists (select from participation as part where part.ballot_id = entry.ballot_id and part.seat_id = entry.seat_id))`
const isWanted = `($2::text is null or lower(entry.jurisdiction) = $2 or position($2 in lower(regexp_replace(normalize(entry.name, NFD), '[\u0300-\u036f]', '', 'g'))) > 0)
  and ($3::boolean is null or ${hasVoted} = $3)`

const castBy = (vote: string): string => `${vote}.proxy_holder as "proxyHolderId", (select name from roll_entry as holder
  where holder.ballot_id = ${vote}.ballot_id and holder.seat_id = ${vote}.proxy_holder) as "proxyHolder"`

/** Reads ballots with everything in them. What of it a viewer may see is decided in `showing.service.ts`. */
@Injectable()
export class BallotsQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<Ballot | null> {
    return isId(id) ? this.db.getRepository(Ballot).findOneBy({ id }) : null
  }

  /** The ballots of the viewer's committees, and those on adopted texts; the last to close first. */
  async list(standings: Standings, wanted: { first: number; after?: string | undefined; state?: string | undefined }) {
    const first = pageSize(wanted.first)
    const query = this.db.getRepository(Ballot).createQueryBuilder('ballot')
      .where(`ballot.draft_id in (select id from draft where committee_id = any(:committees) or adopted_at is not null)`, { committees: standings.committees })
      .orderBy('ballot.closes_at', 'DESC').addOrderBy('ballot.id', 'DESC').take(first + 1)
    if (wanted.state) query.andWhere('ballot.state = :state', { state: wanted.state })
    const [at, id] = wanted.after?.split('|') ?? []
    if (at && id && isId(id) && !Number.isNaN(Date.parse(at))) query.andWhere('(ballot.closes_at, ballot.id) < (:at, :id)', { at, id })
    return page(await query.getMany(), first, ballot => `${ballot.closesAt.toISOString()}|${ballot.id}`)
  }

  /** The ballots on each of these drafts, newest first. */
  async ofDrafts(draftIds: readonly string[]): Promise<Ballot[][]> {
    const rows = await this.db.getRepository(Ballot).find({ where: { draftId: In([...draftIds]) }, order: { number: 'DESC' } })
    return grouped(rows, draftIds, ballot => ballot.draftId)
  }

  /** The rolls of these ballots, by the names of the seats. */
  async rolls(ballotIds: readonly string[]): Promise<RollEntry[][]> {
    const rows = await this.db.getRepository(RollEntry).find({ where: { ballotId: In([...ballotIds]) }, order: { name: 'ASC', seatId: 'ASC' } })
    return grouped(rows, ballotIds, entry => entry.ballotId)
  }

  /** How many seats are on the rolls of these ballots, and how many of them took part. Counted where they lie: ten thousand are not read for two figures. */
  async figures(ballotIds: readonly string[]): Promise<Turnout[]> {
    return this.db.query<Turnout[]>(
      `select (select count(*)::int from roll_entry where ballot_id = ballot.id) as seats,
         (select count(*)::int from vote where ballot_id = ballot.id) + (select count(*)::int from participation where ballot_id = ballot.id) as cast
       from unnest($1::uuid[]) with ordinality as ballot(id, place) order by place`, [ballotIds])
  }

  /** A page of the rolls of these ballots, by the names of the seats. */
  async rollPages(ballotIds: readonly string[], wanted: RollWanted): Promise<RollPage[]> {
    const first = pageSize(wanted.first)
    const search = wanted.search ? plain(wanted.search) || null : null
    const [, seat, name] = /^([^|]*)\|([^\0]*)$/s.exec(wanted.after ?? '') ?? []
    const begins = seat && isId(seat) ? [name, seat] : [null, null]
    const rows = await this.db.query<SeatOnRoll[]>(
      `select entry.*, ${hasVoted} as "hasVoted" from unnest($1::uuid[]) as ballot(id) cross join lateral (
         select entry.ballot_id, entry.ballot_id as "ballotId", entry.seat_id, entry.seat_id as "seatId", entry.name, entry.jurisdiction,
           entry.interest_category as "interestCategory", entry.weight, entry.population::float8 as population, entry.presence
         from roll_entry as entry where entry.ballot_id = ballot.id and ${isWanted} and ($4::text is null or (entry.name, entry.seat_id) > ($4, $5::uuid))
         order by entry.name, entry.seat_id limit $6
       ) as entry order by entry.name, entry.seat_id`, [ballotIds, search, wanted.voted ?? null, ...begins, first + 1])
    const found = search === null ? null : await this.db.query<{ found: number }[]>(
      `select (select count(*)::int from roll_entry as entry where entry.ballot_id = ballot.id and ${isWanted}) as found
       from unnest($1::uuid[]) with ordinality as ballot(id, place) order by place`, [ballotIds, search, wanted.voted ?? null])
    return grouped(rows, ballotIds, entry => entry.ballotId)
      .map((entries, place) => ({ ...page(entries, first, entry => `${entry.seatId}|${entry.name}`), found: found?.[place]?.found ?? null }))
  }

  /** Which of these seats are on the rolls of these ballots, and whether they have voted. */
  async onRolls(ballotIds: readonly string[], seats: readonly string[]): Promise<OwnSeat[][]> {
    const rows = await this.db.query<(OwnSeat & { ballotId: string })[]>(
      `select ballot_id as "ballotId", seat_id as "seatId", presence, ${hasVoted} as "hasVoted" from roll_entry as entry where ballot_id = any($1) and seat_id = any($2)`, [ballotIds, seats])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** The vote of each of these seats in the ballot beside it. */
  async votesOf(places: readonly { ballotId: string; seatId: string }[]): Promise<(Vote | null)[]> {
    const rows = await this.db.query<(Vote & { ballotId: string })[]>(
      `select vote.ballot_id as "ballotId", vote.seat_id as "seatId", roll_entry.name as "seatName", vote.choice, vote.reason, vote.at, vote.entered,
         vote.parts, vote.carried, vote.out_of_scope as "outOfScope", ${castBy('vote')}, vote.by_id as "byId"
       from unnest($1::uuid[], $2::uuid[]) as place(ballot_id, seat_id) join vote using (ballot_id, seat_id) join roll_entry using (ballot_id, seat_id)`,
      [places.map(place => place.ballotId), places.map(place => place.seatId)])
    const known = new Map(rows.map(row => [`${row.ballotId} ${row.seatId}`, row]))
    return places.map(({ ballotId, seatId }) => known.get(`${ballotId} ${seatId}`) ?? null)
  }

  /** The votes of these ballots as they stand; with `seats`, of these alone. */
  async votes(ballotIds: readonly string[], seats: readonly string[] | null): Promise<Vote[][]> {
    const rows = await this.db.query<(Vote & { ballotId: string })[]>(
      `select vote.ballot_id as "ballotId", vote.seat_id as "seatId", roll_entry.name as "seatName", vote.choice, vote.reason, vote.at, vote.entered,
         vote.parts, vote.carried, vote.out_of_scope as "outOfScope", ${castBy('vote')}, vote.by_id as "byId"
       from vote join roll_entry using (ballot_id, seat_id) where vote.ballot_id = any($1) and ($2::uuid[] is null or vote.seat_id = any($2))
       order by roll_entry.name, vote.seat_id`, [ballotIds, seats])
    return grouped(rows, ballotIds, vote => vote.ballotId)
  }

  /** The seats that took part in these ballots, whatever they keep of it. */
  async turnout(ballotIds: readonly string[]): Promise<string[][]> {
    const rows = await this.db.query<{ ballotId: string; seatId: string }[]>(
      `select ballot_id as "ballotId", seat_id as "seatId" from vote where ballot_id = any($1)
       union all select ballot_id, seat_id from participation where ballot_id = any($1)`, [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId).map(list => list.map(row => row.seatId))
  }

  /** The votes entered for seats of these ballots that stand contested. */
  async contested(ballotIds: readonly string[]): Promise<ContestedVote[][]> {
    const rows = await this.db.query<(ContestedVote & { ballotId: string })[]>(
      `select last.ballot_id as "ballotId", last.seat_id as "seatId", roll_entry.name as "seatName", last.reason, last.at
       from vote_change as last join roll_entry using (ballot_id, seat_id)
       where last.ballot_id = any($1) and last.to_choice = 'contested'
         and not exists (select 1 from vote_change as later where later.ballot_id = last.ballot_id and later.seat_id = last.seat_id and later.id > last.id)
       order by roll_entry.name, last.seat_id`, [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** Every vote that was given by proxy in these ballots, oldest first. */
  async proxies(ballotIds: readonly string[]): Promise<Proxy[][]> {
    const rows = await this.db.query<(Proxy & { ballotId: string })[]>(
      `select proxy.ballot_id as "ballotId", proxy.id, proxy.seat_id as "seatId", giver.name as "seatName", proxy.holder_id as "holderId", holder.name as "holderName",
         nullif(proxy.instruction, '') as instruction, proxy.given_at as "givenAt", proxy.given_by as "givenById", proxy.ended, proxy.ended_at as "endedAt",
         proxy.ended is null and exists (select from vote where vote.ballot_id = proxy.ballot_id and vote.seat_id = proxy.seat_id and vote.proxy_holder = proxy.holder_id) as used
       from proxy join roll_entry as giver using (ballot_id, seat_id) join roll_entry as holder on holder.ballot_id = proxy.ballot_id and holder.seat_id = proxy.holder_id
       where proxy.ballot_id = any($1) order by proxy.given_at, proxy.id`, [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** The ballots taken at these items of meetings, oldest first. */
  async ofItems(itemIds: readonly string[]): Promise<Ballot[][]> {
    const rows = await this.db.getRepository(Ballot).find({ where: { itemId: In([...itemIds]) }, order: { number: 'ASC' } })
    return grouped(rows, itemIds, ballot => ballot.itemId ?? '')
  }

  /** What came after the end of these ballots. */
  async late(ballotIds: readonly string[]): Promise<LateVote[][]> {
    const rows = await this.db.query<(LateVote & { ballotId: string })[]>(
      `select late.ballot_id as "ballotId", late.seat_id as "seatId", roll_entry.name as "seatName", late.choice, late.at, late.attempts
       from late_vote as late join roll_entry using (ballot_id, seat_id) where late.ballot_id = any($1) order by roll_entry.name, late.seat_id`, [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** How the ends of these ballots were moved, in order. */
  async movedEnds(ballotIds: readonly string[]): Promise<MovedEnd[][]> {
    const rows = await this.db.query<(MovedEnd & { ballotId: string })[]>(
      'select ballot_id as "ballotId", from_instant as "from", to_instant as "to", reason from moved_end where ballot_id = any($1) order by id', [ballotIds])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** The published papers of these ballots, by their trackers; with `first`, so many of each. */
  async papers(ballotIds: readonly string[], first: number | null): Promise<ShownPaper[][]> {
    const rows = await this.db.query<(ShownPaper & { ballotId: string })[]>(
      `select paper.* from unnest($1::uuid[]) as ballot(id) cross join lateral (
         select ballot_id as "ballotId", tracker, choice, reason from published_paper where ballot_id = ballot.id order by tracker collate "C" limit $2
       ) as paper order by paper.tracker collate "C"`, [ballotIds, first])
    return grouped(rows, ballotIds, row => row.ballotId)
  }

  /** Every act of voting in these ballots, oldest first; with `seats`, of these alone. */
  async changes(ballotIds: readonly string[], seats: readonly string[] | null): Promise<Change[][]> {
    const rows = await this.db.query<Change[]>(
      `select change.ballot_id as "ballotId", change.seat_id as "seatId", roll_entry.name as "seatName", change.at,
         change.from_choice as "from", change.to_choice as "to", change.entered, change.carried, change.document_id as "documentId", ${castBy('change')},
         change.by_id as "byId"
       from vote_change as change join roll_entry using (ballot_id, seat_id) where change.ballot_id = any($1) and ($2::uuid[] is null or change.seat_id = any($2))
       order by change.id`, [ballotIds, seats])
    return grouped(rows, ballotIds, change => change.ballotId)
  }

  /** When the quorum of each of these ballots was reached and not lost again; null while it is not. Seats that leave the count do not count for it. */
  async quorumsReachedAt(ballotIds: readonly string[]): Promise<(Date | null)[]> {
    const rows = await this.db.query<{ ballotId: string; at: Date }[]>(
      `with step as (
         select ballot_id, id, at, (to_choice not in ('withdraw', 'recuse', 'contested'))::int - (coalesce(from_choice, 'withdraw') not in ('withdraw', 'recuse', 'contested'))::int as step
         from vote_change where ballot_id = any($1)
       ), present as (
         select ballot_id, id, at, step, sum(step) over (partition by ballot_id order by id) as until_then, sum(step) over (partition by ballot_id) as total from step
       )
       select distinct on (ballot.id) ballot.id as "ballotId", greatest(present.at, ballot.opens_at) as at from present join ballot on ballot.id = present.ballot_id
       where quorum > 0 and step = 1 and until_then = quorum and total >= quorum order by ballot.id, present.id desc`, [ballotIds])
    const reached = new Map(rows.map(row => [row.ballotId, row.at]))
    return ballotIds.map(id => reached.get(id) ?? null)
  }
}
