import { printedIn, verdictOf } from './figures.ts'
import { readHistory } from './history.ts'
import { replay } from './replay.ts'
import { editionsOf, rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const codes = (...events: (readonly [string, string])[]) =>
  replay([rulebook], { doc: 'd', rulebook: 'harmonization', events: events.map(([date, stage]) => ({ date, stage })) }).map(({ index, from, to, code }) => [index, from, to, code])

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
  ['a date before the one it follows', [['2027-03-04', 'issue'], ['2027-02-01', 'issue'], ['2027-03-30', 'engagement']], [[1, 'issue', 'issue', 'too-soon']]],
] as const)('[process-28] %s is replayed', (_, events, expected) => {
  expect(codes(...events)).toEqual(expected)
})

test('[process-28] where no path of permitted moves leads, the event is not permitted, and what follows is held against where the draft was', () => {
  const oneWay = { ...rulebook, moves: rulebook.moves.filter(move => move.kind === 'forward' && move.from !== 'review') }
  const events = [{ date: '2027-01-04', stage: 'drafting' }, { date: '2027-05-04', stage: 'issue' }, { date: '2027-06-04', stage: 'negotiation' }]
  expect(replay([oneWay], { doc: 'd', rulebook: 'x', events })).toEqual([{ index: 1, from: 'drafting', to: 'issue', code: 'not-permitted', message: 'No path of permitted moves leads from drafting to issue.' }])
})

test('[process-201] a history is held against the edition in force at the date of the event', () => {
  const [older, newer] = [{ ...rulebook, edition: 'old', from: '2020-01-01', until: '2027-06-01' }, { ...rulebook, edition: 'new', from: '2027-06-01', stages: rulebook.stages.filter(stage => stage.code !== 'issue'), moves: rulebook.moves.filter(move => move.from !== 'issue' && move.to !== 'issue') }]
  const at = (date: string) => replay([older, newer], { doc: 'd', rulebook: 'x', events: [{ date, stage: 'issue' }] }).map(({ code }) => code)
  expect([at('2027-05-31'), at('2027-06-01')]).toEqual([[], ['unknown-stage']])
})

test.each([
  ['24/32 and 10/71', 'passed'], ['17/32 and 18/69', 'lost'], ['53 % of P-votes, 26 % negative, both criteria failed', 'lost'], ['66-5-11', 'passed'], ['18-60', 'lost'],
  ['16 of 16, 0 of 23', 'passed'], ['66.66 % and more', 'open'], ['the meeting of 17-21 May', 'open'], ['WP.29/2023/131', 'open'], ['25 % of P-votes, 80 % negative', 'lost'],
])('[process-215] of “%s” the result is read as %s', (words, verdict) => {
  const ballot = editionsOf('iso')[0]!.ballots.find(one => one.rule === 'iso.dis')!
  expect(verdictOf(ballot, printedIn(words), 0)).toBe(verdict)
})

test('[process-215] a percentage counts as every value that prints so', () => {
  const two = { shares: { favourAtLeast: '2/3' } }
  expect(verdictOf(two, printedIn('66 % of votes, 34 % negative'), 0)).toBe('open')
  expect(verdictOf(two, printedIn('65 % of votes, 34 % negative'), 0)).toBe('lost')
  expect(verdictOf(two, printedIn('68 % of votes, 32 % negative'), 0)).toBe('passed')
})

test.each([
  ['no document', {}, 'history 3: needs doc and rulebook.'],
  ['no events', { doc: 'A', rulebook: 'r' }, 'A: events is not a list.'],
  ['an event without a stage', { doc: 'A', rulebook: 'r', events: [{ date: '2027' }] }, 'A: events[0] needs a stage.'],
  ['the 30th of February', { doc: 'A', rulebook: 'r', events: [{ date: '2027-02-30', stage: 's' }] }, 'A: events[0].date is not a date'],
  ['a month 13', { doc: 'A', rulebook: 'r', events: [{ date: '2027-13', stage: 's' }] }, 'A: events[0].date is not a date'],
  ['words that are none', { doc: 'A', rulebook: 'r', events: [{ date: '2027', stage: 's', event: 4 }] }, 'A: events[0].event is not a text.'],
])('[process-29] a history with %s is refused in one sentence', (_, data, message) => {
  const read = readHistory(data, 3)
  expect(read.ok ? '' : read.refusal.message).toContain(message)
})

test.each([
  ['nothing', null, 'history 3: needs doc and rulebook.'], ['no list of fields', 'A', 'history 3: needs doc and rulebook.'], ['nothing at all', undefined, 'history 3: needs doc and rulebook.'],
  ['no rulebook', { doc: 'A' }, 'A: needs doc and rulebook.'], ['no document', { rulebook: 'r' }, 'history 3: needs doc and rulebook.'],
  ['no events', { doc: 'A', rulebook: 'r', events: {} }, 'A: events is not a list.'],
  ['an event that is nothing', { doc: 'A', rulebook: 'r', events: [null] }, 'A: events[0] needs a stage.'],
  ['a date that is a number', { doc: 'A', rulebook: 'r', events: [{ date: '2027', stage: 's' }, { date: 2027, stage: 's' }] }, 'A: events[1].date is not a date such as 2026-11-22, 2026-11 or 2026.'],
  ['words that are none', { doc: 'A', rulebook: 'r', events: [{ date: '2027', stage: 's', event: 4 }] }, 'A: events[0].event is not a text.'],
])('[process-29] a history of %s is refused with its place', (_, data, message) => {
  expect(readHistory(data, 3)).toEqual({ ok: false, refusal: { code: 'history', message, missing: [] } })
})

test('[process-29] a history is read as it is told', () => {
  const told = { doc: 'A', rulebook: 'r', events: [{ date: '2027', stage: 's' }, { date: '2027-02-01', stage: 't', event: 'adopted 3-1' }] }
  expect(readHistory({ ...told, more: 'not asked' }, 0)).toEqual({ ok: true, value: told })
})

const share = (numerator: number, denominator: number) => {
  const fraction = [BigInt(numerator), BigInt(denominator)]
  return { least: fraction, most: fraction }
}

test.each([
  ['approved by acclamation', { said: 'passed' }], ['the ballot was not approved', { said: 'lost' }], ['sent to the secretariat', { said: null }],
  ['adopted by 20 members', { said: 'passed', membersFor: 20 }], ['3-1', { said: null, favour: share(3, 4), against: share(1, 4) }],
  ['24/32 and 10/71', { said: null, favour: share(24, 32), against: share(10, 71) }], ['3/0 and 1/5', { said: null }], ['3/5 and 1/0', { said: null }], ['0-0', { said: null }],
  ['53 % of P-votes, 26 % negative: failed', { said: 'lost', favour: { least: [105n, 200n], most: [54n, 100n] }, against: { least: [51n, 200n], most: [27n, 100n] } }],
])('[process-215] “%s” prints %j', (words, printed) => {
  expect(printedIn(words)).toEqual(printed)
})

test.each([
  [14, 27, 'passed'], [14, 28, 'passed'], [13, 28, 'lost'], [14, 0, 'open'],
])('[process-215] with %i members in favour of %i, half of them being asked, a ballot is %s', (many, of, verdict) => {
  const half = { shares: { favourOfMembers: '1/2' } }
  expect(verdictOf(half, printedIn(`adopted by ${many} members`), of)).toBe(verdict)
  expect([verdictOf(half, printedIn('adopted 3-1'), of), verdictOf({ shares: { favourAtLeast: '2/3' } }, printedIn(`adopted by ${many} members`), of)]).toEqual(['open', 'open'])
})

test('[process-215] a ballot passes when every share passes, and is lost by one', () => {
  const both = { shares: { favourAtLeast: '2/3', againstAtMost: '1/4' } }
  expect(['68 % of votes, 25 % negative', '68 % of votes, 24 % negative', '68 % of votes, 27 % negative', '60 % of votes, 24 % negative'].map(words => verdictOf(both, printedIn(words), 0))).toEqual(['open', 'passed', 'lost', 'lost'])
  expect(verdictOf({}, printedIn('3-1'), 0)).toBe('open')
})

test('[process-29] a history with what is no date is a fault: it was not read first', () => {
  expect(() => codes(['yesterday', 'issue'])).toThrow('"yesterday" is not a date')
})

test('[process-215] a share against that may be both within and beyond what the rule allows decides nothing', () => {
  const against = { shares: { againstAtMost: '1/4' } }
  const saying = (percent: number) => verdictOf(against, printedIn(`70 % of votes, ${percent} % negative`), 0)
  expect([24, 25, 27].map(saying)).toEqual(['passed', 'open', 'lost'])
})

test('[process-28] a draft that stands where the edition of the event has no stage is read under the edition it came under', () => {
  const shorter = { ...rulebook, edition: '2', from: '2027-06-01', stages: rulebook.stages.filter(one => one.code !== 'engagement'), moves: rulebook.moves.filter(one => one.from !== 'engagement' && one.to !== 'engagement') }
  const events = [{ date: '2027-01-04', stage: 'engagement' }, { date: '2027-07-01', stage: 'drafting' }]
  expect(replay([rulebook, shorter], { doc: 'd', rulebook: 'harmonization', events })).toEqual([])
})

// From a to b one waits a hundred days; by the way of c ten, by that of d fifty.
const waits = (code: string, minimum?: string) => ({ ...rulebook.stages[0]!, code, minimum })
const gated = (from: string, to: string, gates: readonly string[] = []) => ({ ...rulebook.moves[0]!, from, to, gates: [...gates], override: undefined })
const ways = [gated('a', 'b', ['minimum-time']), gated('a', 'c'), gated('c', 'b', ['minimum-time']), gated('a', 'd'), gated('d', 'b', ['minimum-time'])]

test.each([['as they are written', ways], ['the other way round', [...ways].reverse()]])('[process-28] the shortest way counts, the moves being read %s', (_, moves) => {
  const book = { ...rulebook, stages: [waits('a', 'P100D'), waits('b'), waits('c', 'P10D'), waits('d', 'P50D')], moves, ballots: [] }
  const arriving = (date: string) => replay([book], { doc: 'd', rulebook: 'x', events: [{ date: '2027-01-01', stage: 'a' }, { date, stage: 'b' }] }).map(({ code }) => code)
  expect([arriving('2027-01-11'), arriving('2027-01-12')]).toEqual([['too-soon'], []])
})

const messages = (editions: readonly (typeof rulebook)[], ...events: readonly (readonly [date: string, stage: string])[]) =>
  replay(editions, { doc: 'd', rulebook: 'x', events: events.map(([date, stage]) => ({ date, stage })) }).map(one => one.message)

test('[process-28] what is refused is said in a sentence, with the dates', () => {
  expect(messages([rulebook], ['2027-01-04', 'issue'], ['2027-01-05', 'engagement'])).toEqual(['The minimum times on the way from issue to engagement run until 19 January 2027; the event is of 2027-01-05. issue alone takes 14 days.'])
  expect(messages([rulebook], ['2027-09-06', 'adoption'], ['2027-09-20', 'review'])).toEqual(['The minimum times on the way from adoption to review run until 7 March 2028; the event is of 2027-09-20.'])
  expect(messages([rulebook], ['2027-09-06', 'limbo'])).toEqual(['The rulebook harmonization has no stage limbo.'])
  expect(messages([rulebook], ['2027-09-06', 'issue'], ['2027-09-05', 'issue'])).toEqual(['The event is of 2027-09-05, before the one that it follows.'])
  const older = { ...rulebook, until: '2027-06-01', moves: rulebook.moves.filter(one => one.from !== 'engagement') }
  const newer = { ...rulebook, edition: '2', from: '2027-06-01', stages: rulebook.stages.filter(one => one.code !== 'engagement'), moves: rulebook.moves.filter(one => one.from !== 'engagement' && one.to !== 'engagement') }
  expect(messages([older, newer], ['2027-01-04', 'engagement'], ['2027-07-01', 'drafting'])).toEqual(['The edition 2 has no stage engagement.'])
  expect(replay([older, newer], { doc: 'd', rulebook: 'x', events: [{ date: '2027-01-04', stage: 'engagement' }, { date: '2027-07-01', stage: 'drafting' }] })).toMatchObject([{ code: 'not-permitted' }])
})

test('[process-28] of two editions that refuse an event, the one that only asks for more time is heard', () => {
  const older = { ...rulebook, until: '2027-01-10' }
  const newer = { ...rulebook, edition: '2', from: '2027-01-10', moves: rulebook.moves.filter(one => one.from !== 'issue') }
  expect(messages([older, newer], ['2027-01-04', 'issue'], ['2027-01-12', 'engagement'])).toEqual([expect.stringMatching(/^The minimum times on the way from issue/)])
})

test('[process-28] a stage is known by the names that documents give it, and by no other', () => {
  const ietf = editionsOf('ietf')
  expect([messages(ietf, ['2027-01-04', 'Proposed Standard']), messages(ietf, ['2027-01-04', 'Improper Standard'])]).toEqual([[], ['The rulebook ietf has no stage Improper Standard.']])
})

test('[process-28] an event is held against the latest that came before it, also after one that came too soon', () => {
  expect(codes(['2027-03-04', 'issue'], ['2027-02-01', 'issue'], ['2027-02-15', 'issue']).map(([index, , , code]) => [index, code])).toEqual([[1, 'too-soon'], [2, 'too-soon']])
  expect(codes(['2027-01-04', 'issue'], ['2027-06-01', 'issue'], ['2027-03-01', 'issue']).map(([index, , , code]) => [index, code])).toEqual([[2, 'too-soon']])
  expect(codes(['2027-01-04', 'issue'], ['2027-06-01', 'issue'], ['2027-03-01', 'issue'], ['2027-04-01', 'engagement']).map(([index, , , code]) => [index, code])).toEqual([[2, 'too-soon'], [3, 'too-soon']])
  const oneWay = { ...rulebook, moves: rulebook.moves.filter(one => one.kind === 'forward' && one.from !== 'review') }
  expect(replay([oneWay], { doc: 'd', rulebook: 'x', events: [{ date: '2027-05-04', stage: 'drafting' }, { date: '2027-01-04', stage: 'issue' }] })).toMatchObject([{ index: 1, code: 'not-permitted' }])
  expect(codes(['2027-03-04', 'issue'], ['2027-02-01', 'limbo'])).toEqual([[1, 'issue', 'limbo', 'too-soon']])
})

const usual = rulebook.ballots[0]!
const voting = { ...rulebook, ballots: [{ ...usual, shares: { favourAtLeast: '2/3' } }] }
const told = (book: typeof rulebook, ...events: readonly (readonly [date: string, stage: string, event?: string])[]) =>
  replay([book], { doc: 'd', rulebook: 'x', events: events.map(([date, stage, event]) => ({ date, stage, event })) }).map(({ index, code, message }) => [index, code, message])
const contradicted = (index: number, made: string, tells: string) => [index, 'rule', `By the rule generic.default the printed figures make the ballot ${made}; the event tells it ${tells}.`]

test.each([
  ['a ballot that passes and leads on', [['2027-10-07', 'adoption', '3-1'], ['2027-11-08', 'implementation']], []],
  ['a ballot that is lost and leads back', [['2027-10-07', 'adoption', '1-3'], ['2027-11-08', 'negotiation']], []],
  ['a ballot that passes and leads back', [['2027-10-07', 'adoption', '3-1'], ['2027-11-08', 'negotiation']], [contradicted(1, 'passed', 'lost')]],
  ['a ballot that is lost and leads on', [['2027-10-07', 'adoption', '1-3'], ['2027-11-08', 'implementation']], [contradicted(1, 'lost', 'passed')]],
  ['figures and words that agree', [['2027-10-07', 'adoption', 'rejected 1-3'], ['2027-10-08', 'adoption', 'adopted 3-1']], []],
  ['figures and words that do not', [['2027-10-07', 'adoption', 'adopted 1-3']], [contradicted(0, 'lost', 'passed')]],
  ['figures told where the result leads', [['2027-10-07', 'adoption'], ['2027-11-08', 'implementation', '1-3']], [contradicted(1, 'lost', 'passed')]],
  ['figures told where the result leads, the ballot not being told of', [['2027-11-08', 'implementation', '1-3']], [contradicted(0, 'lost', 'passed')]],
  ['words alone, after figures', [['2027-10-07', 'adoption', '1-3'], ['2027-10-08', 'adoption', 'adopted, as the minutes say']], []],
  ['figures of what is not voted on', [['2027-06-07', 'drafting', 'adopted 1-3']], []],
  ['a lost ballot told where it leads back to', [['2027-11-08', 'negotiation', '3-1']], [contradicted(0, 'passed', 'lost')]],
  ['figures that decide nothing', [['2027-10-07', 'adoption', 'adopted by 3 members'], ['2027-11-08', 'implementation']], []],
  ['a lost ballot and a second one without figures', [['2027-10-07', 'adoption', '1-3'], ['2027-11-08', 'negotiation'], ['2028-02-08', 'adoption'], ['2028-05-08', 'implementation']], []],
] as const)('[process-215] of a history with %s the figures are held against the rule', (_, events, expected) => {
  expect(told(voting, ...events)).toEqual(expected)
})

test('[process-215] figures of one ballot say nothing of another', () => {
  const early = { ...usual, rule: 'generic.simple', stages: ['negotiation'], passed: ['adoption'], lost: ['drafting'], shares: { favourAtLeast: '1/2' } }
  const two = { ...voting, ballots: [early, { ...voting.ballots[0]!, stages: ['adoption'] }] }
  expect(told(two, ['2027-06-07', 'negotiation', '1-3'], ['2027-09-06', 'adoption'], ['2027-11-08', 'implementation'])).toEqual([])
  expect(told(two, ['2027-06-07', 'negotiation', '3-1'], ['2027-06-08', 'drafting'])).toMatchObject([[1, 'rule', expect.stringContaining('generic.simple')]])
})

test('[process-215] a result is that of the ballot that was held, where several lead to the same stage', () => {
  const usually = { ...usual, rule: 'generic.simple', stages: ['negotiation'], passed: ['implementation'], lost: ['drafting'], shares: { favourAtLeast: '1/2' } }
  const two = { ...voting, ballots: [usually, { ...voting.ballots[0]!, stages: ['adoption'], lost: ['drafting'] }] }
  const rules = (...events: Parameters<typeof told>[1][]) => told(two, ...events).map(([index, , message]) => [index, /generic\.\w+/.exec(message as string)?.[0]])
  expect(rules(['2027-10-07', 'adoption', '3-2'], ['2027-11-08', 'implementation'])).toEqual([[1, 'generic.default']])
  expect(rules(['2027-10-07', 'adoption', '3-1'], ['2027-11-08', 'drafting'])).toEqual([[1, 'generic.default']])
  expect(rules(['2027-10-07', 'adoption', '3-1'], ['2027-11-08', 'engagement', 'adopted 1-3'])).toEqual([])
})

test('[process-215] a ballot of which the rulebook does not say where its result leads is held against the words of the record alone', () => {
  const { passed: _, lost: __, ...mute } = voting.ballots[0]!
  const vague = { ...voting, ballots: [mute] }
  expect(told(vague, ['2027-10-07', 'adoption', '1-3'], ['2027-11-08', 'implementation'])).toEqual([])
  expect(told(vague, ['2027-10-07', 'adoption', 'adopted 1-3'], ['2027-10-08', 'adoption', 'rejected 1-3'])).toEqual([contradicted(0, 'lost', 'passed')])
})

test('[process-28] a month that follows a day in it moves the draft neither on nor back', () => {
  expect(codes(['2027-03-20', 'issue'], ['2027-03', 'issue'], ['2027-03-10', 'issue']).map(([index, , , code]) => [index, code])).toEqual([[2, 'too-soon']])
})

test('[process-215] a share of the members is one of those who were members at the date', () => {
  const table = (from: string, count: number) => ({ title: from, from, source: 's', fact: 'memory', by: Object.fromEntries(Array.from({ length: count }, (_, index) => [`M${index}`, 1])) })
  const members = { ...rulebook, ballots: [{ ...usual, shares: { favourOfMembers: '1/2' } }] }
  const weighed = { ...members, weights: [table('2020-01-01', 4), table('2027-10-01', 6)] }
  const at = (date: string, book: typeof rulebook = weighed) => told(book, [date, 'adoption', 'adopted by 2 members']).length
  expect([at('2019-01-01'), at('2027-09-30'), at('2027-10-01'), at('2030-01-01'), at('2030-01-01', members)]).toEqual([0, 0, 1, 1, 0])
})
