import { checkShown } from './act-check.ts'
import { hashOf, type Sha256 } from './canonical.ts'
import type { SealedEntry } from './entry.ts'
import { differences, inRecord, same, untimely, type Evidence, type Finding } from './evidence.ts'
import type { DraftRecord, RecordedBallot, RecordedVote } from './record.ts'

/**
 * Counts a ballot again from its rule, roll and votes. Handed in, so that the ledger knows no counting. Throws when it cannot count. `standing` are the
 * places of the votes that stood at its close; without them a recirculation cannot be checked.
 */
export type Recount = (ballot: RecordedBallot) => { readonly outcome: string; readonly tallies: unknown; readonly standing?: readonly number[] }

function checkOpening(ballot: RecordedBallot, record: DraftRecord, evidence: Evidence, sha256: Sha256, place: string): readonly Finding[] {
  const found: Finding[] = []
  const edition = record.editions.find(one => one.number === ballot.edition)
  if (edition?.hash !== ballot.editionHash) found.push(inRecord(`${place}.editionHash`, 'The ballot names a text that is none of the editions.'))
  if (hashOf(ballot.roll, sha256) !== ballot.rollHash) found.push(inRecord(`${place}.rollHash`, 'The roll does not have the hash it carries.'))
  const seats = new Set(ballot.roll.map(seat => seat.seat))
  if (seats.size !== ballot.roll.length) found.push(inRecord(`${place}.roll`, 'A seat stands twice on the roll.'))
  const entry = evidence.take(ballot.entry, 'ballot.opened')
  if (entry === null) return [...found, inRecord(`${place}.entry`, `Entry ${ballot.entry} of the ledger does not open this ballot.`)]
  const { id, opensAt, closesAt, rollHash, rule } = ballot
  const moved = evidence.entries.filter(one => one.kind === 'ballot.endMoved' && one.facts['ballot'] === id).at(-1)?.facts['closesAt']
  if (moved !== ballot.endsAt) found.push(inRecord(`${place}.endsAt`, 'The ledger moved the end of the ballot to another instant, or not at all.'))
  // Ballots opened before there were kinds name none; all were recorded.
  if ((entry.facts['kind'] ?? 'recorded') !== (ballot.kind ?? 'recorded')) found.push(inRecord(`${place}.kind`, 'The ledger opened a ballot of another kind.'))
  const round = entry.facts['recirculates'] === undefined && ballot.recirculates === undefined ? {} : { recirculates: ballot.recirculates ?? null, scope: ballot.scope ?? null }
  const facts = { ...round, ballot: id, edition: ballot.edition, hash: ballot.editionHash, rule: rule.id, ruleHash: hashOf(rule, sha256), rollHash, opensAt, closesAt }
  return [...found, ...differences(evidence, entry, facts, place)]
}

const isProxyAct = (kind: string): boolean => kind === 'proxy.given' || kind === 'proxy.takenBack'

/** Whether, when this entry was made, the seat had given its vote to this holder, had not taken it back and had not voted itself. */
function hadGiven(evidence: Evidence, { facts, seq }: SealedEntry): boolean {
  const about = evidence.entries.slice(0, seq - 1).filter(one => one.facts['ballot'] === facts['ballot'] && one.facts['seat'] === facts['seat'])
  const last = about.filter(one => isProxyAct(one.kind) || (one.kind === 'vote.cast' && one.facts['proxyHolder'] === undefined)).at(-1)
  return last?.kind === 'proxy.given' && last.facts['holder'] === facts['proxyHolder']
}

/** What was given by proxy and taken back: each act with its entry, under its own ballot, and none left out. */
function checkProxies({ id, proxies = [] }: RecordedBallot, evidence: Evidence, place: string): readonly Finding[] {
  const shown = checkShown(proxies, isProxyAct, evidence, `${place}.proxies`)
  const foreign = proxies.flatMap((one, index) => (one.facts['ballot'] === id ? [] : [inRecord(`${place}.proxies[${index}]`, 'This was given or taken back in another ballot.')]))
  const unshown = evidence.untaken('proxy.given', 'proxy.takenBack').filter(entry => entry.facts['ballot'] === id)
  return [...shown, ...foreign, ...unshown.map(entry => inRecord(`${place}.proxies`, `The ledger holds a proxy in entry ${entry.seq} that the record leaves out.`))]
}

/** The clauses of a reason, where the ledger holds any: votes cast before there were recirculations name none. */
const partsOf = ({ parts }: RecordedVote, entry: SealedEntry): { readonly parts?: unknown } => (parts === undefined && entry.facts['parts'] === undefined ? {} : { parts: parts ?? null })

/** The votes that stood when a ballot closed, as a recirculation takes them over; null where they cannot be known. */
function standingOf(ballot: RecordedBallot, evidence: Evidence, recount: Recount): readonly RecordedVote[] | null {
  try {
    return recount(countable(ballot, evidence)).standing?.map(place => ballot.votes[place] as RecordedVote) ?? null
  } catch {
    // What cannot be counted is told where that ballot itself is checked.
    return null
  }
}

/** Checks that a recirculation begins with the votes that stood in the round before, all of them and no other. */
function checkCarried(ballot: RecordedBallot, record: DraftRecord, evidence: Evidence, recount: Recount, place: string): readonly Finding[] {
  const carried = ballot.votes.filter(vote => vote.carried === true)
  if (ballot.recirculates === undefined && carried.length === 0) return []
  const before = record.ballots.slice(0, record.ballots.indexOf(ballot)).find(one => one.id === ballot.recirculates)
  const standing = before === undefined ? null : standingOf(before, evidence, recount)
  if (standing === null) return [inRecord(`${place}.recirculates`, 'The round before is not in the record, or its votes cannot be counted.')]
  const plain = (votes: readonly RecordedVote[]) => [...votes].sort((a, b) => a.entry - b.entry).map(({ carried: _, ...vote }) => vote)
  return same(plain(standing), plain(carried)) ? [] : [inRecord(`${place}.votes`, 'The votes carried over are not those that stood when the round before closed.')]
}

function checkVotes(ballot: RecordedBallot, evidence: Evidence, place: string): readonly Finding[] {
  const seats = new Set(ballot.roll.map(seat => seat.seat))
  return ballot.votes.flatMap((vote, index): readonly Finding[] => {
    const at = `${place}.votes[${index}]`
    if (!seats.has(vote.seat)) return [inRecord(`${at}.seat`, `The seat ${vote.seat} is not on the roll.`)]
    if (vote.carried === true) return []
    const entry = evidence.take(vote.entry, 'vote.cast')
    if (entry === null) return [inRecord(`${at}.entry`, `Entry ${vote.entry} of the ledger does not cast this vote.`)]
    const { seat, choice, reason, proxyHolder = null } = vote
    const ungiven = proxyHolder === null || hadGiven(evidence, entry) ? [] : [inRecord(`${at}.proxyHolder`, 'The ledger knows of no proxy by which this vote was cast.')]
    const facts = { ballot: ballot.id, seat, choice, reason, proxyHolder, ...partsOf(vote, entry) }
    return [...untimely(entry, vote.at, `${at}.at`), ...ungiven, ...differences(evidence, entry, facts, at)]
  })
}

/** The ballot as it is counted: a reason the reader may not see still makes its vote a reasoned one. */
const countable = (ballot: RecordedBallot, evidence: Evidence): RecordedBallot => ({
  ...ballot,
  votes: ballot.votes.map(vote => {
    const given = evidence.entries[vote.entry - 1]?.facts.reason ?? null
    return { ...vote, reason: vote.reason ?? (given === null ? null : 'A reason that is closed to this reader.') }
  }),
})

const withoutNames = (ballot: RecordedBallot): boolean => ballot.kind !== undefined && ballot.kind !== 'recorded'

/** Checks what a ballot without names published: the hashes that the ledger closed it with, and that there is one paper for each seat that took part. */
function checkPublication(ballot: RecordedBallot, closing: SealedEntry, sha256: Sha256, place: string): readonly Finding[] {
  const { papers = [], participants = [] } = ballot
  const given = closing.facts['publication']
  const said = typeof given === 'object' && given !== null ? given as Readonly<Record<string, unknown>> : {}
  const found: Finding[] = []
  if (hashOf(papers, sha256) !== said['papersHash']) found.push(inRecord(`${place}.papers`, 'The papers are not those that were published at the close.'))
  if (hashOf(participants, sha256) !== said['participantsHash']) found.push(inRecord(`${place}.participants`, 'Those who took part are not those whom the ledger names.'))
  const seats = new Set(ballot.roll.map(seat => seat.seat))
  const stranger = participants.find(seat => !seats.has(seat))
  if (stranger !== undefined) found.push(inRecord(`${place}.participants`, `The seat ${stranger} is not on the roll.`))
  if (new Set(papers.map(paper => paper.tracker)).size !== papers.length) found.push(inRecord(`${place}.papers`, 'Two papers carry the same tracker.'))
  const [unreadable, clashing] = [Number(said['unreadable']), Number(said['clashing'])]
  if (papers.length + unreadable + clashing !== new Set(participants).size) {
    found.push(inRecord(`${place}.papers`, `${participants.length} seats took part, but there are ${papers.length} papers, and ${unreadable + clashing} that were not taken.`))
  }
  return found
}

function checkResult(ballot: RecordedBallot, evidence: Evidence, sha256: Sha256, recount: Recount, place: string): readonly Finding[] {
  const closings = evidence.entries.filter(entry => entry.kind === 'ballot.closed' && entry.facts.ballot === ballot.id)
  if (ballot.result === null) return closings.length === 0 ? [] : [inRecord(`${place}.result`, 'The ledger closes this ballot; the record has no result.')]
  const closing = closings[0]
  if (closings.length !== 1 || closing?.facts.outcome !== ballot.result.outcome) {
    return [inRecord(`${place}.result`, 'The ledger does not close this ballot with this outcome.')]
  }
  if (!same(closing.facts['missed'] ?? [], ballot.result.missed ?? [])) {
    return [inRecord(`${place}.result.missed`, 'The ledger names other seats that had to vote in this ballot and did not.')]
  }
  if (withoutNames(ballot)) {
    const wrong = checkPublication(ballot, closing, sha256, place)
    if (wrong.length > 0) return wrong
  }
  // Of a ballot without names the record rightly leaves out who voted how.
  const unshown = withoutNames(ballot) ? [] : evidence.untaken('vote.cast').filter(entry => entry.facts.ballot === ballot.id)
  if (unshown.length > 0) return [inRecord(`${place}.votes`, `The ledger holds ${unshown.length} votes that the record leaves out, first entry ${unshown[0]?.seq}.`)]
  try {
    const again = recount(countable(ballot, evidence))
    if (again.outcome !== ballot.result.outcome) {
      return [inRecord(`${place}.result.outcome`, `Counted again the ballot is ${again.outcome}, not ${ballot.result.outcome}.`)]
    }
    return same(again.tallies, ballot.result.tallies) ? [] : [inRecord(`${place}.result.tallies`, 'Counted again the figures are others.')]
  } catch (error) {
    return [inRecord(place, `The ballot cannot be counted again: ${error instanceof Error ? error.message : String(error)}`)]
  }
}

/** Checks every ballot of a record: text, rule, roll, votes and result, each against the ledger, and counts it again. */
export function checkBallots(record: DraftRecord, evidence: Evidence, sha256: Sha256, recount: Recount): readonly Finding[] {
  const found = record.ballots.flatMap((ballot, index) => {
    const place = `ballots[${index}]`
    const opening = checkOpening(ballot, record, evidence, sha256, place)
    return [
      ...opening, ...checkVotes(ballot, evidence, place), ...checkCarried(ballot, record, evidence, recount, place), ...checkProxies(ballot, evidence, place),
      ...checkResult(ballot, evidence, sha256, recount, place),
    ]
  })
  const unshown = evidence.untaken('ballot.opened').map(entry => inRecord('ballots', `The ledger opens a ballot in entry ${entry.seq} that the record leaves out.`))
  return [...found, ...unshown]
}
