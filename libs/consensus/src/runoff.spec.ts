import fc from 'fast-check'
import type { Answer, Option } from './instrument.ts'
import { rankedChoice } from './instruments/ranked-choice.ts'
import { beatsAll, pairwise, runoff } from './runoff.ts'

type Ranking = Answer['ranking']
const options: readonly Option[] = ['A', 'B', 'C', 'D'].map(code => ({ code, name: `Wording ${code}`, side: 'favour', reason: 'optional' }))
// "A>B=C" as a ranking.
const read = (text: string): Ranking => (text === '' ? [] : text.split('>').map(equal => equal.split('=')))
const times = (...counted: [number, string][]): Ranking[] => counted.flatMap(([count, text]) => Array.from({ length: count }, () => read(text)))
const figures = (rankings: Ranking[], among = options) => runoff(rankings, among).rounds.map(round => Object.fromEntries(round.counts.map(({ code, figure }) => [code, figure])))

test('[consensus-17] the last goes out and its answers move on', () => {
  const rankings = times([4, 'A>B>C'], [3, 'B>A>C'], [2, 'C>B>A'])
  expect(runoff(rankings, options.slice(0, 3))).toMatchObject({ winner: 'B', rounds: [{ base: 9, out: ['C'] }, { base: 9, out: [] }] })
  expect(figures(rankings, options.slice(0, 3))).toEqual([{ A: '4', B: '3', C: '2' }, { A: '4', B: '5' }])
})

test('[consensus-17] an answer that names nobody left leaves the base', () => {
  const { winner, rounds } = runoff(times([4, 'A'], [3, 'B'], [2, 'C']), options.slice(0, 3))
  expect(winner).toBe('A')
  expect(rounds.map(round => round.base)).toEqual([9, 7])
})

test('[consensus-17] equal ranks share a vote exactly', () => {
  expect(figures(times([1, 'A=B=C'], [1, 'A']), options.slice(0, 3))).toEqual([{ A: '1 1/3', B: '1/3', C: '1/3' }])
  expect(figures(times([1, 'A=B'], [1, 'C'], [1, 'B']), options.slice(0, 3))[0]).toEqual({ A: '1/2', B: '1 1/2', C: '1' })
})

test('[consensus-17] five to five is a tie', () => {
  expect(runoff(times([5, 'A>B'], [5, 'B>A']), options.slice(0, 2))).toMatchObject({ winner: null, rounds: [{ base: 10, out: [] }] })
})

test('[consensus-17] of two that are last the one that was last before goes out; equal ones go together', () => {
  expect(runoff(times([6, 'A'], [5, 'B'], [2, 'C'], [1, 'D>C']), options).rounds.map(round => round.out)).toEqual([['D'], ['C'], []])
  expect(runoff(times([6, 'A'], [5, 'B'], [2, 'C'], [2, 'D']), options).rounds.map(round => round.out)).toEqual([['C', 'D'], []])
  // C and D stand at 3 in the second round; D had fewer in the first, before B's answers came to it.
  const rankings = times([6, 'A'], [1, 'B>D'], [3, 'C'], [2, 'D'])
  expect(runoff(rankings, options).rounds.map(round => round.out)).toEqual([['B'], ['D'], []])
})

test('[consensus-17] without answers nobody wins', () => {
  expect(runoff([], options)).toMatchObject({ winner: null, rounds: [{ base: 0 }] })
})

test('[consensus-17] the pairwise table shows a compromise that the runoff puts out', () => {
  const rankings = times([4, 'A>B>C'], [4, 'C>B>A'], [3, 'B>A>C'])
  const three = options.slice(0, 3)
  const pairs = pairwise(rankings, three)
  expect(pairs).toEqual([{ one: 'A', other: 'B', prefer: 4, preferOther: 7 }, { one: 'A', other: 'C', prefer: 7, preferOther: 4 }, { one: 'B', other: 'C', prefer: 7, preferOther: 4 }])
  expect(beatsAll(pairs, three)).toBe('B')
  expect(beatsAll(pairwise(times([1, 'A>B>C'], [1, 'B>C>A'], [1, 'C>A>B']), three), three)).toBeNull()
})

const roll = Array.from({ length: 11 }, (_, index) => ({ seat: String(index), name: `Body ${index}` }))
const asked = rankedChoice.options(['Five', 'Seven', 'Ten'])
const close = (rankings: Ranking[]) => rankedChoice.close(roll, rankings.map((ranking, index) => ({ seat: String(index), choice: 'ranking', reason: '', ranking })), asked, { openObjections: 0 })

test.each<[Ranking[], string, string]>([
  [times([4, '1>2>3'], [4, '3>2>1'], [3, '2>1>3']), '1', '“Five” goes forward: 7 of 11 in round 3. 11 of 11 seats answered. Compared two by two, “Seven” beats every other; look at the table.'],
  [times([3, 'none'], [1, '1']), 'none', 'None of these goes forward: 3 of 4 in round 1. 4 of 11 seats answered.'],
  [times([2, '1'], [2, '2']), 'tie', 'A tie: no option leads. 4 of 11 seats answered.'],
  [[], 'nobody', 'Nobody ranked the options. 0 of 11 seats answered.'],
])('[consensus-17] in words (%#)', (rankings, outcome, sentence) => {
  const result = close(rankings)
  expect(result).toMatchObject({ outcome, sentence })
})

test.each([
  [['Five'], 'options-missing'], [['Five', ' '], 'options-missing'], [['Five', 'Five '], 'same-option'], [Array.from({ length: 10 }, (_, n) => String(n)), 'too-many-options'], [['Five', 'Seven'], 'ok'],
])('[consensus-17] the options %j: %s', (given, outcome) => {
  const opened = rankedChoice.opens({ question: 'Which?', closesAt: '', options: given, reviewOn: null }, { openObjections: 0 })
  expect(opened.ok ? 'ok' : opened.refusal.code).toBe(outcome)
})

const ranking = fc.shuffledSubarray(['A', 'B', 'C', 'D']).chain(codes => fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }).map(joins =>
  codes.reduce<string[][]>((ranks, code, index) => (index > 0 && joins[index] ? [...ranks.slice(0, -1), [...ranks.at(-1)!, code]] : [...ranks, [code]]), [])))

test('[consensus-17] whatever is ranked: the order of answers does not matter, a majority wins at once, the figures add up to the base', () => {
  fc.assert(fc.property(fc.array(ranking, { maxLength: 15 }), rankings => {
    const result = runoff(rankings, options)
    expect(runoff(rankings.toReversed(), options)).toEqual(result)
    const sole = options.find(({ code }) => 2 * rankings.filter(one => one[0]?.length === 1 && one[0][0] === code).length > rankings.filter(one => one.length > 0).length)
    if (sole) expect(result).toMatchObject({ winner: sole.code, rounds: { length: 1 } })
    for (const round of result.rounds) {
      const sum = round.counts.reduce((total, { figure }) => total + figure.split(' ').reduce((value, part) => {
        const [above, below = '1'] = part.split('/')
        return value + Number(above) * 12 / Number(below)
      }, 0), 0)
      expect(sum).toBe(round.base * 12)
    }
    // Whoever beats each other by itself is never beaten in the last round.
    const { winner, rounds } = result
    if (winner !== null && rounds.at(-1)!.counts.length === 2) {
      const other = rounds.at(-1)!.counts.find(({ code }) => code !== winner)!.code
      const pair = pairwise(rankings, options).find(({ one, other: two }) => [one, two].includes(winner) && [one, two].includes(other))!
      const [mine, theirs] = pair.one === winner ? [pair.prefer, pair.preferOther] : [pair.preferOther, pair.prefer]
      expect(mine).toBeGreaterThanOrEqual(theirs)
    }
  }), { seed: 20270304, numRuns: 1_500 })
})
