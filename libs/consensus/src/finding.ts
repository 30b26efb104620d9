import { accept, refusal, type Result } from '@plenary/kernel'
import type { ObjectionStatus } from './objection.ts'

/** What a chair can find: consensus; rough consensus, when an objection was answered but not accommodated; or that there is none. */
export type Consensus = 'consensus' | 'rough-consensus' | 'no-consensus'

/** What stands on the record when the chair finds it. */
export interface ConsensusRecord {
  readonly objections: readonly { readonly number: number; readonly by: string; readonly status: ObjectionStatus }[]
  readonly polls: readonly { readonly number: number; readonly title: string; readonly outcome: string; readonly sentence: string }[]
  readonly seats: number
  /** Seats that commented, objected or answered an instrument on this draft. */
  readonly heard: number
}

/** A finding with the record that supports it, in words. */
export interface ConsensusFound { readonly outcome: Consensus; readonly statement: string; readonly reason: string; readonly record: readonly string[] }

// An end that its seat brought about, or that came of its silence, leaves no opposition. The others leave one that is on record.
const settled: readonly ObjectionStatus[] = ['acknowledged', 'withdrawn', 'retracted', 'lapsed', 'resolved']
const answeredInSpite: readonly ObjectionStatus[] = ['proceeds', 'overruled']

const said: Readonly<Record<ObjectionStatus, string>> = {
  raised: 'is not triaged yet', triaged: 'is not answered yet', addressed: 'waits for its seat', sustained: 'is sustained and waits for a finding',
  acknowledged: 'was acknowledged by its seat', withdrawn: 'was withdrawn by its seat', retracted: 'was retracted', lapsed: 'lapsed: its seat was silent',
  resolved: 'was found resolved', proceeds: 'was answered and work proceeds in spite of it', appealed: 'is under appeal', upheld: 'was upheld on appeal', overruled: 'was overruled on appeal',
}

/** The record in sentences: who was heard, what became of each objection, what each instrument said. */
export function recordInWords(record: ConsensusRecord): readonly string[] {
  const { objections, polls, seats, heard } = record
  return [
    `${heard} of ${seats} participating ${seats === 1 ? 'seat' : 'seats'} spoke.`,
    ...(objections.length === 0 ? ['Nobody objected.'] : objections.map(({ number, by, status }) => `Objection ${number} of ${by} ${said[status]}.`)),
    ...polls.map(({ number, title, sentence }) => `${title} ${number}: ${sentence}`),
  ]
}

/**
 * Decides a chair's finding. All issues are addressed, though not all accommodated; which of the two it was follows from the record, not from the
 * chair. Refuses with: `statement-missing`, `reason-missing`, `unaddressed` (naming each objection).
 */
export function findConsensus(
  wanted: { readonly reached: boolean; readonly statement: string; readonly reason: string }, record: ConsensusRecord, where: string,
): Result<ConsensusFound> {
  const [statement, reason] = [wanted.statement.trim(), wanted.reason.trim()]
  if (statement === '') return refusal('statement-missing', 'Say on what there is, or is no, consensus.')
  if (reason === '') return refusal('reason-missing', 'A finding takes a reason: what supports it, and why each objection does not stand in the way.')
  const found = (outcome: Consensus): Result<ConsensusFound> => accept({ outcome, statement, reason, record: recordInWords(record) })
  if (!wanted.reached) return found('no-consensus')
  const unaddressed = record.objections.filter(({ status }) => !settled.includes(status) && !answeredInSpite.includes(status))
  if (unaddressed.length > 0) {
    return refusal('unaddressed', 'Consensus is found when every objection is addressed.',
      unaddressed.map(({ number, by, status }) => ({ gate: 'objection', message: `Objection ${number} of ${by} ${said[status]}.`, where })))
  }
  return found(record.objections.some(({ status }) => answeredInSpite.includes(status)) ? 'rough-consensus' : 'consensus')
}
