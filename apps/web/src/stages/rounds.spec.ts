import { rulebookOf } from '@plenary/process'
import { roundsOf } from './rounds.ts'

const book = rulebookOf('harmonization')!
const isBack = (from: string, to: string): boolean => book.moves.some(move => move.from === from && move.to === to && move.kind === 'back')
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
  const rounds = roundsOf({ history, ballots, editions } as unknown as Parameters<typeof roundsOf>[0], isBack)
  expect(rounds).toMatchObject([{ stage: 'adoption', to: 'negotiation', reason: 'The ballot failed.', began: '2027-02-01T00:00:00Z', ended: '2027-04-01T00:00:00Z' }])
  expect(rounds[0]!.ballots.map(one => one.number)).toEqual([1])
  expect(rounds[0]!.editions.map(one => one.number)).toEqual([1])
})

test('(A9) a move on, and a move that was taken back, send nothing back', () => {
  expect(roundsOf({ history: history.slice(0, 2), ballots, editions } as unknown as Parameters<typeof roundsOf>[0], isBack)).toEqual([])
})
