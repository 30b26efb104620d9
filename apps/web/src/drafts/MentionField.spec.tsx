import { mentionAt } from './MentionField.tsx'

test.each([
  ['Please @Ken', 11, { from: 7, typed: 'Ken' }],
  ['@', 1, { from: 0, typed: '' }],
  ['mail me at a@b.org', 14, null],
  ['@Kenji Mo', 9, { from: 0, typed: 'Kenji Mo' }],
  ['no name', 7, null],
])('in "%s" with the caret at %i the name being typed is %j', (text, caret, mention) => {
  expect(mentionAt(text, caret)).toEqual(mention)
})
