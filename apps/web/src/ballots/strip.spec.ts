import { numbers, standsFor } from './strip.ts'

test.each([
  ['yes', 'favour'],
  ['yes-with-comments', 'favour'],
  ['no', 'against'],
  ['no-with-reason', 'against'],
  ['discuss', 'against'],
  ['object', 'against'],
  ['consent', 'favour'],
  ['approve', 'favour'],
  ['disapprove', 'against'],
  ['for', 'favour'],
  ['support', 'favour'],
  ['SF', 'favour'],
  ['against', 'against'],
  ['oppose', 'against'],
  ['reject', 'against'],
  ['formal-objection', 'against'],
  ['SA', 'against'],
  ['N', 'abstain'],
  ['noobj', 'abstain'],
  ['withdraw', 'silent'],
  ['abstain', 'abstain'],
  ['recuse', 'abstain'],
  ['no objection', 'abstain'],
  [undefined, 'silent'],
] as const)('a vote of %p stands as %s', (choice, stand) => {
  expect(standsFor(choice)).toBe(stand)
})

test('every seat of the roll stands somewhere exactly once', () => {
  const tallies = [
    { choice: 'yes', count: 2 },
    { choice: 'yes-with-comments', count: 1 },
    { choice: 'no', count: 1 },
    { choice: 'abstain', count: 1 },
  ]
  expect(numbers({ seats: 7, cast: 5 }, tallies)).toEqual({ favour: 3, against: 1, abstain: 1, silent: 2 })
})

test('papers that could not be read stand nowhere: the seats that put them in took part', () => {
  expect(numbers({ seats: 3, cast: 3 }, [{ choice: 'no', count: 2 }])).toEqual({ favour: 0, against: 2, abstain: 0, silent: 0 })
})
