export { blockingInWords, blockingSet, type BlockingSet } from './blocking.ts'
export { countCase, readCase, type BallotCase } from './case.ts'
export type { Criterion } from './criterion.ts'
export { decide, decidePapers, outcomeInWords, passesBy, proxiesOf, quorumOf, type BallotResult } from './decide.ts'
export { figureNames, wanting, type Context, type Wanting } from './figures.ts'
export { before, compareInstants, isInstant } from './instant.ts'
export type { Paper } from './paper.ts'
export { choicesOf, castVote, rollHash, rollStatement, takesPart, takesVotes, type Ballot, type Presence, type Roll, type RollSeat, type Vote, type VoteCast } from './vote.ts'
export {
  leaving, standingChoices, type Asked, type BallotRule, type Compared,
  type Comparison, type Figure, type Measure, type Quantity, type Step, type Test, type ToldOutcome, type Where,
} from './rule.ts'
export { carriedOver, isInScope, openNegatives, scoped, standingAt, type OpenNegative, type Scope } from './recirculation.ts'
export { missedBy, missedIn, missedOf, type HeldBallot, type Missed } from './turnout.ts'
export { readRule } from './rule-reader.ts'
export { populations, rules, ruleOf } from './rulebooks/index.ts'
export { populate, populationsOn, readPopulations, type Populated, type PopulationEdition, type Populations } from './populations.ts'
export { markAttendance, mayVoteAt, openOnFloor, presenceAt, rollAt, stillPresent, type Mark, type MeetingStand } from './meeting.ts'
export { countPapers, talliesOf, type Counted, type Reported, type Tallies, type Whole } from './tally.ts'
export { leftOut } from './left-out.ts'
export { turning, turningInWords, turningsOf, type Turning } from './turning.ts'
export { contested, contestVote, enterVote, isContested, mayBeEntered, type Coming, type Entered, type EnteredVote } from './entered.ts'
export { changedRoll, changeInWords, confirmChange, proposeChange, type Amended, type HashedRoll, type ProposedChange, type RollChange } from './roll-change.ts'
export { castByProxy, endsProxy, giveProxy, mayVoteByProxy, takeBackProxy, type Proxy, type Proxying } from './proxy.ts'
export { annulBallot, closeEarly, extendBallot, type Conducted } from './conduct.ts'
export { FEWEST, kindOf, kinds, type BallotKind, type Moment } from './kinds/index.ts'
export { ballotPolicy, type BallotPolicy } from './policy.ts'
export {
  batchHash, batchOf, batchStatement, PAPER_LENGTH, paperStatement, readPaper, receiptStatement, sealedFor, votesOfPapers, writePaper,
  type Batch, type Paper as SecretPaper, type PublishedPaper,
} from './secrecy.ts'
export { visible, type Viewer, type Visible } from './visible.ts'
