import { sound } from '../cases/facts.ts'
import { decideReview, openReview } from './review.ts'
import { rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const chair = { roles: ['chair'] } as const
const withdrawn = (stage: string) => ({ ...sound(stage), draft: { ...sound(stage).draft, withdrawn: true } })
const { review: _, ...without } = rulebook

test.each([
  ['of a withdrawn text', rulebook, withdrawn('implementation'), 'No review is due on this draft.'],
  ['where texts are not reviewed', without, sound('implementation'), 'No review is due on this draft.'],
  ['of a text that was never adopted', rulebook, sound('implementation', { history: [] }), 'No review is due on this draft.'],
  ['that is open', rulebook, sound('review'), 'No review is due on this draft.'],
  ['before its date', rulebook, sound('implementation', { now: '2030-01-01T00:00:00Z' }), 'The review date has not come.'],
])('[process-25] a review %s does not open, and says why', (_, book, facts, message) => {
  expect(openReview(book, facts)).toEqual({ ok: false, refusal: { code: 'not-due', message, missing: [] } })
})

test.each([
  ['outside a review', sound('drafting'), chair, 'x', 'not-in-review', 'This draft is not under review.'],
  ['by a delegate', sound('review'), { roles: ['delegate'] }, 'x', 'not-yours', 'Only chairs and secretaries may decide a review.'],
  ['of a withdrawn text', withdrawn('review'), chair, 'x', 'not-yours', 'This draft is withdrawn. Restore it first.'],
  ['without a reason', sound('review'), chair, '  ', 'reason-missing', 'The outcome of a review takes a reason.'],
] as const)('[process-26] a review decided %s is refused in a sentence', (...[, facts, actor, reason, code, message]) => {
  expect(decideReview('confirm', rulebook, facts, actor, reason)).toMatchObject({ ok: false, refusal: { code, message } })
})

test('[process-26] the outcome of a review keeps its reason and its instant', () => {
  const facts = sound('review')
  expect(decideReview('confirm', rulebook, facts, chair, ' As the reports say ')).toMatchObject({ ok: true, value: { at: facts.now, reason: 'As the reports say', change: { reason: 'As the reports say' } } })
})
