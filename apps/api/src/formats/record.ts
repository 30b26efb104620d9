import { type BallotRule, isInScope, type RollSeat, rollStatement, type Scope, standingAt } from '@plenary/ballots'
import {
  type ActSection, actSections, type DraftRecord, isCommitted, recordFormat, type RecordedAct, type RecordedBallot, type RecordedComment, type RecordedDecision,
  type RecordedPaper, type RecordedStage, type RecordedVote, type SealedEntry,
} from '@plenary/ledger'
import type { PlacedOpening } from '../ledger/ledger.service.ts'

/** A ballot as its tables hold it. Its votes come from the ledger, the changed ones included. */
export interface HeldBallot {
  readonly id: string
  readonly edition: number
  readonly editionHash: string
  readonly rule: BallotRule
  readonly roll: readonly RollSeat[]
  readonly rollHash: string
  readonly kind: string
  /** The ballot it recirculates, and what it is about; null where it is none. */
  readonly recirculates: string | null
  readonly scope: Scope | null
  /** Of a ballot without names; null of a recorded one. */
  readonly publication: { readonly participants: readonly string[]; readonly papers: readonly RecordedPaper[] } | null
  readonly result: RecordedBallot['result']
}

/** What a record is put together from: the ledger of the draft, opened as far as the reader may see, and what the tables hold beside it. */
export interface RecordSources {
  readonly draft: DraftRecord['draft']
  readonly exportedAt: string
  readonly entries: readonly SealedEntry[]
  readonly openings: ReadonlyMap<number, readonly PlacedOpening[]>
  readonly heads: DraftRecord['heads']
  readonly adopted: readonly number[]
  readonly ballots: readonly HeldBallot[]
  readonly decisions: readonly (Pick<RecordedDecision, 'id' | 'number' | 'figures'>)[]
  readonly comments: readonly Pick<RecordedComment, 'id' | 'number' | 'type' | 'body' | 'quote'>[]
}

const text = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '')

/** Puts the record of a draft together. Everything that happened is read from the ledger, so that the record cannot say anything else. */
export function recordOf(sources: RecordSources): DraftRecord {
  const { entries } = sources
  const of = (...kinds: readonly string[]): readonly SealedEntry[] => entries.filter(entry => kinds.includes(entry.kind))
  const opened = (entry: SealedEntry, path: string): string | null => {
    const opening = sources.openings.get(entry.seq)?.find(one => one.path === path)
    return typeof opening?.value === 'string' ? opening.value : null
  }

  const valueOf = (entry: SealedEntry, name: string, fact: unknown): unknown =>
    (isCommitted(fact) ? sources.openings.get(entry.seq)?.find(one => one.path === name)?.value ?? null : fact)
  const shown = (entry: SealedEntry): RecordedAct => ({
    act: entry.kind, at: entry.at, facts: Object.fromEntries(Object.entries(entry.facts).map(([name, fact]) => [name, valueOf(entry, name, fact)])), entry: entry.seq,
  })

  const stages = of('draft.opened', 'stage.moved', 'stage.takenBack').map((entry): RecordedStage => ({
    from: entry.kind === 'draft.opened' ? null : text(entry.facts['from']),
    to: text(entry.facts[entry.kind === 'draft.opened' ? 'stage' : 'to']),
    at: entry.at, takenBack: entry.kind === 'stage.takenBack',
    overridden: Array.isArray(entry.facts['overridden']) ? entry.facts['overridden'].map(text) : [],
    reason: entry.kind === 'draft.opened' ? null : opened(entry, 'reason'), entry: entry.seq,
  }))

  const editions = of('edition.frozen').map(entry => {
    const number = Number(entry.facts['edition'])
    return { number, hash: text(entry.facts['hash']), frozenAt: entry.at, adopted: sources.adopted.includes(number), file: `editions/${number}.json`, entry: entry.seq }
  })

  const built = new Map<string, RecordedBallot>()
  const ballots = sources.ballots.flatMap((ballot): RecordedBallot[] => {
    const opening = of('ballot.opened').find(entry => entry.facts['ballot'] === ballot.id)
    if (!opening) return []
    const { publication, recirculates, scope, ...kept } = ballot
    const own = publication ? [] : of('vote.cast').filter(entry => entry.facts['ballot'] === ballot.id).flatMap((entry): RecordedVote[] => {
      const choice = opened(entry, 'choice')
      if (choice === null) return []
      const holder = entry.facts['proxyHolder']
      const parts = valueOf(entry, 'parts', entry.facts['parts'])
      const named = Array.isArray(parts) ? parts.map(text) : []
      const whose = { seat: text(entry.facts['seat']), ...(holder === undefined ? {} : { proxyHolder: text(holder) }) }
      const vote = { ...whose, choice, reason: opened(entry, 'reason'), at: entry.at, entry: entry.seq }
      return [{ ...vote, ...(Array.isArray(parts) ? { parts: named } : {}), ...(scope === null || isInScope(scope, named) ? {} : { outOfScope: true }) }]
    })
    const round = recirculates === null ? undefined : built.get(recirculates)
    const votes = [...(round ? standingAt(round.votes, round.endsAt ?? round.closesAt).map(vote => ({ ...vote, carried: true })) : []), ...own]
    const proxies = of('proxy.given', 'proxy.takenBack').filter(entry => entry.facts['ballot'] === ballot.id).map(shown)
    const moved = of('ballot.endMoved').filter(entry => entry.facts['ballot'] === ballot.id).at(-1)
    const recirculation = recirculates === null || scope === null ? {} : { recirculates, scope }
    const held = { ...kept, ...publication, ...recirculation, ...(moved ? { endsAt: text(moved.facts['closesAt']) } : {}), rule: { ...ballot.rule }, roll: rollStatement(ballot.roll) as RecordedBallot['roll'] }
    const cast = { votes, ...(proxies.length > 0 ? { proxies } : {}) }
    const recorded = { ...held, opensAt: text(opening.facts['opensAt']), closesAt: text(opening.facts['closesAt']), context: {}, ...cast, entry: opening.seq }
    built.set(ballot.id, recorded)
    return [recorded]
  })

  const decisions = of('decision.recorded').flatMap((entry): RecordedDecision[] => {
    const held = sources.decisions.find(one => one.id === entry.facts['decision'])
    return held ? [{ ...held, kind: text(entry.facts['kind']), outcome: text(entry.facts['outcome']), reason: opened(entry, 'reason'), at: entry.at, entry: entry.seq }] : []
  })

  // A disposition may be decided anew; the last one stands.
  const decided = new Map(of('comment.decided').map(entry => [text(entry.facts['comment']), entry]))
  const comments = sources.comments.map((comment): RecordedComment => {
    const entry = decided.get(comment.id)
    return entry
      ? { ...comment, disposition: text(entry.facts['disposition']), reason: opened(entry, 'reason'), entry: entry.seq }
      : { ...comment, disposition: null, reason: null, entry: null }
  })

  const acts = Object.fromEntries(Object.entries(actSections)
    .map(([section, belongs]) => [section, entries.filter(entry => belongs(entry.kind)).map(shown)])) as Record<ActSection, RecordedAct[]>

  return { format: recordFormat, exportedAt: sources.exportedAt, draft: sources.draft, heads: sources.heads, stages, editions, ballots, decisions, comments, ...acts }
}
