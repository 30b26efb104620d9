import { longestStatement, stateMinority } from './statement.ts'

test.each([
  [' We dissent. ', false, 'We dissent.'], ['', false, 'words-missing'], ['We dissent.', true, 'stated'],
  ['x'.repeat(longestStatement), false, 'x'.repeat(longestStatement)], ['x'.repeat(longestStatement + 1), false, 'too-long'],
])('[consensus-12] a statement (%#)', (words, stated, outcome) => {
  const done = stateMinority(words, stated)
  expect(done.ok ? done.value : done.refusal.code).toBe(outcome)
})
