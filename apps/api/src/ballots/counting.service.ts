import { randomBytes } from 'node:crypto'
import { type Batch, batchHash, batchOf, decide, leftOut, missedOf, type PublishedPaper, type Roll, turning, type Vote, votesOfPapers } from '@plenary/ballots'
import { hashOf } from '@plenary/ledger'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { sha256 } from '../ledger/ledger.service.ts'
import { Jobs } from '../platform/jobs.ts'
import type { Ballot, MissedSeat, Publication, StoredResult, TallyLine } from './ballot.entity.ts'
import { BallotKeys } from './ballot-keys.service.ts'
import { DESTROY_KEYS } from './ballot-record.service.ts'
import { BoxService } from './box.service.ts'
import { CastVotes } from './cast-votes.service.ts'

const hash = (value: unknown): string => hashOf(value, sha256)

/** Counts a ballot by its kind, in the transaction that closes it. */
@Injectable()
export class CountingService implements OnModuleInit {
  constructor(
    private readonly votes: CastVotes,
    private readonly box: BoxService,
    private readonly keys: BallotKeys,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ ballotId: string; keyPlace: string }>(DESTROY_KEYS, ({ ballotId, keyPlace }) => this.keys.destroy(ballotId, keyPlace))
  }

  /** The result, as it is stored. Null when the papers cannot be opened because their key is lost. */
  async count(tx: EntityManager, ballot: Ballot): Promise<Omit<StoredResult, 'closedAt'> | null> {
    const roll = await this.votes.roll(tx, ballot.id)
    const log = await this.votes.log(tx, ballot.id)
    const missed = await this.missed(tx, ballot, roll)
    if (ballot.kindData.publishes === 'votes') return { ...this.decided(ballot, roll, log), missed, tallies: await this.lines(tx, ballot.id) }
    const batch = ballot.kindData.holds === 'sealed' ? await this.opened(tx, ballot) : await this.shuffled(tx, ballot.id)
    if (batch === null) return null
    const publication = await this.publish(tx, ballot, batch)
    return { ...this.decided(ballot, roll, votesOfPapers(roll, batch.papers, ballot.opensAt.toISOString())), missed, tallies: linesOf(batch.papers), publication }
  }

  /** The seats that had to vote and did not; an abstention, a recusal and a vote carried over are votes. */
  private async missed(tx: EntityManager, ballot: Ballot, roll: Roll): Promise<MissedSeat[]> {
    if (ballot.ruleData.obliged === undefined) return []
    return missedOf(ballot.ruleData, roll, new Set(await this.votes.participants(tx, ballot))).map(({ seat, name }) => ({ seatId: seat, name }))
  }

  private decided(ballot: Ballot, roll: Roll, log: readonly Vote[]) {
    const facts = { closesAt: ballot.closesAt.toISOString() }
    const counted = decide(ballot.ruleData, roll, log, facts)
    // A ballot is not opened under a rule that asks for what nobody will give.
    if (!counted.ok) throw new Error(`The ballot ${ballot.id} cannot be counted: ${counted.refusal.message}`)
    const { outcome, passes, sentence, criteria, tallies } = counted.value
    const more = { leftOut: leftOut(ballot.ruleData, roll, log, facts), turning: turning(ballot.ruleData, roll, log, facts) }
    return { outcome, passes, sentence, criteria: [...criteria], ...more, exact: tallies }
  }

  private lines(tx: EntityManager, ballotId: string): Promise<TallyLine[]> {
    return tx.query<TallyLine[]>(
      `select vote.choice, count(*)::int as count, sum(roll_entry.weight)::int as weight
       from vote join roll_entry using (ballot_id, seat_id) where ballot_id = $1 group by vote.choice order by vote.choice`, [ballotId]) as Promise<TallyLine[]>
  }

  private async opened(tx: EntityManager, ballot: Ballot): Promise<Batch | null> {
    const papers = await this.box.open(tx, ballot)
    return papers && batchOf(ballot.id, ballot.ruleData, papers)
  }

  /** Papers for votes that were cast openly: with a tracker that nobody was told, so that they stand in an order that says nothing. */
  private async shuffled(tx: EntityManager, ballotId: string): Promise<Batch> {
    const votes = await tx.query<{ choice: string; reason: string }[]>('select choice, reason from vote where ballot_id = $1', [ballotId])
    const papers = votes.map(({ choice, reason }) => ({ choice, reason: reason || null, tracker: randomBytes(16).toString('hex') }))
    return { papers: papers.sort((one, other) => (one.tracker < other.tracker ? -1 : 1)), unreadable: 0, clashing: 0 }
  }

  private async publish(tx: EntityManager, ballot: Ballot, { papers, unreadable, clashing }: Batch): Promise<Publication> {
    await tx.query(
      `insert into published_paper (ballot_id, tracker, choice, reason)
       select $1, tracker, choice, reason from json_to_recordset($2::json) as paper(tracker text, choice text, reason text) order by tracker collate "C"`,
      [ballot.id, JSON.stringify(papers)])
    const participants = await this.votes.participants(tx, ballot)
    return {
      participants: participants.length, papers: papers.length, unreadable, clashing, papersHash: batchHash(papers, hash), participantsHash: hash(participants),
    }
  }
}

function linesOf(papers: readonly PublishedPaper[]): TallyLine[] {
  const counts = new Map<string, number>()
  for (const { choice } of papers) counts.set(choice, (counts.get(choice) ?? 0) + 1)
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([choice, count]) => ({ choice, count, weight: count }))
}
