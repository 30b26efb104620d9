import { carriedOver, openNegatives, type Roll, type Scope, type Vote } from '@plenary/ballots'
import { objectionStatuses, stands } from '@plenary/consensus'
import { buildLabels, compareEditions, type Label, referringTo, type TextDocument, titleOf, withHeld, withHolders } from '@plenary/document'
import type { Missing } from '@plenary/kernel'
import { type EarlierBallot, recirculationUnder, type RoundBefore } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { EditionsService } from '../drafts/editions.service.ts'
import type { Ballot } from './ballot.entity.ts'
import { CastVotes } from './cast-votes.service.ts'
import type { OpenNegative, ScopeClause } from './recirculation.entity.ts'

/** What a recirculation of a ballot is decided by, and what it would be about. */
export interface Prospect {
  readonly round: RoundBefore
  /** The edition it would be held on; null while there is none later than that of the round before. */
  readonly edition: Edition | null
  readonly standing: readonly Vote[]
  readonly roll: Roll
  readonly scope: Scope
  readonly clauses: ScopeClause[]
  readonly negatives: OpenNegative[]
  /** All ballots on the draft that count. */
  readonly earlier: EarlierBallot[]
  /** Comments and objections without a disposition. */
  readonly inputs: Missing[]
}

interface StandingObjection { readonly number: number; readonly by: string; readonly clauseId: string | null; readonly reason: string; readonly answer: string | null }
interface Texts { readonly before: TextDocument; readonly after: TextDocument; readonly labelOf: (clauseId: string) => string; readonly titleOf: (clauseId: string) => string }

const standing = objectionStatuses.filter(stands).map(status => `'${status}'`).join(', ')
const short = (words: string): string => (words.length > 80 ? `${words.slice(0, 79)}…` : words)
const named = (labels: ReadonlyMap<string, Label>, id: string): string | undefined => labels.get(id)?.label

/** Gathers what a recirculation is decided by: the votes that stand, what changed between the editions, and what of the round before is unresolved. */
@Injectable()
export class Prospects {
  constructor(private readonly votes: CastVotes, private readonly editions: EditionsService) {}

  async of(tx: EntityManager, draft: Draft, ballot: Ballot): Promise<Prospect> {
    const policy = recirculationUnder(rulebookFor(draft), ballot.rule, draft.stage)
    const byName = ballot.kindData.publishes === 'votes'
    const votes = byName ? carriedOver(await this.votes.log(tx, ballot.id), ballot.closesAt.toISOString()) : []
    const against = openNegatives(votes, policy?.negatives ?? [])
    const objections = await this.objections(tx, draft.id)
    const latest = await this.editions.latest(draft.id, tx)
    const edition = latest?.id === ballot.editionId ? null : latest
    const texts = await this.texts(tx, ballot.editionId, edition?.id ?? ballot.editionId)
    const held = await tx.query<{ number: number; editionHash: string; closedAt: Date | null }[]>(
      `select number, edition_hash as "editionHash", closed_at as "closedAt" from ballot where draft_id = $1 and state <> 'annulled' order by number`, [draft.id])
    const { clauses, changed } = changesOf(texts)
    const roll = await this.votes.roll(tx, ballot.id)
    const parts = [...against.flatMap(one => one.parts), ...objections.flatMap(one => one.clauseId ?? [])]
    return {
      round: {
        rule: ballot.rule, state: ballot.state, byName, passed: ballot.storedResult?.passes === true, openNegatives: against.length + objections.length,
        editionHash: ballot.editionHash, latest: held.every(one => one.number <= ballot.number),
      },
      edition, standing: votes, roll, clauses,
      scope: { changed, openNegatives: withHolders(texts.after, withHeld(texts.after, parts)) },
      negatives: [...namedNegatives(against, roll, texts), ...objections.map(one => ofObjection(one, texts))],
      earlier: held.map(({ editionHash, closedAt }) => ({ editionHash, closedAt: closedAt?.toISOString() ?? null })), inputs: await this.inputs(tx, draft.id, objections),
    }
  }

  /** The texts of these editions as data, in their order. */
  async documents(tx: EntityManager, editionIds: readonly string[]): Promise<(TextDocument | undefined)[]> {
    const rows = await tx.query<{ id: string; body: string }[]>('select id, body from edition where id = any($1)', [editionIds])
    const texts = new Map(rows.map(({ id, body }) => [id, JSON.parse(body) as TextDocument]))
    return editionIds.map(id => texts.get(id))
  }

  private async texts(tx: EntityManager, beforeId: string, afterId: string): Promise<Texts> {
    const [before, after] = await this.documents(tx, [beforeId, afterId])
    if (!before || !after) throw new Error(`Edition ${beforeId} or ${afterId} is gone.`)
    return { before, after, ...namesIn(before, after) }
  }

  private objections(tx: EntityManager, draftId: string): Promise<StandingObjection[]> {
    return tx.query<StandingObjection[]>(
      `select number, body.name as by, clause_id as "clauseId", reason, answer from objection join seat on seat.id = seat_id join body on body.id = seat.body_id
       where draft_id = $1 and status in (${standing}) order by number`, [draftId]) as Promise<StandingObjection[]>
  }

  private async inputs(tx: EntityManager, draftId: string, objections: readonly StandingObjection[]): Promise<Missing[]> {
    const comments = await tx.query<{ number: number; body: string }[]>("select number, body from comment where draft_id = $1 and status = 'open' order by number", [draftId])
    return [
      ...comments.map(({ number, body }) => ({ gate: 'comments-dispositioned', message: `Comment ${number} has no disposition: “${short(body)}”`, where: `/d/${draftId}/comments?status=open` })),
      ...objections.filter(one => one.answer === null).map(({ number, by, reason }) => ({
        gate: 'objections-answered', message: `Objection ${number} of ${by} has no answer: “${short(reason)}”`, where: `/d/${draftId}/objections`,
      })),
    ]
  }
}

function namedNegatives(against: ReturnType<typeof openNegatives>, roll: Roll, { labelOf }: Texts): OpenNegative[] {
  const names = new Map(roll.map(seat => [seat.seat, seat.name]))
  return against.map(({ seat, reason, parts }) => ({
    seatId: seat, seatName: names.get(seat) ?? seat, objection: null, reason, parts: [...parts], labels: parts.map(labelOf), answer: '',
  }))
}

const ofObjection = ({ number, by, clauseId, reason, answer }: StandingObjection, { labelOf }: Texts): OpenNegative => ({
  seatId: null, seatName: by, objection: number, reason, parts: clauseId === null ? [] : [clauseId], labels: clauseId === null ? [] : [labelOf(clauseId)], answer: answer ?? '',
})

/** How clauses are called: as in the new edition, or in the old one where they are gone. */
function namesIn(before: TextDocument, after: TextDocument): Pick<Texts, 'labelOf' | 'titleOf'> {
  const labelsOf = ({ clauses, template }: TextDocument): ReadonlyMap<string, Label> => buildLabels(clauses, template)
  const [old, fresh] = [labelsOf(before), labelsOf(after)]
  const titles = new Map([...before.clauses, ...after.clauses].map(clause => [clause.id, titleOf(clause)]))
  return { labelOf: id => named(fresh, id) ?? named(old, id) ?? 'a removed clause', titleOf: id => titles.get(id) ?? '' }
}

/** The clauses that differ or are affected, and all in which a reason is about them. */
function changesOf({ before, after, labelOf, titleOf: titled }: Texts): { clauses: ScopeClause[]; changed: string[] } {
  const differing = compareEditions(before, after)
  const ids = differing.map(one => one.clauseId)
  const affected = referringTo(after, ids)
  const moved = differing.filter(one => one.how === 'moved').map(one => one.clauseId)
  const removed = differing.filter(one => one.how === 'removed').map(one => one.clauseId)
  const clauses = [...differing, ...affected.map(clauseId => ({ clauseId, how: 'affected' }))]
  return {
    clauses: clauses.map(({ clauseId, how }) => ({ clauseId, how, label: labelOf(clauseId), title: titled(clauseId) })),
    changed: [...new Set([...withHolders(after, [...ids, ...withHeld(after, moved), ...affected]), ...withHolders(before, removed)])],
  }
}
