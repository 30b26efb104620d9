import { openBallot, openCall } from './opening.ts'
import { rulebookOf } from './rulebooks/index.ts'

const book = rulebookOf('harmonization')!
const now = '2027-01-04T10:00:00Z'

test.each([
  ['2027-03-05T12:00:00Z', 'too-short'],
  ['2027-03-06T00:00:00Z', 'opens'],
  ['2027-06-01T00:00:00Z', 'opens'],
])('[process-107] a public call opened on 4 January 2027 with its close at %s: %s', (closesAt, outcome) => {
  const call = openCall(book, { question: 'What should change?', closesAt }, false, now)
  expect(call.ok ? 'opens' : call.refusal.code).toBe(outcome)
})

test('[process-107] a call that is too short names the earliest close, and one that opens at it is taken', () => {
  const refused = openCall(book, { question: 'What?', closesAt: now }, false, now)
  const earliest = refused.ok ? '' : /\((.*)\)/.exec(refused.refusal.message)![1]!
  expect(openCall(book, { question: 'What?', closesAt: earliest }, false, now).ok).toBe(true)
})

test('[process-107] a call asks something, and there is one at a time', () => {
  expect(openCall(book, { question: ' ', closesAt: '2027-12-01T00:00:00Z' }, false, now)).toMatchObject({ refusal: { code: 'question-missing' } })
  expect(openCall(book, { question: 'What?', closesAt: '2027-12-01T00:00:00Z' }, true, now)).toMatchObject({ refusal: { code: 'call-open' } })
})

const facts = {
  now, edition: { number: 2, hash: 'ab', frozenAt: '2027-01-03T10:00:00Z' },
  draft: { id: 'd', committeeId: 'c', stage: 'adoption', withdrawn: false, languages: ['en'] },
}
const wanted = { rule: 'generic.default', closesAt: '2027-02-03T08:00:00Z' }
const codeOf = (result: ReturnType<typeof openBallot>) => (result.ok ? result.value.editionHash : result.refusal.code)

test.each([
  ['on a frozen text, to its last day', facts, wanted, [], 'ab'],
  ['for a day less than the rulebook says', facts, { ...wanted, closesAt: '2027-02-02T23:00:00Z' }, [], 'too-short'],
  ['under another rule than the rulebook’s', facts, { ...wanted, rule: 'generic.simple' }, [], 'other-rule'],
  ['on a text that is still written', { ...facts, draft: { ...facts.draft, stage: 'negotiation' } }, wanted, [], 'not-frozen'],
  ['without an edition', { ...facts, edition: null }, wanted, [], 'not-frozen'],
  ['on a withdrawn draft', { ...facts, draft: { ...facts.draft, withdrawn: true } }, wanted, [], 'withdrawn'],
  ['while another is open', facts, wanted, [{ editionHash: 'zz', closedAt: null }], 'ballot-open'],
  ['on the same text too soon', facts, wanted, [{ editionHash: 'ab', closedAt: '2026-12-01T10:00:00Z' }], 'same-text'],
  ['on the same text after the rulebook’s time', facts, wanted, [{ editionHash: 'ab', closedAt: '2026-09-01T10:00:00Z' }], 'ab'],
  ['on a changed text at once', facts, wanted, [{ editionHash: 'aa', closedAt: '2027-01-01T10:00:00Z' }], 'ab'],
] as const)('[process-108] a ballot %s is answered by its rulebook', (_, known, asked, earlier, outcome) => {
  expect(codeOf(openBallot(book, known, asked, earlier))).toBe(outcome)
})

test('[process-108] under a rulebook with several rules in one stage any of them may be chosen, and each has its own time', () => {
  const oecd = rulebookOf('oecd')!
  const council = { ...facts, draft: { ...facts.draft, stage: 'council' } }
  const asked = (rule: string, closesAt = '2027-02-03T08:00:00Z') => codeOf(openBallot(oecd, council, { rule, closesAt }, []))
  expect([asked('oecd.mutual'), asked('oecd.qmv'), asked('generic.default'), asked('oecd.qmv', '2027-01-05T08:00:00Z')]).toEqual(['ab', 'ab', 'other-rule', 'too-short'])
  expect(codeOf(openBallot(oecd, { ...council, draft: { ...council.draft, stage: 'adherence' } }, wanted, []))).toBe('no-ballot')
})

test('[process-220] where the rulebook says so a vote is taken in a meeting, for as long as the chair says, and elsewhere not', () => {
  const [codex, eu] = [rulebookOf('codex')!, rulebookOf('eu.olp')!]
  const soon = '2027-01-04T10:10:00Z'
  const at = (stage: string) => ({ ...facts, draft: { ...facts.draft, stage } })
  const asked = (rulebook: typeof book, stage: string, rule: string, fromFloor: boolean, closesAt = soon) =>
    codeOf(openBallot(rulebook, at(stage), { rule, closesAt, fromFloor }, []))
  expect(asked(codex, 'Step 8', 'codex.majority', false, '2027-02-04T10:00:00Z')).toBe('meeting-required')
  expect(asked(codex, 'Step 8', 'codex.majority', true)).toBe('ab')
  expect(asked(codex, 'Step 8', 'codex.majority', true, now)).toBe('too-short')
  expect([true, false].map(fromFloor => asked(eu, 'council', 'eu.qmv', fromFloor, fromFloor ? soon : '2027-02-04T10:00:00Z'))).toEqual(['ab', 'ab'])
  expect(asked(book, 'adoption', 'generic.default', true)).toBe('no-meeting')
})

const said = (result: { readonly ok: boolean; readonly refusal?: { readonly message: string } }): string | undefined => result.refusal?.message

test('[process-107] a call that opens asks its question, and one that does not says why', () => {
  const call = (question: string, closesAt = '2027-12-01T00:00:00Z', isOpen = false) => openCall(book, { question, closesAt }, isOpen, now)
  expect(call(' What should change? ')).toEqual({ ok: true, value: { question: 'What should change?' } })
  expect([call('What?', undefined, true), call(' '), call('What?', now)].map(said)).toEqual([
    'A public call is open on this draft already.', 'A call asks something: write the question that people answer.',
    'A public call runs for at least 60 days: it can close on 6 March 2027 at the earliest (2027-03-06T00:00:00Z).',
  ])
})

const oecdAt = (stage: string) => openBallot(rulebookOf('oecd')!, { ...facts, draft: { ...facts.draft, stage } }, wanted, [])
test.each([
  ['on a withdrawn draft', () => openBallot(book, { ...facts, draft: { ...facts.draft, withdrawn: true } }, wanted, []), 'This draft is withdrawn. Restore it first.'],
  ['without an edition', () => openBallot(book, { ...facts, edition: null }, wanted, []), 'A ballot is held on a frozen text. Move the draft to adoption first.'],
  ['where none is held', () => oecdAt('adherence'), 'The rulebook holds no ballot in adherence.'],
  ['under another rule than those of the rulebook', () => oecdAt('council'), 'Under this rulebook a text is voted on by the rule oecd.mutual or oecd.qmv; it was fixed before the work began.'],
  ['in a meeting where votes are not taken in one', () => openBallot(book, facts, { ...wanted, fromFloor: true }, []), 'Under this rulebook this vote is not taken in a meeting.'],
  ['while another is open', () => openBallot(book, facts, wanted, [{ editionHash: 'zz', closedAt: null }]), 'A ballot is open on this draft already.'],
  ['on the same text too soon', () => openBallot(book, facts, wanted, [{ editionHash: 'ab', closedAt: '2026-12-01T10:00:00Z' }]),
    'The same text may be voted on again after 90 days, on 1 March 2027. Change the text, or wait.'],
  ['for too short a time', () => openBallot(book, facts, { ...wanted, closesAt: now }, []), 'A ballot runs for at least 30 days: it can close on 3 February 2027 at the earliest.'],
  ['that ends as it begins', () => openBallot(rulebookOf('codex')!, { ...facts, draft: { ...facts.draft, stage: 'Step 8' } }, { rule: 'codex.majority', closesAt: now, fromFloor: true }, []),
    'The vote ends at a later instant than now.'],
])('[process-108] a ballot %s is refused in a sentence that says what is possible', (_, act, sentence) => {
  expect(said(act())).toBe(sentence)
})
