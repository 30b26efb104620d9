import { badCommentType, commentTypes, decideComment, dispositions, editComment, reopenComment, resolveComment } from './comment.ts'

test.each(dispositions)('[process-101] a comment is decided %s with a reason', disposition => {
  expect(decideComment(disposition, ' It follows Article 3. ')).toEqual({ ok: true, value: { disposition, reason: 'It follows Article 3.' } })
  expect(decideComment(disposition, '  ')).toMatchObject({ ok: false, refusal: { code: 'reason-missing' } })
})

test('[process-101] a disposition that does not exist is refused with those that do', () => {
  expect(decideComment('maybe', 'because')).toMatchObject({ ok: false, refusal: { code: 'unknown-disposition', message: expect.stringContaining('as-modified') } })
})

test.each([
  ['open', true, 'resolved'], ['open', false, 'undecided'], ['decided', true, 'resolved'], ['decided', false, 'resolved'],
] as const)('[process-102] a comment that is %s, resolved by its author: %s, ends as %s', (status, own, outcome) => {
  const result = resolveComment(status, own)
  expect(result.ok ? result.value : result.refusal.code).toBe(outcome)
})

test('[process-102] what is resolved is not resolved again, and what is open is not opened again', () => {
  expect(resolveComment('resolved', true)).toMatchObject({ ok: false, refusal: { code: 'resolved' } })
  expect(reopenComment('open')).toMatchObject({ ok: false, refusal: { code: 'open' } })
  expect(reopenComment('decided')).toEqual({ ok: true, value: 'open' })
  expect(reopenComment('resolved')).toEqual({ ok: true, value: 'open' })
})

test('[process-103] a comment is general, technical or editorial', () => {
  expect(commentTypes.map(badCommentType)).toEqual([null, null, null])
  expect(badCommentType('angry')).toMatchObject({ refusal: { code: 'unknown-type' } })
})

test.each([
  ['open', true, 'open'], ['decided', true, 'decided'], ['resolved', true, 'decided'], ['open', false, 'FORBIDDEN'], ['decided', false, 'FORBIDDEN'], ['resolved', false, 'FORBIDDEN'],
] as const)('[process-104] a comment that is %s, edited by its author: %s, answers %s', (status, own, outcome) => {
  const result = editComment(status, own)
  expect(result.ok ? result.value : result.refusal.code).toBe(outcome)
})

test.each([
  ['decided without a reason', () => decideComment('accepted', ' '), 'A disposition takes a reason: whoever commented reads why.'],
  ['decided as nobody decides', () => decideComment('maybe', 'because'), 'There is no disposition “maybe”. There are: accepted, as-modified, rejected, see, noted, deferred.'],
  ['resolved twice', () => resolveComment('resolved', true), 'This comment is resolved already.'],
  ['resolved undecided by somebody else', () => resolveComment('open', false), 'Decide the comment first. Only its author may close it without a disposition.'],
  ['opened while it is open', () => reopenComment('open'), 'This comment is open already.'],
  ['of no type', () => badCommentType('angry'), 'There is no comment type “angry”. There are: general, technical, editorial.'],
  ['edited by somebody else', () => editComment('open', false), 'Only who wrote a comment may edit it. Reply to it instead.'],
  ['edited once it is decided', () => editComment('decided', true), 'This comment is decided or resolved, and what was answered stays as it was. Reply, or ask to have it opened again.'],
])('[process-12] a comment %s is refused in a sentence', (_, act, sentence) => {
  expect(act()).toMatchObject({ ok: false, refusal: { message: sentence } })
})
