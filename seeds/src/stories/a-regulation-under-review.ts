import { Subject } from '../acts.ts'
import type { Story } from '../history.ts'

/** The General Data Protection Regulation, adopted long enough ago that its review opened by itself. */
export const aRegulationUnderReview: Story = world => {
  const draft = new Subject(world, 'tc5')
  return [
    { day: -2100, does: () => draft.open('secretary', {
      title: 'General Data Protection Regulation', template: 'legal', languages: ['en'],
      scope: 'Protection of natural persons with regard to the processing of personal data, and the free movement of such data.',
      evidence: 'Regulation (EU) 2016/679.', jurisdictions: ['EU', 'BR', 'ZA', 'KE'], existingInstruments: ['Regulation (EU) 2016/679', 'LGPD, Law 13.709/2018', 'POPIA, Act 4 of 2013'],
    }) },
    { day: -2095, does: () => draft.attest('secretary', 'problem-statement', 'Transfers between members rest on eleven different texts.') },
    { day: -2094, does: () => draft.attest('secretary', 'duplicate-check', 'None found.') },
    { day: -2080, does: () => draft.move('chair', 'engagement') },
    { day: -2078, does: () => draft.call('secretary', 'Which rights of the person are missing in your law, and which go further?', 61) },
    { day: -2010, does: () => draft.attest('secretary', 'summary-of-input', '73 answers; the summary lists them by Article.', 'N 9') },
    { day: -2009, does: () => draft.move('chair', 'drafting') },
    { day: -2008, does: () => draft.bring('drafter2', 'gdpr-gdprtext.json') },
    { day: -2005, does: () => draft.mend('drafter2') },
    { day: -1970, does: () => draft.move('chair', 'negotiation') },
    { day: -1760, does: () => draft.attestByEachSeat('conflicts-of-interest', () => 'Nothing to declare.') },
    { day: -1745, does: () => draft.move('chair', 'adoption') },
    { day: -1744, does: () => draft.openBallot('secretary', 31) },
    { day: -1725, does: async () => {
      for (const body of ['br', 'fr', 'jp', 'ke', 'mx', 'za', 'civil', 'univ', 'hosp']) await draft.vote(body, 'yes')
      await draft.vote('sme', 'no', 'The record of processing in Article 30 weighs most on those with the fewest people.')
    } },
    { day: -1683, does: () => draft.move('chair', 'implementation') },
  ]
}
