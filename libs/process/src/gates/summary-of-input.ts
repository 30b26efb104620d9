import { attestedGate } from '../attested.ts'

/** The input of the public call is summarised and published. */
export const summaryOfInput = attestedGate('summary-of-input', {
  title: 'Summary of input',
  by: ['chair', 'secretary'],
  eachSeat: false,
  statement: 'A summary of the input received in the public call was published.',
})
