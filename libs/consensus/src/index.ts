export {
  actOn, actsOn, answerOutcomes, findings, objectionKinds, objectionStatuses, raised, raiseObjection, reconciliation, stands, turnOf,
  type AnswerOutcome, type Finding, type Objection, type ObjectionAct, type ObjectionKind, type ObjectionStatus, type ObjectionStep, type ObjectionTerms,
  type Reconciliation, type Turn,
} from './objection.ts'
export {
  appealEnds, appealInWords, appealStatuses, decideAppeal, fileAppeal, overdueAppeal, raiseAppeal, withdrawAppeal,
  type Appeal, type AppealFiled, type AppealStatus, type Contested, type WantedAppeal,
} from './appeal.ts'
export { longestStatement, stateMinority } from './statement.ts'
export {
  type Answer, type Binding, type Instrument, type Line, type Option, type Pair, type PollFacts, type PollResult, type PollSeat, type Round, type Side, type WantedPoll,
} from './instrument.ts'
export { instrumentOf, instruments, type InstrumentName } from './instruments/index.ts'
export { answerPoll, cancelPoll, closePoll, openPoll, takeBackAnswer, type OpeningFacts, type Poll, type PollOpened } from './poll.ts'
export { businessHoursInWords, businessMinutes } from './business-hours.ts'
export { findConsensus, recordInWords, type Consensus, type ConsensusFound, type ConsensusRecord } from './finding.ts'
