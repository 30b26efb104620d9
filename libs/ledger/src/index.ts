export { canonicalForm, canonicalJson, hashOf, type Sha256 } from './canonical.ts'
export {
  appendTo, beforeFirst, committeeChain, draftChain, entryFormat, entryHash, entryText,
  type Act, type Entry, type EntryFacts, type Head, type SealedEntry,
} from './entry.ts'
export { verifyChain, type ChainFault } from './chain.ts'
export { commit, commitmentsIn, conceal, openCommitment, type Commitment, type Opening } from './commitment.ts'
export { readBundle, type Bundle, type BundleFiles } from './bundle.ts'
export {
  actSections, recordFormat, type ActSection, type DraftRecord, type PlacedOpening, type RecordedAct, type RecordedBallot, type RecordedComment,
  type RecordedDecision, type RecordedEdition, type RecordedPaper, type RecordedStage, type RecordedVote,
} from './record.ts'
export { type Recount } from './ballot-check.ts'
export { isCommitted, type Finding } from './evidence.ts'
export { verifyRecord } from './verify.ts'
