import { i18n } from '@lingui/core'
import { inWholeNumbers, inWords, thresholdOf } from './arithmetic.ts'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

test.each([
  ['10 of 11 eligible seats took part = 10/11 ≥ 1/2', '10 of 11 eligible seats took part (at least half)', '10 of 11 eligible seats took part: 2 × 10 = 20, 1 × 11 = 11, 20 is at least 11'],
  ['11 of 11 eligible seats took part = 1 ≥ 1/2', '11 of 11 eligible seats took part (at least half)', '11 of 11 eligible seats took part: 2 × 1 = 2, 1 × 1 = 1, 2 is at least 1'],
  ['5 of 9 votes for and against are in favour = 5/9 < 2/3', '5 of 9 votes for and against are in favour (less than two thirds)', '5 of 9 votes for and against are in favour: 3 × 5 = 15, 2 × 9 = 18, 15 is less than 18'],
  ['reasoned objections: 0', 'reasoned objections: 0', 'reasoned objections: 0'],
])('%s is said in words and reckoned in whole numbers', (figures, words, whole) => {
  expect(inWords(figures)).toBe(words)
  expect(inWholeNumbers(figures)).toBe(whole)
})

test.each([
  ['9 of 10 votes for and against are in favour = 9/10 ≥ 2/3', 10, { after: 7, words: 'two thirds of 10 votes cast: 7' }],
  ['6 of 9 votes for and against are in favour = 2/3 ≥ 2/3', 9, { after: 6, words: 'two thirds of 9 votes cast: 6' }],
  ['5 of 10 votes for and against are in favour = 1/2 ≤ 1/2', 10, { after: 6, words: 'more than half of 10 votes cast: 6' }],
  ['90 of 100 votes for and against are in favour = 9/10 ≥ 2/3', 10, null],
  ['reasoned objections: 0', 10, null],
])('the line on the strip: %s', (figures, votes, line) => expect(thresholdOf([{ figures }], votes)).toEqual(line))
