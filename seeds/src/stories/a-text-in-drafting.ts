import { Subject } from '../acts.ts'
import type { Story } from '../history.ts'

/** NIS2 in drafting, with comments of the public call still to be answered. */
export const aTextInDrafting: Story = world => {
  const draft = new Subject(world, 'tc5')
  return [
    { day: -200, does: () => draft.open('secretary', {
      title: 'Security of network and information systems', template: 'legal', languages: ['en'],
      scope: 'What essential and important entities do to manage risks, and whom they tell when something happens.',
      evidence: 'Directive (EU) 2022/2555.', jurisdictions: ['EU', 'MX', 'ZA'], existingInstruments: ['Directive (EU) 2022/2555'],
    }) },
    { day: -190, does: () => draft.attest('secretary', 'problem-statement', 'One incident is reported in five forms to five authorities.') },
    { day: -189, does: () => draft.attest('secretary', 'duplicate-check', 'None found.') },
    { day: -180, does: () => draft.move('chair', 'engagement') },
    { day: -179, does: () => draft.bring('drafter2', 'eu-nis2-articles.json') },
    { day: -178, does: () => draft.call('secretary', 'What do you report today, to whom, and within which time?', 62) },
    { day: -150, does: () => draft.comment('mx', 'notify, without undue delay', { type: 'technical', body: 'Give an outer limit in hours; “undue” is measured afterwards.', change: 'notify, without undue delay and in any event within 24 hours of becoming aware' }) },
    { day: -140, does: () => draft.comment('sme', 'appropriate and proportionate technical, operational and organisational measures', { type: 'general', body: 'Name a baseline that a firm of nine people can meet.' }) },
    { day: -130, does: () => draft.comment('univ', 'Taking into account the state-of-the-art', { type: 'editorial', body: 'No hyphens in “state of the art” here.', change: 'Taking into account the state of the art' }) },
    { day: -112, does: () => draft.attest('secretary', 'summary-of-input', '19 answers; the summary was sent to all seats.', 'N 97') },
    { day: -110, does: () => draft.move('chair', 'drafting') },
  ]
}
