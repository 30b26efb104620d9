import { type Sentence, word } from '../ledger/ledger.service.ts'

type Facts = Parameters<Sentence>[0]

const nameIn = (facts: Facts, fact: string): string => word((facts[fact] as { name?: unknown } | undefined)?.name)
const because = (facts: Facts): string => (facts['reason'] === undefined ? '' : `: ${word(facts['reason'])}`)

/** How the entries about people, seats and roles read. */
export const sentences: Readonly<Record<string, Sentence>> = {
  'committee.created': facts => `The committee ${word(facts['code'])} ${word(facts['name'])} was created.`,
  'person.invited': facts => `${word(facts['name'])} was invited${facts['role'] === undefined ? '' : ` as ${word(facts['role'])}`}.`,
  'invitation.accepted': facts => `${nameIn(facts, 'person')} accepted the invitation.`,
  'role.granted': facts => `${nameIn(facts, 'person')} became ${word(facts['role'])}.`,
  'role.ended': facts => `${nameIn(facts, 'person')} ceased to be ${word(facts['role'])}${because(facts)}.`,
  'seat.added': facts => `${nameIn(facts, 'body')} took a ${word(facts['kind'])} seat for ${word(facts['interestCategory'])}.`,
  'seat.ended': facts => `The seat of ${nameIn(facts, 'body')} ended${because(facts)}.`,
  'delegate.added': facts => `${nameIn(facts, 'person')} acts for a seat${facts['head'] === true ? ' as head of delegation' : ''}.`,
  'delegate.ended': facts => `${nameIn(facts, 'person')} ceased to act for a seat${because(facts)}.`,
  'calendar.recorded': facts => `Version ${word(facts['number'])} of the calendar of the secretariat is in force from ${word(facts['from'])}${because(facts)}.`,
  'clock.moved': facts => `The demo’s clock was moved by ${word(facts['by'])}, from ${word(facts['from'])} to ${word(facts['to'])}.`,
}
