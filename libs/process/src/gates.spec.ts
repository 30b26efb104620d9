import { attested, committeeId, draftId, entry, sound } from '../cases/facts.ts'
import type { Facts } from './facts.ts'
import { cycleStart } from './gate.ts'
import { gates, type GateName } from './gates/index.ts'
import { move } from './move.ts'
import { rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const names = [...new Set(rulebook.moves.flatMap(move => move.gates))] as GateName[]
const moveWith = (gate: GateName) => rulebook.moves.find(one => one.gates.includes(gate))!
const ask = (gate: GateName, change: Partial<Facts> = {}) => {
  const asked = moveWith(gate)
  return gates[gate].check(sound(asked.from, change), { rulebook, move: asked })
}
const day = (date: string): Partial<Facts> => ({ now: `${date}T12:00:00Z` })

test.each(names)('[process-15] %s is met when nothing is missing, and shows its evidence', gate => {
  expect(ask(gate)).toMatchObject({ met: true, message: expect.stringMatching(/\w.*\S$/), where: expect.stringMatching(/^\/[a-z]\//) })
})

const d = `/d/${draftId}`
const ballot = sound('adoption').ballot!
const edition = sound('adoption').edition!
const unmet: readonly (readonly [GateName, string, Partial<Facts>, string, string])[] = [
  ['categories-covered', 'a category without a seat', { seats: [] }, 'No seat yet for Government, Industry and Civil society.', `/c/${committeeId}/people`],
  ['categories-covered', 'no category declared', { categories: [] }, 'The committee has declared no interest category.', `/c/${committeeId}/people`],
  ['call-closed', 'no call', { call: null }, 'No public call was opened; it runs for at least 60 days.', `${d}/stage#call`],
  ['call-closed', 'an open call', day('2027-03-01'), 'The public call is open until 29 March 2027.', `${d}/stage#call`],
  ['call-closed', 'a call that was too short', { call: { openedAt: '2027-01-26T09:00:00Z', closesAt: '2027-02-10T00:00:00Z' } }, 'closed before its minimum of 60 days was over (27 March 2027)', `${d}/stage#call`],
  ['comments-dispositioned', 'open comments', { comments: { total: 12, undecided: 3 } }, '3 of 12 comments still without a disposition.', `${d}/comments?status=open`],
  ['no-open-reasoned-objection', 'five objections', { openObjections: ['5.1', '5.2', '6', '7', '8'].map(on => ({ id: on, by: 'Kenya', on, answered: false })) }, '5 reasoned objections are open: Kenya on 5.1, Kenya on 5.2, Kenya on 6 and 2 others.', `${d}/comments?status=objection`],
  ['text-valid', 'no text', { text: { faults: 0, first: null, empty: true } }, 'The draft has no text yet.', `${d}?show=faults`],
  ['text-valid', 'faults', { text: { faults: 2, first: 'clause 5 has no title', empty: false } }, 'finds 2 faults in the text, first: clause 5 has no title.', `${d}?show=faults`],
  ['edition-frozen', 'no edition', { edition: null }, 'No edition of the text is frozen.', `${d}/editions`],
  ['edition-frozen', 'an edition of an earlier visit', { edition: { ...edition, frozenAt: '2027-05-01T00:00:00Z' } }, 'Edition 1 was frozen before the draft came to this stage.', `${d}/editions`],
  ['languages-present', 'a missing language', { languagesPresent: ['en'] }, 'The text is missing in fr.', `${d}/stage#languages`],
  ['ballot-passed', 'no ballot', { ballot: null }, 'No ballot was opened on the frozen edition.', `${d}/stage#ballot`],
  ['ballot-passed', 'a running ballot', { ballot: { ...ballot, outcome: null, passed: false, decidedAt: null } }, 'The ballot is open until 6 October 2027.', '/b/b1'],
  ['ballot-passed', 'a ballot and no edition any more', { edition: null }, 'The ballot was not on the latest frozen edition.', '/b/b1'],
  ['text-valid', 'a fault told in a sentence', { text: { faults: 1, first: 'clause 5.1 has no title.', empty: false } }, 'The validator finds 1 fault in the text, first: clause 5.1 has no title.', `${d}?show=faults`],
  ['conflicts-of-interest', 'five silent seats', { attestations: [], seats: Array.from({ length: 5 }, (_, n) => ({ id: `s${n}`, name: `Seat ${n}`, kind: 'participating' as const, category: null })) },
    '5 of 5 seats have not attested it: Seat 0, Seat 1, Seat 2, Seat 3 and Seat 4.', `${d}/stage#conflicts-of-interest`],
  ['ballot-passed', 'a lost ballot', { ballot: { ...ballot, outcome: 'rejected', passed: false, sentence: 'Rejected: 7 of 11.' } }, 'Rejected: 7 of 11.', '/b/b1'],
  ['ballot-passed', 'a ballot lost without words', { ballot: { ...ballot, outcome: 'rejected', passed: false, sentence: null } }, 'The ballot ended: rejected.', '/b/b1'],
  ['languages-present', 'no language', { draft: { ...sound('negotiation').draft, languages: [] } }, 'The draft declares no language.', `${d}/stage#languages`],
  ['no-open-reasoned-objection', 'what it lacks', { openObjections: [{ id: 'o', by: 'Kenya', on: '5.1', answered: false, lacks: 'waits for an answer' }] },
    '1 reasoned objection is open: Kenya on 5.1 waits for an answer.', `${d}/comments?status=objection`],
  ['conflicts-of-interest', 'many silent seats', { attestations: [], seats: Array.from({ length: 7 }, (_, n) => ({ id: `s${n}`, name: `Seat ${n}`, kind: 'participating' as const, category: null })) },
    '7 of 7 seats have not attested it: Seat 0, Seat 1, Seat 2, Seat 3, Seat 4 and 2 others.', `${d}/stage#conflicts-of-interest`],
  ['ballot-passed', 'a ballot under a rule that does not decide here', { ballot: { ...ballot, rule: 'generic.simple' } }, 'The ballot was held under the rule generic.simple, which does not decide here.', '/b/b1'],
  ['ballot-passed', 'a ballot that was held before the draft came here', { ballot: { ...ballot, decidedAt: '2027-09-01T00:00:00Z' } }, 'The latest ballot was held before the draft came here.', '/b/b1'],
  ['ballot-passed', 'a ballot on another text', { ballot: { ...ballot, editionHash: 'cd'.repeat(32) } }, 'The ballot was not on the latest frozen edition.', '/b/b1'],
  ['ballot-passed', 'a ballot on an earlier edition of equal words', { edition: { ...edition, number: 2 } }, 'The ballot was not on the latest frozen edition.', '/b/b1'],
  ['appeal-window-over', 'no result yet', { ballot: { ...ballot, decidedAt: null } }, 'The appeal window of 21 days starts when the result is recorded.', `${d}/stage#appeal`],
  ['appeal-window-over', 'a pending appeal', { ...day('2028-10-20'), pendingAppeals: [{ number: 2, against: 'decision 7', body: 'the board' }] },
    'Nothing takes effect while an appeal is pending: appeal 2 against decision 7 is pending before the board.', `${d}/appeals`],
  ['appeal-window-over', 'a running window', day('2027-10-20'), 'The result may be appealed until 28 October 2027.', '/b/b1'],
  ['adoption-stands', 'an appeal against the adoption', { pendingAppeals: [{ number: 2, against: 'decision 7', body: 'the board', ofAdoption: true }] },
    'The adoption is suspended: appeal 2 against decision 7 is pending before the board.', `${d}/appeals`],
  ['minimum-time', 'too few days', day('2027-01-10'), 'The minimum of 14 days runs until the end of 18 January 2027.', `${d}/stage#time`],
  ['cooling-off', 'a late change', { ...day('2027-08-20'), lastSubstantiveChangeAt: '2027-08-15T10:00:00Z' }, 'The last change of substance was on 15 August 2027; 14 days of cooling-off run until the end of 29 August 2027.', `${d}/history`],
  ['problem-statement', 'nobody’s word', { attestations: [] }, 'Nobody has attested it yet', `${d}/stage#problem-statement`],
  ['duplicate-check', 'nobody’s word', { attestations: [] }, 'Nobody has attested it yet', `${d}/stage#duplicate-check`],
  ['summary-of-input', 'nobody’s word', { attestations: [] }, 'Nobody has attested it yet', `${d}/stage#summary-of-input`],
  ['implementation-reports', 'nobody’s word', { attestations: [] }, 'Nobody has attested it yet', `${d}/stage#implementation-reports`],
  ['conflicts-of-interest', 'two silent seats', { attestations: [attested('conflicts-of-interest', '2027-08-01', { seat: 'br' })] }, '2 of 3 seats have not attested it: Small Firms and Civil Society Forum.', `${d}/stage#conflicts-of-interest`],
  ['conflicts-of-interest', 'a committee without voting seats', { seats: [] }, 'The committee has no participating seat.', `${d}/stage#conflicts-of-interest`],
]

test.each(unmet)('[process-15] %s is unmet with %s, and says what and where', (gate, _, change, message, where) => {
  expect(ask(gate, change)).toEqual({ met: false, message: expect.stringContaining(message), where })
})

test('[process-15] every gate was shown unmet', () => {
  expect(names.filter(name => !unmet.some(([gate]) => gate === name))).toEqual([])
})

test.each([
  ['comments-dispositioned', { comments: { total: 0, undecided: 0 } }, 'No comment was received.'],
  ['comments-dispositioned', { comments: { total: 1, undecided: 0 } }, 'All 1 comment have a disposition.'],
  ['categories-covered', {}, 'Each of the 3 declared interest categories has a seat.'],
  ['categories-covered', { categories: [{ id: 'government', name: 'Government' }] }, 'Each of the 1 declared interest category has a seat.'],
  ['conflicts-of-interest', {}, 'Attested by each of the 3 participating seats.'],
  ['cooling-off', { lastSubstantiveChangeAt: null }, 'No change of substance was made.'],
  ['edition-frozen', {}, 'Edition 1 was frozen on 6 September 2027, hash abababababab.'],
  ['ballot-passed', { ballot: { ...ballot, decidedAt: '2027-09-06T10:00:00Z' } }, 'Approved: 3 of 3 eligible seats took part.'],
  ['ballot-passed', { history: [] }, 'Approved: 3 of 3 eligible seats took part.'],
  ['problem-statement', { attestations: [attested('problem-statement', '2027-01-04')] }, 'Attested by Ana Lima, the secretary, on 4 January 2027: Seen and accepted.'],
] as const)('[process-15] %s is met with %j: %s', (gate, change, message) => {
  expect(ask(gate, change)).toMatchObject({ met: true, message })
})

test('[process-15] a stage without a minimum asks for no time', () => {
  const without = { ...rulebook, stages: rulebook.stages.map(({ minimum: _, ...stage }) => stage) }
  expect(gates['minimum-time'].check(sound('issue'), { rulebook: without, move: { from: 'issue', to: 'engagement' } })).toMatchObject({ met: true, message: 'This stage has no minimum time.' })
})

test('[process-16] each gate says whether it is computed or attested, and no attested gate is met without a named person', () => {
  const attestedGates = names.filter(name => gates[name].kind === 'attested')
  expect(attestedGates.sort()).toEqual(['conflicts-of-interest', 'duplicate-check', 'implementation-reports', 'problem-statement', 'summary-of-input'])
  expect(ask('problem-statement').message).toBe('Attested by Ana Lima, the secretary, on 5 January 2027: Seen and accepted.')
  const paper = [attested('problem-statement', '2027-01-05', { document: 'N 14' })]
  expect(ask('problem-statement', { attestations: paper }).message).toBe('Attested by Ana Lima, the secretary, on 5 January 2027: Seen and accepted. (N 14)')
})

test('[process-17] a declaration of an earlier cycle does not carry over', () => {
  const history = [...sound('review').history, entry('review', 'issue', '2032-06-01', 'back')]
  const again = sound('issue', { history })
  const refused = move('engagement', rulebook, again, { roles: ['secretary'] })
  expect(refused.ok ? [] : refused.refusal.missing.map(missing => missing.gate)).toEqual(['problem-statement', 'duplicate-check'])
})

test.each([
  ['2027-01-18T23:59:59.999Z', false], ['2027-01-19T00:00:00Z', true],
])('[process-1] 14 days from 4 January are over at %s: %s', (now, over) => {
  expect(ask('minimum-time', { now }).met).toBe(over)
})

test('[process-17] a cycle without a history begins now', () => {
  expect(cycleStart(sound('issue', { history: [] }), rulebook)).toBe('2033-01-01T12:00:00Z')
})

test('[process-17] a departure from review that was taken back begins no cycle', () => {
  const history = [...sound('review').history, entry('review', 'drafting', '2032-06-01', 'back'), entry('drafting', 'review', '2032-06-02', 'takenBack')]
  expect(cycleStart(sound('review', { history }), rulebook)).toBe('2027-01-04T10:00:00Z')
  const early = [...sound('review').history, entry('review', 'implementation', '2032-05-11', 'takenBack')]
  expect(cycleStart(sound('implementation', { history: early }), rulebook)).toBe('2027-01-04T10:00:00Z')
  const again = [...sound('review').history, entry('review', 'drafting', '2032-06-01', 'back')]
  expect(cycleStart(sound('drafting', { history: again }), rulebook)).toBe('2032-06-01T10:00:00Z')
})

test('[process-15] faults of which none is told are counted', () => {
  expect(ask('text-valid', { text: { faults: 2, first: null, empty: false } }).message).toBe('The validator finds 2 faults in the text.')
})
