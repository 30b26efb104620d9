import { entry, sound } from '../cases/facts.ts'
import { phases } from './phase.ts'
import { stageRail } from './rail.ts'
import { rulebookOf, rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const current = (stage: string, now: string) => stageRail(sound(stage).history, rulebook, now).find(station => station.state === 'current')!

test('[process-27] the rail has seven stations: those behind are done with their dates, one is current, the others wait', () => {
  const rail = stageRail(sound('drafting').history, rulebook, '2027-04-10T00:00:00Z')
  expect(rail.map(station => station.code)).toEqual([...phases])
  expect(rail.map(station => station.state)).toEqual(['done', 'done', 'current', 'waiting', 'waiting', 'waiting', 'waiting'])
  expect(rail.slice(0, 3).map(station => [station.enteredAt, station.leftAt])).toEqual([
    ['2027-01-04T10:00:00Z', '2027-01-25T10:00:00Z'], ['2027-01-25T10:00:00Z', '2027-04-05T10:00:00Z'], ['2027-04-05T10:00:00Z', null],
  ])
  expect(rail.filter(station => station.day !== null)).toHaveLength(1)
  expect(rail.slice(3).map(station => [station.enteredAt, station.leftAt, station.visits])).toEqual(Array.from({ length: 4 }, () => [null, null, 0]))
})

test.each([
  ['issue', '2027-01-04T23:00:00Z', 'day 1 of 61, due 5 March 2027', false],
  ['issue', '2027-01-20T00:00:00Z', 'day 17 of 61, due 5 March 2027', false],
  ['issue', '2027-03-05T23:59:59Z', 'day 61 of 61, due 5 March 2027', false],
  ['issue', '2027-03-06T00:00:00Z', 'day 62 of 61, was due 5 March 2027', true],
  ['implementation', '2027-11-09T00:00:00Z', 'day 2 of 183, not before the end of 8 May 2028', false],
  ['implementation', '2028-05-08T23:59:59Z', 'day 183 of 183, not before the end of 8 May 2028', false],
  ['implementation', '2028-05-09T00:00:00Z', 'day 184, open to go on since 8 May 2028', false],
  ['implementation', '2029-11-09T00:00:00Z', 'day 733, open to go on since 8 May 2028', false],
])('[process-27] in %s at %s the words are “%s”', (stage, now, words, late) => {
  expect(current(stage, now)).toMatchObject({ words, late })
})

test('[process-27] the ruler has one tick a day, each fifth longer, today tall and the days that matter marked', () => {
  const { ticks, days } = current('issue', '2027-01-20T12:00:00Z')
  expect(ticks).toHaveLength(days!)
  expect(ticks[0]).toEqual({ at: '2027-01-04T00:00:00Z', kind: 'day' })
  expect(ticks.map((tick, index) => [index + 1, tick.kind]).filter(([, kind]) => kind === 'today' || kind === 'deadline')).toEqual([[15, 'deadline'], [17, 'today'], [61, 'deadline']])
  expect(ticks.filter(tick => tick.kind === 'fifth')).toHaveLength(11)
  expect([current('issue', '2028-02-07T12:00:00Z'), current('issue', '2028-02-08T12:00:00Z')].map(({ day, ticks: drawn }) => [day, drawn.length])).toEqual([[400, 400], [401, 0]])
})

test('[process-27] a draft that went back waits again at the stations before it, and its visits are counted', () => {
  const history = [...sound('negotiation').history, entry('negotiation', 'drafting', '2027-07-01', 'back')]
  const rail = stageRail(history, rulebook, '2027-07-02T00:00:00Z')
  expect(rail.map(station => station.state)).toEqual(['done', 'done', 'current', 'waiting', 'waiting', 'waiting', 'waiting'])
  expect(rail[2]).toMatchObject({ visits: 2, enteredAt: '2027-07-01T10:00:00Z', day: 2 })
  expect(rail[3]).toMatchObject({ visits: 1, leftAt: '2027-07-01T10:00:00Z' })
})

test('[process-23] a move taken back leaves no trace on the rail', () => {
  const history = [...sound('drafting').history, entry('drafting', 'negotiation', '2027-05-01'), entry('negotiation', 'drafting', '2027-05-02', 'takenBack')]
  expect(stageRail(history, rulebook, '2027-05-03T00:00:00Z')).toEqual(stageRail(sound('drafting').history, rulebook, '2027-05-03T00:00:00Z'))
})

const long = rulebookOf('iso')!
const walked = [entry(null, '00.00', '2027-01-04'), entry('00.00', '10.20', '2027-02-01'), entry('10.20', '20.20', '2027-06-01'), entry('20.20', '40.20', '2028-01-10'), entry('40.20', '40.92', '2028-05-01', 'back'), entry('40.92', '40.93', '2028-06-01')]

test('[process-217] where stages are too many for a rail each phase is a station, and the current one shows the stage', () => {
  const rail = stageRail(walked, long, '2028-06-02T00:00:00Z')
  expect(rail.map(station => [station.code, station.state, station.visits])).toEqual([
    ['00.00', 'done', 1], ['10.00', 'done', 1], ['20.00', 'done', 1], ['30.00', 'done', 1], ['40.93', 'current', 2], ['60.60', 'waiting', 0], ['90.20', 'waiting', 0],
  ])
  expect(rail.map(station => station.title)).toEqual(['Issue identification', 'Stakeholder engagement', 'Drafting', 'Negotiation', 'New draft standard ballot', 'Implementation', 'Review'])
  expect(rail[4]).toMatchObject({ enteredAt: '2028-06-01T10:00:00Z', leftAt: null, day: 2, words: 'day 2' })
  expect(rail[1]).toMatchObject({ enteredAt: '2027-02-01T10:00:00Z', leftAt: '2027-06-01T10:00:00Z' })
})

test('[process-217] moving on within a phase is no other visit of its station, which is entered once', () => {
  const within = [entry(null, '00.00', '2027-01-04'), entry('00.00', '00.20', '2027-02-01'), entry('00.20', '10.00', '2027-03-01')]
  expect(stageRail(within, long, '2027-03-02T00:00:00Z')[0]).toMatchObject({ visits: 1, enteredAt: '2027-01-04T10:00:00Z', leftAt: '2027-03-01T10:00:00Z' })
})

test('[process-217] a stage in which work ends is shown to the draft that ended there, and to no other', () => {
  const short = rulebookOf('imdrf')!
  const codes = (...history: Parameters<typeof stageRail>[0][number][]) => stageRail(history, short, '2027-03-01T00:00:00Z').map(station => station.code)
  expect(codes(entry(null, 'Stage 1', '2027-01-04'))).not.toContain('Closed')
  expect(codes(entry(null, 'Stage 1', '2027-01-04'), entry('Stage 1', 'Closed', '2027-02-04', 'back'))).toContain('Closed')
})

test('[process-217] ten stages fit on a rail, each a station of its own; of eleven each phase is one', () => {
  const stations = (id: string, more: Partial<typeof long> = {}) => stageRail([], { ...rulebookOf(id)!, ...more }, '2027-03-01T00:00:00Z')
  const codex = rulebookOf('codex')!.stages.filter(stage => stage.ends === undefined)
  expect(stations('codex').map(station => [station.code, station.title])).toEqual(codex.map(stage => [stage.code, stage.title]))
  expect(codex).toHaveLength(10)
  expect(stations('itu-t-aap').map(station => station.phase)).toEqual([...phases])
  expect(stations('iso', { stages: long.stages.filter(stage => stage.phase !== 'negotiation') }).map(station => station.phase)).toEqual(phases.filter(phase => phase !== 'negotiation'))
})

test.each(['harmonization', 'iso'])('[process-27] of a draft that came nowhere yet every station of %s waits', id => {
  for (const station of stageRail([], rulebookOf(id)!, '2027-03-01T00:00:00Z')) {
    expect(station).toMatchObject({ state: 'waiting', enteredAt: null, leftAt: null, visits: 0, day: null, ticks: [], words: '' })
  }
})
