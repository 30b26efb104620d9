import { Subject } from '../acts.ts'
import type { Story } from '../history.ts'

/** The Data Act, frozen and under ballot: seven of eleven seats have voted, and nobody sees how. */
export const aBallotUnderWay: Story = world => {
  const draft = new Subject(world, 'tc5')
  return [
    { day: -320, does: () => draft.open('secretary', {
      title: 'Access to data from connected products', template: 'legal', languages: ['en'],
      scope: 'Who may use the data that a connected product makes, and on what terms.',
      evidence: 'Regulation (EU) 2023/2854.', jurisdictions: ['EU', 'JP', 'KR'], existingInstruments: ['Regulation (EU) 2023/2854'],
    }) },
    { day: -310, does: () => draft.attest('secretary', 'problem-statement', 'Owners of machines cannot reach the data their machines make.') },
    { day: -309, does: () => draft.attest('secretary', 'duplicate-check', 'The data protection text does not cover data about machines.') },
    { day: -300, does: () => draft.move('chair', 'engagement') },
    { day: -299, does: () => draft.call('secretary', 'Which data do you need from a product you own, and how fast?', 61) },
    { day: -230, does: () => draft.attest('secretary', 'summary-of-input', '28 answers, most of them from farms and repair shops.', 'N 88') },
    { day: -229, does: () => draft.move('chair', 'drafting') },
    { day: -228, does: () => draft.bring('drafter1', 'eu-data-act-articles.json') },
    { day: -225, does: () => draft.mend('drafter1') },
    { day: -180, does: () => draft.move('chair', 'negotiation') },
    { day: -60, does: () => draft.attestByEachSeat('conflicts-of-interest', body => (body === 'sme' ? 'Several of our members make connected products; we vote by our general assembly’s instruction.' : 'Nothing to declare.')) },
    { day: -20, does: () => draft.move('chair', 'adoption') },
    { day: -18, does: () => draft.openBallot('secretary', 32, 'Shall the text on access to data from connected products be adopted?') },
    { day: -12, does: async () => {
      for (const body of ['br', 'fr', 'za', 'univ']) await draft.vote(body, 'yes')
      await draft.vote('us', 'no', 'Article 32 asks providers to refuse what another law may order them to do.')
      await draft.vote('hosp', 'yes', 'We support the text. Article 4 would be clearer with an example from medical devices.')
      await draft.vote('sme', 'abstain')
    } },
  ]
}
