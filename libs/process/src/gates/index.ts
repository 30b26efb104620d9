import type { Gate } from '../gate.ts'
import { adoptionStands } from './adoption-stands.ts'
import { appealWindowOver } from './appeal-window-over.ts'
import { ballotLost } from './ballot-lost.ts'
import { ballotPassed } from './ballot-passed.ts'
import { callClosed } from './call-closed.ts'
import { categoriesCovered } from './categories-covered.ts'
import { commentsDispositioned } from './comments-dispositioned.ts'
import { consensusFound } from './consensus-found.ts'
import { conflictsOfInterest } from './conflicts-of-interest.ts'
import { coolingOff } from './cooling-off.ts'
import { duplicateCheck } from './duplicate-check.ts'
import { editionFrozen } from './edition-frozen.ts'
import { expertsNamed } from './experts-named.ts'
import { implementationReports } from './implementation-reports.ts'
import { interestsBalanced } from './interests-balanced.ts'
import { languagesPresent } from './languages-present.ts'
import { lastCallClear } from './last-call-clear.ts'
import { minimumTime } from './minimum-time.ts'
import { noOpenReasonedObjection } from './no-open-reasoned-objection.ts'
import { objectionsAnswered } from './objections-answered.ts'
import { patentsDeclared } from './patents-declared.ts'
import { problemStatement } from './problem-statement.ts'
import { referencesMature } from './references-mature.ts'
import { summaryOfInput } from './summary-of-input.ts'
import { textValid } from './text-valid.ts'

/** Every gate a rulebook may name. A gate of another body's is one more file and one more line. */
export const gates = {
  'problem-statement': problemStatement,
  'duplicate-check': duplicateCheck,
  'categories-covered': categoriesCovered,
  'call-closed': callClosed,
  'summary-of-input': summaryOfInput,
  'comments-dispositioned': commentsDispositioned,
  'no-open-reasoned-objection': noOpenReasonedObjection,
  'text-valid': textValid,
  'languages-present': languagesPresent,
  'conflicts-of-interest': conflictsOfInterest,
  'cooling-off': coolingOff,
  'last-call-clear': lastCallClear,
  'consensus-found': consensusFound,
  'edition-frozen': editionFrozen,
  'ballot-passed': ballotPassed,
  'appeal-window-over': appealWindowOver,
  'adoption-stands': adoptionStands,
  'implementation-reports': implementationReports,
  'minimum-time': minimumTime,
  'interests-balanced': interestsBalanced,
  'references-mature': referencesMature,
  'patents-declared': patentsDeclared,
  'experts-named': expertsNamed,
  'objections-answered': objectionsAnswered,
  'ballot-lost': ballotLost,
} satisfies Record<string, Gate>

/** The name of a gate. */
export type GateName = keyof typeof gates

/** Whether a gate of the house has this name. */
export const isGate = (name: string): name is GateName => Object.hasOwn(gates, name)
