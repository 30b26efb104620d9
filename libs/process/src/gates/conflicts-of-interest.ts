import { attestedGate } from '../attested.ts'

/** Each participating seat has declared its conflicts of interest, or that it has none. */
export const conflictsOfInterest = attestedGate('conflicts-of-interest', {
  title: 'Conflicts of interest declared',
  by: ['head', 'delegate'],
  eachSeat: true,
  statement: 'The conflicts of interest of this seat are declared in full.',
})
