import { Subject } from '../acts.ts'
import type { Story } from '../history.ts'

const yes = ['br', 'fr', 'jp', 'ke', 'in', 'de', 'civil', 'univ', 'hosp']

/** Regulation (EU) 2024/1689 as adopted: balloted, published, in implementation. */
export const anActInForce: Story = world => {
  const draft = new Subject(world, 'tc3')
  return [
    { day: -1300, does: () => draft.open('secretary', {
      title: 'Artificial Intelligence Act, as adopted', template: 'legal', languages: ['en'],
      scope: 'Harmonised rules for artificial intelligence, taken over as the committee’s reference text.',
      evidence: 'Regulation (EU) 2024/1689, OJ L, 12.7.2024.', jurisdictions: ['EU'], existingInstruments: ['Regulation (EU) 2024/1689'],
    }) },
    { day: -1290, does: () => draft.attest('secretary', 'problem-statement', 'The committee takes over the reasons of the act.', 'Recitals 1 to 8') },
    { day: -1289, does: () => draft.attest('secretary', 'duplicate-check', 'The proposal is a draft of its own; this one holds the adopted words.') },
    { day: -1280, does: () => draft.move('chair', 'engagement') },
    { day: -1278, does: () => draft.call('secretary', 'Which obligations are already met under your own law?', 62) },
    { day: -1210, does: () => draft.attest('secretary', 'summary-of-input', 'Nine answers, sent to all seats.', 'N 61') },
    { day: -1209, does: () => draft.move('chair', 'drafting') },
    { day: -1205, does: () => draft.bring('drafter1', 'eu-ai-act-structured.json') },
    { day: -1202, does: () => draft.mend('drafter1') },
    { day: -1150, does: () => draft.move('chair', 'negotiation') },
    { day: -1100, does: () => draft.attestByEachSeat('conflicts-of-interest', () => 'No member of this delegation provides or deploys a system in scope.') },
    { day: -1080, does: () => draft.move('chair', 'adoption') },
    { day: -1078, does: () => draft.openBallot('secretary', 31, 'Shall the committee adopt the Artificial Intelligence Act as its reference text?') },
    { day: -1070, does: async () => {
      for (const body of yes) await draft.vote(body, 'yes')
      await draft.vote('us', 'no', 'The obligations on general-purpose models are not yet backed by standards that a test could use.')
      await draft.vote('sme', 'abstain', 'Our members are divided on Article 6.')
    } },
    { day: -1040, does: () => draft.state('us', 'ballot', 'The United States holds that the obligations on general-purpose models should wait for standards by which they can be tested.') },
    { day: -1010, does: () => draft.move('chair', 'implementation') },
  ]
}
