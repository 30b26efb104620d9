import { attestedGate } from '../attested.ts'

/** Those who adopted the text have reported what they did with it. */
export const implementationReports = attestedGate('implementation-reports', {
  title: 'Implementation reports',
  by: ['chair', 'secretary'],
  eachSeat: false,
  statement: 'Implementation reports of those who adopted the text were received.',
})
