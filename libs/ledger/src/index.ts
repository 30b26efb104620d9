export { canonicalForm, canonicalJson, hashOf, type Sha256 } from './canonical.ts'
export {
  appendTo, beforeFirst, committeeChain, draftChain, entryFormat, entryHash, entryText,
  type Act, type Entry, type EntryFacts, type Head, type SealedEntry,
} from './entry.ts'
export { verifyChain, type ChainFault } from './chain.ts'
export { commit, commitmentsIn, conceal, openCommitment, type Commitment, type Opening } from './commitment.ts'
