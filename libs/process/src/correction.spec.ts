import { entry, sound } from '../cases/facts.ts'
import { restoreDraft, takeBack, withdrawDraft } from './correction.ts'
import type { Facts } from './facts.ts'
import { rulebooks } from './rulebooks/index.ts'
import { enteredAt, standing } from './stand.ts'

const rulebook = rulebooks.harmonization!
const secretary = { roles: ['secretary'] } as const
const withdrawn = (facts: Facts): Facts => ({ ...facts, draft: { ...facts.draft, withdrawn: true } })

test('[process-23] the latest move is taken back with a reason, and names the move it corrects', () => {
  const taken = takeBack(rulebook, sound('negotiation'), secretary, ' Pressed too early ')
  expect(taken).toMatchObject({ ok: true, value: { kind: 'stage.takenBack', from: 'negotiation', to: 'drafting', phase: 'drafting', move: 'negotiation-2027-06-07', reason: 'Pressed too early' } })
})

test.each([
  ['without a reason', sound('negotiation'), secretary, ' ', 'reason-missing'],
  ['by a delegate', sound('negotiation'), { roles: ['delegate'] } as const, 'Oops', 'not-yours'],
  ['where nothing was moved yet', sound('issue'), secretary, 'Oops', 'nothing-to-take-back'],
  ['once a ballot was opened on what it froze', sound('adoption'), secretary, 'Oops', 'ballot-opened'],
  ['on a withdrawn draft', withdrawn(sound('negotiation')), secretary, 'Oops', 'not-yours'],
])('[process-23] a move taken back %s is refused', (_, facts, actor, reason, code) => {
  expect(takeBack(rulebook, facts, actor, reason)).toMatchObject({ ok: false, refusal: { code } })
})

test('[process-23] a move into adoption is taken back while no ballot was opened on it', () => {
  expect(takeBack(rulebook, sound('adoption', { ballot: null }), secretary, 'Oops').ok).toBe(true)
  const older = { ...sound('adoption').ballot!, edition: 0 }
  expect(takeBack(rulebook, sound('adoption', { ballot: older }), secretary, 'Oops').ok).toBe(true)
})

test('[process-23] a move and its correction both stay in the history, and the time in the stage runs on from its first day', () => {
  const history = [entry(null, 'issue', '2027-01-04'), entry('issue', 'engagement', '2027-01-25'), entry('engagement', 'issue', '2027-01-26', 'takenBack')]
  expect(standing(history).map(one => one.to)).toEqual(['issue'])
  expect(enteredAt(history, 'never')).toBe('2027-01-04T10:00:00Z')
  expect(enteredAt([], 'never')).toBe('never')
})

test('[process-10] a draft is withdrawn and restored, each with a reason, and keeps its stage', () => {
  expect(withdrawDraft(rulebook, sound('drafting'), secretary, 'No mandate')).toMatchObject({ ok: true, value: { kind: 'draft.withdrawn', stage: 'drafting', reason: 'No mandate' } })
  expect(restoreDraft(rulebook, withdrawn(sound('drafting')), secretary, 'Mandate renewed')).toMatchObject({ ok: true, value: { kind: 'draft.restored', stage: 'drafting' } })
})

const open = { ...sound('adoption').ballot!, outcome: null }
test.each([
  ['withdrawn twice', () => withdrawDraft(rulebook, withdrawn(sound('drafting')), secretary, 'x'), 'withdrawn'],
  ['withdrawn without a reason', () => withdrawDraft(rulebook, sound('drafting'), secretary, ''), 'reason-missing'],
  ['withdrawn by a drafter', () => withdrawDraft(rulebook, sound('drafting'), { roles: ['drafter'] }, 'x'), 'not-yours'],
  ['withdrawn during a ballot', () => withdrawDraft(rulebook, sound('adoption', { ballot: open }), secretary, 'x'), 'ballot-open'],
  ['restored without being withdrawn', () => restoreDraft(rulebook, sound('drafting'), secretary, 'x'), 'not-withdrawn'],
  ['restored without a reason', () => restoreDraft(rulebook, withdrawn(sound('drafting')), secretary, ' '), 'reason-missing'],
])('[process-10] a draft is not %s', (_, act, code) => {
  expect(act()).toMatchObject({ ok: false, refusal: { code } })
})

const messageOf = (result: { readonly ok: boolean; readonly refusal?: { readonly message: string } }): string | undefined => result.refusal?.message

test.each([
  ['taken back without a reason', () => takeBack(rulebook, sound('negotiation'), secretary, ' '), 'Taking a move back takes a reason; both stay in the history.'],
  ['taken back before the first move', () => takeBack(rulebook, sound('issue'), secretary, 'Oops'), 'There is no move to take back.'],
  ['taken back without a history', () => takeBack(rulebook, sound('issue', { history: [] }), secretary, 'Oops'), 'There is no move to take back.'],
  ['taken back once it is voted on', () => takeBack(rulebook, sound('adoption'), secretary, 'Oops'), 'A ballot was opened on the text this move froze. Move the draft back with a reason instead.'],
  ['withdrawn twice', () => withdrawDraft(rulebook, withdrawn(sound('drafting')), secretary, 'x'), 'This draft is withdrawn already.'],
  ['withdrawn without a reason', () => withdrawDraft(rulebook, sound('drafting'), secretary, ''), 'Withdrawing a draft takes a reason.'],
  ['withdrawn by a drafter', () => withdrawDraft(rulebook, sound('drafting'), { roles: ['drafter'] }, 'x'), 'Only chairs and secretaries may withdraw the draft.'],
  ['withdrawn during a ballot', () => withdrawDraft(rulebook, sound('adoption', { ballot: open }), secretary, 'x'), 'A ballot is open on this draft. Wait until it closes.'],
  ['restored without being withdrawn', () => restoreDraft(rulebook, sound('drafting'), secretary, 'x'), 'This draft is not withdrawn.'],
  ['restored without a reason', () => restoreDraft(rulebook, withdrawn(sound('drafting')), secretary, ' '), 'Restoring a draft takes a reason.'],
])('[process-12] what is %s is refused in a sentence', (_, act, sentence) => {
  expect(messageOf(act())).toBe(sentence)
})

test('[process-23] a ballot on a text that is frozen no longer keeps no move', () => {
  expect(takeBack(rulebook, sound('negotiation', { ballot: sound('adoption').ballot, edition: null }), secretary, 'Oops').ok).toBe(true)
})

test('[process-10] a draft is withdrawn once its ballot is over', () => {
  expect(withdrawDraft(rulebook, sound('adoption'), secretary, ' No mandate ')).toMatchObject({ ok: true, value: { stage: 'adoption', reason: 'No mandate' } })
})
