import { Subject } from '../acts.ts'
import type { Story } from '../history.ts'

/** The Commission's proposal for the AI Act, in negotiation, with comments from every side and two objections that still stand. */
export const theProposalInNegotiation: Story = world => {
  const draft = new Subject(world, 'wg2')
  const comments: Record<string, string> = {}
  const objections: Record<string, string> = {}
  return [
    { day: -420, does: () => draft.open('secretary', {
      title: 'Requirements for high-risk AI systems', template: 'legal', languages: ['en'],
      scope: 'What providers and users of high-risk AI systems have to do before and after such a system is placed on the market.',
      evidence: 'Impact assessment SWD(2021) 84 final, accompanying COM(2021) 206 final.',
      jurisdictions: ['EU', 'BR', 'JP', 'KE'], existingInstruments: ['COM(2021) 206 final', 'ISO/IEC 42001:2023', 'OECD Recommendation on AI'],
    }) },
    { day: -400, does: () => draft.attest('secretary', 'problem-statement', 'The problem statement of COM(2021) 206 final was accepted by the committee on its first reading.', 'COM(2021) 206 final, explanatory memorandum, section 1.1') },
    { day: -399, does: () => draft.attest('secretary', 'duplicate-check', 'No other work item of the committee covers requirements for high-risk systems.') },
    { day: -390, does: () => draft.move('chair', 'engagement') },
    { day: -388, does: () => draft.bring('drafter1', 'eu-ai-act-drafting-history-en.json') },
    { day: -385, does: () => draft.call('secretary', 'Which requirements would you have to test twice, and which words would you change so that you need not?', 65) },
    { day: -360, does: async () => {
      comments['sme-cost'] = await draft.comment('sme', 'A risk management system shall be established, implemented, documented and maintained', {
        type: 'general', body: 'Small providers cannot keep a second system beside the one their quality management already has. Say that one system may serve both.',
        change: 'A risk management system shall be established, implemented, documented and maintained, which may be part of another management system,',
      })
    } },
    { day: -340, does: async () => {
      comments['civil-effect'] = await draft.comment('civil', 'risks to health, safety or fundamental rights', {
        type: 'technical', body: 'Overseers need to know whose rights are meant. Name those who are affected by a decision, not only those who use the system.',
      })
    } },
    { day: -300, does: () => draft.attest('secretary', 'summary-of-input', '41 answers came in from 17 jurisdictions; the summary was sent to all seats.', 'Summary of the public call, N 112') },
    { day: -298, does: () => draft.move('chair', 'drafting') },
    { day: -255, does: () => draft.mend('drafter1') },
    { day: -250, does: () => draft.decide('drafter1', comments['sme-cost']!, 'as-modified', 'Accepted in substance; the words are placed in paragraph 9 of the Article, where existing management systems are named already.') },
    { day: -249, does: () => draft.decide('drafter1', comments['civil-effect']!, 'noted', 'The Article on transparency names affected persons; a second definition here would part from it.') },
    { day: -60, does: () => draft.move('chair', 'negotiation') },
    { day: -52, does: async () => {
      comments['jp-misuse'] = await draft.comment('jp', 'reasonably foreseeable misuse', {
        type: 'technical', seat: 'jp', body: 'Use the term as defined and say so here, so that misuse by a third party is not read into it.', change: 'reasonably foreseeable misuse as defined in Article 3',
      })
    } },
    { day: -51, does: () => draft.reply('drafter2', comments['jp-misuse']!, 'A cross-reference would follow its target if the definitions are renumbered. Shall we add it in all four places?') },
    { day: -50, does: () => draft.reply('jp', comments['jp-misuse']!, 'Yes, in all four.') },
    { day: -48, does: async () => {
      comments['br-automation'] = await draft.comment('br', 'Human oversight shall be ensured through either one or all of the following measures', {
        type: 'technical', seat: 'br', body: 'What suits a recommender in a hospital does not suit a brake. The measure has to follow the risk and the automation.',
        change: 'Human oversight shall take into account the specific risks, the level of automation, and context of the AI system and shall be ensured through either one or all of the following types of measures',
      })
    } },
    { day: -46, does: async () => {
      comments['ke-logs'] = await draft.comment('ke', 'Those logging capabilities shall conform to recognised standards or common specifications', {
        type: 'technical', seat: 'ke', body: '“Recognised” by whom? A regulator without its own standards body needs to be able to name one.', change: 'Those logging capabilities shall conform to international standards or common specifications',
      })
    } },
    { day: -44, does: async () => { comments['fr-editorial'] = await draft.comment('fr', 'enrichment and aggregation ;', { type: 'editorial', seat: 'fr', body: 'A space before the semicolon came in with the source.', change: 'enrichment and aggregation;' }) } },
    { day: -43, does: () => draft.decide('drafter2', comments['fr-editorial']!, 'accepted', 'Corrected with the next reading.') },
    { day: -41, does: async () => { comments['us-complete'] = await draft.comment('us', 'relevant, representative, free of errors and complete', { type: 'technical', seat: 'us', body: 'No data set of any size is free of errors. A requirement nobody can meet protects nobody.', change: 'relevant, sufficiently representative and, to the best extent possible, free of errors and complete' }) } },
    { day: -40, does: () => draft.reply('civil', comments['us-complete']!, '“To the best extent possible” needs a measure. Who decides what was possible?') },
    { day: -36, does: async () => { comments['in-metrics'] = await draft.comment('in', 'The levels of accuracy and the relevant accuracy metrics', { type: 'technical', seat: 'in', body: 'Declare them for the groups the system is used on, not only overall.' }) } },
    { day: -33, does: async () => { comments['univ-loops'] = await draft.comment('univ', 'possibly biased outputs due to outputs used as an input for future operations', { type: 'editorial', seat: 'univ', body: 'Hard to read: outputs twice in one line. “Feedback loops” alone says it.' }) } },
    { day: -30, does: async () => { comments['hosp-stop'] = await draft.comment('hosp', 'Transparency and provision of information to users', { type: 'general', seat: 'hosp', body: 'In a hospital the user is a shift of twelve people. The instructions have to reach the person on duty.' }) } },
    { day: -28, does: async () => { comments['de-plan'] = await draft.comment('de', 'a post-market monitoring system in a manner that is proportionate', { type: 'technical', seat: 'de', body: 'Proportionate to the risk of the system; the nature of the technology says nothing about harm.' }) } },
    { day: -26, does: async () => { comments['kr-time'] = await draft.comment('kr', 'recording of the period of each use of the system', { type: 'technical', seat: 'kr', body: 'Say in which time zone, or two records of one incident will not match.', change: 'recording in UTC of the period of each use of the system' }) } },
    { day: -25, does: () => draft.decide('drafter1', comments['kr-time']!, 'accepted', 'Deadlines and records both need a named zone.') },
    { day: -24, does: async () => { comments['mx-chat'] = await draft.comment('mx', 'informed that they are interacting with an AI system', { type: 'general', seat: 'mx', body: 'In the language of the person, or it is not information.' }) } },
    { day: -22, does: async () => { comments['za-fake'] = await draft.comment('za', 'shall disclose that the content has been', { type: 'technical', seat: 'za', body: 'A disclosure that is cut off with the first copy does not protect. Ask for one that travels with the content.' }) } },
    { day: -20, does: async () => {
      objections['ke'] = await draft.object('ke', 'ke', {
        on: 'Those logging capabilities shall conform to recognised standards or common specifications',
        reason: 'A small regulator cannot follow “recognised standards” that it has no part in recognising.', wouldClear: 'A reference to international standards, or a list kept by the committee.',
      })
    } },
    { day: -18, does: () => draft.answer('drafter1', objections['ke']!, 'We propose “international standards or common specifications”, as in your comment. Does that clear it?') },
    { day: -12, does: async () => {
      objections['civil'] = await draft.object('civil', 'civil', {
        on: 'The levels of accuracy and the relevant accuracy metrics',
        reason: 'Accuracy declared for everybody hides failure on the few.', wouldClear: 'Figures by affected group in the instructions of use.',
      })
    } },
    { day: -9, does: () => draft.respond('ke', objections['ke']!, 'sustain', 'A list that others keep is still a list we cannot see. Name who keeps it.') },
    { day: -31, does: async () => {
      const straw = await draft.poll('chair', 'straw-poll', 'Can you live with “five years” as the time for which logs are kept?', { days: 8 })
      for (const body of ['br', 'fr', 'jp', 'us', 'de', 'kr', 'ca', 'sme', 'univ']) await draft.answerPoll(straw, body, { choice: 'can-live' })
      await draft.answerPoll(straw, 'ke', { choice: 'cannot-live', reason: 'Our registry can hold logs for two years; beyond that the cost falls on the hospitals.' })
      await draft.answerPoll(straw, 'civil', { choice: 'cannot-live', reason: 'Harm shows late. Seven years, or as long as the system is in use.' })
    } },
    { day: -2, does: async () => {
      const years = await draft.poll('chair', 'ranked-choice', 'For how long are logs kept?', { days: 6, options: ['five years', 'seven years', 'as long as the system is in use'] })
      for (const [body, ranking] of Object.entries({ br: [['1'], ['2']], fr: [['1', '2'], ['3']], jp: [['1']], civil: [['3'], ['2']], ke: [['2'], ['1']] })) {
        await draft.answerPoll(years, body, { ranking })
      }
    } },
    { day: -1, does: async () => {
      const call = await draft.poll('secretary', 'last-call', 'Is anything of substance left to be said on Chapter 1 and the definitions?', { days: 8 })
      await draft.answerPoll(call, 'fr', { choice: 'editorial', reason: 'The word provider is written with a capital in two places.' })
      await draft.answerPoll(call, 'us', { choice: 'no-comment' })
    } },
  ]
}
