import type { Proxy } from '@plenary/ballots'
import type { EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import type { Need } from '../notices/notices.service.ts'
import type { Ballot } from './ballot.entity.ts'

/** `there` says whether the seat that gave its vote could cast it itself: in a meeting those present vote. */
interface Told { readonly person: string; readonly seat: string; readonly giver: string; readonly there: boolean; readonly holder: string; readonly draft: Draft }

/** Those who cast the votes of the two seats of a proxy, with what they are told of. */
async function toldOf(tx: EntityManager, ballot: Ballot, { seat, holder }: Pick<Proxy, 'seat' | 'holder'>): Promise<readonly Told[]> {
  const draft = await tx.findOneByOrFail(Draft, { id: ballot.draftId })
  const people = await tx.query<Omit<Told, 'draft'>[]>(
    `select delegate.person_id as person, delegate.seat_id as seat, giver.name as giver, coalesce(giver.presence, 'present') = 'present' as there, holding.name as holder
     from roll_entry as giver join roll_entry as holding on holding.ballot_id = giver.ballot_id and holding.seat_id = $3
     join delegate on delegate.seat_id in ($2, $3) and (delegate.head or delegate.holds_vote) and delegate.until is null
     where giver.ballot_id = $1 and giver.seat_id = $2 order by delegate.person_id`, [ballot.id, seat, holder])
  return people.map(one => ({ ...one, draft }))
}

const needOf = (ballot: Ballot, { person, draft }: Told, askedBy: string, more: Pick<Need, 'verb' | 'why' | 'key'>): Need => ({
  personId: person, title: `${draft.number} ${draft.title}`, due: ballot.closesAt.toISOString(), where: `/b/${ballot.id}`, draft, committeeId: draft.committeeId, askedBy, ...more,
})

/**
 * What people are told when a vote was given: those of the holder that they cast it, which is settled with the vote of the seat, whoever casts it; and
 * others of the seat that one of them gave it away.
 */
export async function needsOfGiving(tx: EntityManager, ballot: Ballot, proxy: Proxy, by: string): Promise<Need[]> {
  const told = await toldOf(tx, ballot, proxy)
  const holders = told.filter(one => one.seat === proxy.holder).map(one => needOf(ballot, one, by, {
    verb: 'Vote', why: `${one.giver} gave its vote to ${one.holder}. You cast it by proxy; without it ${one.giver} is recorded as not voting.`,
    key: `ballot:${ballot.id}:${proxy.seat}:proxy`,
  }))
  const colleagues = told.filter(one => one.seat === proxy.seat && one.person !== by).map(one => needOf(ballot, one, by, {
    verb: 'Check', why: `The vote of ${one.giver} was given to ${one.holder}. It can be taken back until ${one.holder} votes by it.`,
    key: `ballot:${ballot.id}:${proxy.seat}:given`,
  }))
  return [...holders, ...colleagues]
}

/** What those of a seat are told when its vote was cast by proxy. */
export async function needsOfGiver(
  tx: EntityManager, ballot: Ballot, vote: { readonly seatId: string; readonly proxyHolder: string; readonly choice: string; readonly by: string },
): Promise<Need[]> {
  const people = await toldOf(tx, ballot, { seat: vote.seatId, holder: vote.proxyHolder })
  return people.filter(told => told.seat === vote.seatId).map(told => needOf(ballot, told, vote.by, {
    verb: 'Check', key: `ballot:${ballot.id}:${vote.seatId}:by-proxy`,
    why: vote.choice === 'withdraw' ? `${told.holder} withdrew the vote it had cast for ${told.giver} by proxy.`
      : `${told.holder} voted for ${told.giver} by proxy. If it is not what ${told.giver} decided, ${told.there ? 'cast your own vote before the close: it stands in its place' : `ask ${told.holder} before the close to change it`}.`,
  }))
}

/** What those of a seat are to do when it has taken its vote back; nothing where it is not there to vote. */
export async function needsOfSeat(tx: EntityManager, ballot: Ballot, proxy: Proxy, by: string): Promise<Need[]> {
  const people = await toldOf(tx, ballot, proxy)
  return people.filter(told => told.seat === proxy.seat && told.there).map(told => needOf(ballot, told, by, {
    verb: 'Vote', why: `You hold the vote of ${told.giver}, which it took back from ${told.holder}. Without it the seat is recorded as not voting.`, key: `ballot:${ballot.id}:${proxy.seat}`,
  }))
}
