import { attestedGate } from '../attested.ts'

/** The problem the draft is to solve is stated and accepted. */
export const problemStatement = attestedGate('problem-statement', {
  title: 'Problem statement',
  by: ['chair', 'secretary'],
  eachSeat: false,
  statement: 'The problem statement names scope, evidence, affected jurisdictions and existing instruments, and was accepted.',
})
