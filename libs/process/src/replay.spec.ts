import { readHistory, replay } from './replay.ts'
import { rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const codes = (...events: (readonly [string, string])[]) =>
  replay(rulebook, { doc: 'd', rulebook: 'harmonization', events: events.map(([date, stage]) => ({ date, stage })) }).map(({ index, from, to, code }) => [index, from, to, code])

test.each([
  ['a history in order', [['2027-01-04', 'issue'], ['2027-01-19', 'engagement'], ['2027-06', 'drafting']], []],
  ['stages passed without a record', [['2027-01-04', 'issue'], ['2027-09', 'adoption'], ['2033', 'review']], []],
  ['several events in one stage', [['2027-01-04', 'issue'], ['2027-01-05', 'issue'], ['2027-01-19', 'engagement']], []],
  ['a month read in favour of the document', [['2027-01', 'issue'], ['2027-01', 'engagement']], []],
  ['a year read in favour of the document', [['2027', 'issue'], ['2027', 'adoption']], []],
  ['a move back at once', [['2027-01-04', 'drafting'], ['2027-01-05', 'engagement']], []],
  ['a day too soon', [['2027-01-04', 'issue'], ['2027-01-18', 'engagement']], [[1, 'issue', 'engagement', 'too-soon']]],
  ['minimum times that do not fit together', [['2027-01-04', 'issue'], ['2027-04-15', 'negotiation']], [[1, 'issue', 'negotiation', 'too-soon']]],
  ['a stage nobody knows', [['2027-01-04', 'issue'], ['2027-02-01', '40.20'], ['2027-03-01', 'engagement']], [[1, 'issue', '40.20', 'unknown-stage']]],
] as const)('[process-28] %s is replayed', (_, events, expected) => {
  expect(codes(...events)).toEqual(expected)
})

test('[process-28] where no path of permitted moves leads, the event is not permitted', () => {
  const oneWay = { ...rulebook, moves: rulebook.moves.filter(move => move.kind === 'forward' && move.from !== 'review') }
  const back = { doc: 'd', rulebook: 'x', events: [{ date: '2027-01-04', stage: 'drafting' }, { date: '2027-05-04', stage: 'issue' }] }
  expect(replay(oneWay, back)).toEqual([{ index: 1, from: 'drafting', to: 'issue', code: 'not-permitted', message: 'No path of permitted moves leads from drafting to issue.' }])
})

test.each([
  ['no document', {}, 'history 3: needs doc and rulebook.'],
  ['no events', { doc: 'A', rulebook: 'r' }, 'A: events is not a list.'],
  ['an event without a stage', { doc: 'A', rulebook: 'r', events: [{ date: '2027' }] }, 'A: events[0] needs a stage.'],
  ['the 30th of February', { doc: 'A', rulebook: 'r', events: [{ date: '2027-02-30', stage: 's' }] }, 'A: events[0].date is not a date'],
  ['a month 13', { doc: 'A', rulebook: 'r', events: [{ date: '2027-13', stage: 's' }] }, 'A: events[0].date is not a date'],
])('[process-29] a history with %s is refused in one sentence', (_, data, message) => {
  const read = readHistory(data, 3)
  expect(read.ok ? '' : read.refusal.message).toContain(message)
})
