import { attestedGate } from '../attested.ts'

/** Somebody looked for existing work on the same matter. */
export const duplicateCheck = attestedGate('duplicate-check', {
  title: 'Duplicate check',
  by: ['chair', 'secretary'],
  eachSeat: false,
  statement: 'Existing instruments and work items were searched; this draft repeats none of them.',
})
