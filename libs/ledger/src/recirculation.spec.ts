import { appendTo, conceal, hashOf, type DraftRecord, type RecordedBallot } from './index.ts'
import { chain, filesOf, opensAt, sample, sha256, type Sample } from '../cases/record.ts'
import { verifyRecord } from './verify.ts'

const rule = { id: 'generic.simple', title: 'Simple' }

/** More yes than no, the latest vote of a seat; and the places of the votes that stand. */
const recount = (ballot: RecordedBallot) => {
  const latest = new Map(ballot.votes.map((vote, place) => [vote.seat, { choice: vote.choice, place }]))
  const yes = [...latest.values()].filter(({ choice }) => choice === 'yes').length
  return { outcome: yes > latest.size - yes ? 'approved' : 'rejected', tallies: { no: latest.size - yes, yes }, standing: [...latest.values()].map(({ place }) => place) }
}

/** The sample, whose ballot was recirculated: the seat ke changed its vote, with a reason about one part; the two others stand. */
function recirculated(): Sample {
  const plain = sample(rule, { no: 1, yes: 2 })
  const [entries, openings] = [[...plain.entries], [...plain.openings]]
  const before = plain.record.ballots[0]!
  const act = (kind: string, facts: Record<string, unknown>) => {
    const entry = appendTo(entries.at(-1)!, { chain, kind, actor: 'someone', at: `2027-05-02T10:00:00.0000${entries.length}Z`, facts }, sha256)
    entries.push(entry)
    return entry
  }
  const closed = (path: string, value: unknown): object => {
    const { shown, opening } = conceal(value, sha256(`salt ${openings.length}`), sha256)
    openings.push({ chain, seq: entries.length + 1, path, ...opening })
    return shown
  }
  const scope = { changed: ['a2'], openNegatives: [] }
  const closesAt = '2027-06-01T00:00:00.000000Z'
  const opened = act('ballot.opened', {
    ballot: 'b2', edition: 1, hash: before.editionHash, rule: rule.id, ruleHash: hashOf(rule, sha256), rollHash: before.rollHash, opensAt, closesAt, recirculates: 'b1', scope,
  })
  const cast = act('vote.cast', { ballot: 'b2', seat: 'ke', choice: closed('choice', 'yes'), reason: closed('reason', 'Now it is clear'), parts: closed('parts', ['a2']) })
  act('ballot.closed', { ballot: 'b2', outcome: 'approved' })
  const stood = [1, 2, 3].map(place => before.votes[place]!)
  const own = { seat: 'ke', choice: 'yes', reason: 'Now it is clear', parts: ['a2'], at: cast.at, entry: cast.seq }
  const ballot: RecordedBallot = {
    ...before, id: 'b2', recirculates: 'b1', scope, closesAt, votes: [...stood.map(vote => ({ ...vote, carried: true })), own],
    result: { outcome: 'approved', tallies: { no: 0, yes: 3 }, sentence: 'Approved: 3 yes.' }, entry: opened.seq,
  }
  const head = entries.at(-1)!
  const record: DraftRecord = { ...plain.record, ballots: [before, ballot], heads: { [chain]: { seq: head.seq, hash: head.hash } } }
  return { ...plain, entries, openings, record }
}

type Change = (ballots: RecordedBallot[], votes: Record<string, unknown>[]) => void
function findings(change: Change = () => undefined, count: Parameters<typeof verifyRecord>[2] = recount): string {
  const made = recirculated()
  const ballots = structuredClone(made.record.ballots) as RecordedBallot[]
  change(ballots, ballots[1]?.votes as unknown as Record<string, unknown>[])
  return verifyRecord(filesOf({ ...made, record: { ...made.record, ballots } }), sha256, count).map(({ place, message }) => `${place} ${message}`).join('\n')
}

test('[ledger-14] a recirculation as it was exported holds', () => {
  expect(findings()).toBe('')
})

test.each<[string, string, Change]>([
  ['a vote carried over that is left out', 'not those that stood', (_, votes) => { votes.shift() }],
  ['a vote carried over with another choice', 'not those that stood', (_, votes) => { votes[0]!['choice'] = 'no' }],
  ['a vote carried over that was changed before the close', 'not those that stood', (ballots, votes) => { votes[2] = { ...ballots[0]!.votes[0], carried: true } }],
  ['a vote carried over by a seat that is not on the roll', 'is not on the roll', (_, votes) => { votes[0]!['seat'] = 'xx' }],
  ['another round before', 'ballots[1].recirculates', ballots => { ballots[1] = { ...ballots[1]!, recirculates: 'b0' } }],
  ['a recirculation that says it is none', 'in recirculates', ballots => { ballots[1] = { ...ballots[1]!, recirculates: undefined } as never }],
  ['a ballot that says it is a recirculation', 'in recirculates', ballots => { ballots[0] = { ...ballots[0]!, recirculates: 'b2' } }],
  ['another scope', 'in scope', ballots => { ballots[1] = { ...ballots[1]!, scope: { changed: [], openNegatives: ['a2'] } } }],
  ['no scope', 'in scope', ballots => { ballots[1] = { ...ballots[1]!, scope: undefined } as never }],
  ['a reason about other parts', 'in parts', (_, votes) => { votes[3]!['parts'] = ['a1'] }],
  ['a reason about no parts', 'in parts', (_, votes) => { delete votes[3]!['parts'] }],
  ['parts that the ledger knows nothing of', 'in parts', ballots => { (ballots[0]!.votes[0] as { parts?: string[] }).parts = ['a1'] }],
])('[ledger-14] %s is found', (_, message, change) => {
  expect(findings(change)).toContain(message)
})

test('[ledger-9] seats that had to vote and did not are those the ledger names', () => {
  expect(findings(ballots => { ballots[0] = { ...ballots[0]!, result: { ...ballots[0]!.result!, missed: ['fr'] } } })).toContain('ballots[0].result.missed')
})

test('[ledger-14] where the round before cannot be counted, or who counts does not say which votes stood, that is told', () => {
  const failing = (ballot: RecordedBallot) => {
    if (ballot.id === 'b1') throw new RangeError('No rule.')
    return recount(ballot)
  }
  expect(findings(undefined, failing)).toContain('ballots[1].recirculates The round before is not in the record, or its votes cannot be counted.')
  expect(findings(undefined, ballot => ({ outcome: recount(ballot).outcome, tallies: recount(ballot).tallies }))).toContain('ballots[1].recirculates')
})
