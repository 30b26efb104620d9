import { groups, standsFor } from './strip.ts'

test.each([
  ['yes', 'favour'],
  ['yes-with-comments', 'favour'],
  ['no', 'against'],
  ['no-with-reason', 'against'],
  ['discuss', 'against'],
  ['object', 'against'],
  ['consent', 'favour'],
  ['withdraw', 'silent'],
  ['abstain', 'abstain'],
  ['recuse', 'abstain'],
  ['no objection', 'abstain'],
  [undefined, 'silent'],
] as const)('a vote of %p stands as %s', (choice, stand) => {
  expect(standsFor(choice)).toBe(stand)
})

test('every seat of the roll stands somewhere exactly once', () => {
  const roll = ['Brazil', 'Japan', 'Kenya', 'Norway'].map(name => ({
    seatId: name,
    name,
    jurisdiction: '',
    interestCategory: '',
    weight: 1,
    hasVoted: name !== 'Norway',
  }))
  const vote = (seatId: string, choice: string) => ({
    seatId,
    seatName: seatId,
    choice,
    reason: '',
    at: '2026-12-02T00:00:00Z',
    by: { id: seatId, name: seatId },
  })
  const votes = [vote('Brazil', 'yes'), vote('Japan', 'no'), vote('Kenya', 'abstain')]
  expect(groups({ roll, votes })).toEqual({ favour: ['Brazil'], against: ['Japan'], abstain: ['Kenya'], silent: ['Norway'] })
})

test('of a ballot without names its papers stand on the strip, and the seats that did not take part', () => {
  const entry = (name: string, hasVoted: boolean) => ({ seatId: name, name, jurisdiction: '', interestCategory: '', weight: 1, hasVoted })
  const roll = [entry('Brazil', true), entry('Japan', true), entry('Kenya', false)]
  const papers = [
    { tracker: '0a', choice: 'no', reason: null },
    { tracker: '1b', choice: 'yes', reason: null },
  ]
  expect(groups({ roll, votes: [], kind: 'secret', papers })).toEqual({ favour: ['1b'], against: ['0a'], abstain: [], silent: ['Kenya'] })
})
