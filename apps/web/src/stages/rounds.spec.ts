import { isFrozenIn, rulebookOf } from '@plenary/process'
import { roundsOf } from './rounds.ts'

const book = rulebookOf('harmonization')!
const ways = {
  isBack: (from: string, to: string): boolean => book.moves.some(move => move.from === from && move.to === to && move.kind === 'back'),
  isFrozen: (stage: string): boolean => isFrozenIn(book, stage),
  isSetAside: (from: string, to: string): boolean => from === 'implementation' && to === book.appeal.upheld?.to,
}
const moved = (from: string | null, to: string, at: string, more: object = {}) => ({
  __typename: 'StageEvent' as const, id: `${to} ${at}`, from, to, at, by: null, reason: '', override: false, takenBackAt: null, takenBackReason: null, missing: [], ...more,
})
const ballot = (number: number, opensAt: string) => ({
  __typename: 'Ballot' as const, id: `b${number}`, number, state: 'closed', question: '?', opensAt, closesAt: opensAt, result: { __typename: 'BallotResult' as const, sentence: 'Rejected.' },
})
const edition = (number: number, createdAt: string) => ({ __typename: 'Edition' as const, id: `e${number}`, number, name: `Draft ${number}`, seq: number * 10, createdAt })

const history = [
  moved(null, 'negotiation', '2027-01-01T00:00:00Z'),
  moved('negotiation', 'adoption', '2027-02-01T00:00:00Z'),
  moved('adoption', 'negotiation', '2027-04-01T00:00:00Z', { reason: 'The ballot failed.' }),
  moved('negotiation', 'drafting', '2027-04-02T00:00:00Z', { takenBackAt: '2027-04-03T00:00:00Z' }),
  moved('negotiation', 'adoption', '2027-05-01T00:00:00Z'),
]
const ballots = [ballot(1, '2027-02-02T00:00:00Z'), ballot(2, '2027-05-02T00:00:00Z')]
const editions = [edition(1, '2027-02-01T00:00:00Z'), edition(2, '2027-05-01T00:00:00Z')]

test('(A9) a round that was sent back keeps its reason, its ballot with the result, and the text it was about', () => {
  const rounds = roundsOf({ history, ballots, editions } as unknown as Parameters<typeof roundsOf>[0], ways)
  expect(rounds).toMatchObject([{ stage: 'adoption', to: 'negotiation', reason: 'The ballot failed.', began: '2027-02-01T00:00:00Z', ended: '2027-04-01T00:00:00Z' }])
  expect(rounds[0]!.ballots.map(one => one.number)).toEqual([1])
  expect(rounds[0]!.editions.map(one => one.number)).toEqual([1])
})

test('(A9) a move on, and a move that was taken back, send nothing back', () => {
  expect(roundsOf({ history: history.slice(0, 2), ballots, editions } as unknown as Parameters<typeof roundsOf>[0], ways)).toEqual([])
})

test('(A9) the round of an adoption that was set aside keeps the ballot and the text of its adoption', () => {
  const past = [
    ...history.slice(0, 2), moved('adoption', 'implementation', '2027-04-01T00:00:00Z'), moved('implementation', 'negotiation', '2027-04-20T00:00:00Z', { reason: 'A seat was not called.' }),
  ]
  const rounds = roundsOf({ history: past, ballots, editions } as unknown as Parameters<typeof roundsOf>[0], ways)
  expect(rounds).toMatchObject([{ stage: 'implementation', to: 'negotiation', reason: 'A seat was not called.', began: '2027-02-01T00:00:00Z', ended: '2027-04-20T00:00:00Z' }])
  expect([rounds[0]!.ballots.map(one => one.number), rounds[0]!.editions.map(one => one.number)]).toEqual([[1], [1]])
})
