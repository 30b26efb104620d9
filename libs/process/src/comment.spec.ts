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
