import { Subject, textOf } from '../acts.ts'
import type { Story } from '../history.ts'

const text = textOf('Records of AI systems', 'iso', [
  { kind: 'clause', title: 'Scope', words: ['This document specifies which records the operator of an AI system keeps, for how long, and who may see them.'] },
  { kind: 'clause', title: 'Terms and definitions', under: [
    { kind: 'clause', title: 'record', words: ['information created or received by the operator and kept as evidence of an event'] },
    { kind: 'clause', title: 'event', words: ['change of state of the system that a person relied on or was affected by'] },
  ] },
  { kind: 'clause', title: 'Keeping records', under: [
    { kind: 'clause', title: 'General', words: ['The operator shall keep records of each event for at least five years.', 'The operator should keep them in a form that another system can read.'] },
    { kind: 'clause', title: 'Time', words: ['Each record shall carry the time of the event in UTC.'] },
    { kind: 'clause', title: 'Access', words: ['A person affected by an event may ask for its record.', 'The operator shall answer within one month.'] },
  ] },
  { kind: 'clause', title: 'Ending', words: ['When the period is over, records shall be deleted so that they cannot be restored.'] },
])

/** A short text of the committee's own, in engagement, with a public call open. */
export const aCallUnderWay: Story = world => {
  const draft = new Subject(world, 'wg2')
  return [
    { day: -95, does: () => draft.open('secretary', {
      title: 'Records of AI systems', template: 'iso', languages: ['en', 'ar'],
      scope: 'Which records the operator of an AI system keeps, for how long, and who may see them.',
      evidence: 'In 14 of 20 cases that courts referred to the committee no record of the decision existed.', jurisdictions: ['BR', 'KE', 'IN'], existingInstruments: ['COM(2021) 206 final, Article 12'],
    }) },
    { day: -80, does: () => draft.attest('secretary', 'problem-statement', 'Accepted at the meeting in Nairobi without objection.', 'N 121, item 4') },
    { day: -79, does: () => draft.attest('secretary', 'duplicate-check', 'Article 12 of the proposal covers logs of high-risk systems only.') },
    { day: -70, does: () => draft.move('chair', 'engagement') },
    { day: -66, does: () => draft.write('drafter1', text) },
    { day: -40, does: () => draft.call('secretary', 'How long do you keep records today, and who has ever asked for one?', 70) },
    { day: -30, does: () => draft.comment('civil', 'for at least five years', { type: 'technical', body: 'For systems that decide on people the period has to be as long as the decision lasts.', change: 'for at least five years or as long as the decision has effect' }) },
    { day: -22, does: () => draft.comment('sme', 'in a form that another system can read', { type: 'technical', body: 'Name at least one such form, or everybody will choose another.' }) },
    { day: -9, does: () => draft.comment('ke', 'The operator shall answer within one month.', { type: 'general', seat: 'ke', body: 'Free of charge; say so.' }) },
  ]
}
