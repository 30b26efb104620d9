import fc from 'fast-check'
import { countCase, readCase } from './case.ts'
import { runoff } from './runoff.ts'
import { rules } from './rulebooks/index.ts'
import type { Paper } from './paper.ts'

const paper = (voter: string, ranking: readonly string[] | null, count: number | string = 1): Paper =>
  ({ voter, choice: 'ranking', reasoned: false, at: null, category: null, count, weight: 1, population: 0, flags: [], ranking })
const run = (...ballots: readonly (readonly [string | null, (number | string)?])[]) => {
  const { winner, rounds } = runoff(ballots.map(([ranking, count], index) => paper(`v${index}`, ranking === null ? null : [...ranking], count)))
  return [winner, rounds.map(round => [...round].map(([name, count]) => `${name}${count}`).join(' '))]
}

test.each<[string, readonly (readonly [string | null, (number | string)?])[], string | null, string[]]>([
  ['a majority wins at once', [['AB', 6], ['B', 5]], 'A', ['A6 B5']],
  ['exactly half is no majority', [['AB', 5], ['B', 3], ['C', 2]], 'A', ['A5 B3 C2', 'A5 B3']],
  ['the last goes out and its ballots move on', [['A', 4], ['B', 3], ['CB', 2]], 'B', ['A4 B3 C2', 'A4 B5']],
  ['a ballot that is exhausted leaves the base', [['A', 4], ['B', 3], ['C', 2]], 'A', ['A4 B3 C2', 'A4 B3']],
  ['those last together go out together', [['A', 5], ['B', 4], ['CB', 1], ['DB', 1]], 'B', ['A5 B4 C1 D1', 'A5 B6']],
  ['who is nobody’s first goes out first', [['AC', 2], ['BC', 2], ['CA', 0]], null, ['A2 B2 C0', 'A2 B2']],
  ['two equal at the end are a tie', [['A', 5], ['B', 5]], null, ['A5 B5']],
  ['nobody votes', [], null, []],
  ['nobody ranks anything', [['', 3], [null, 2]], null, []],
  ['an alternative named twice counts once', [['AAB', 1], ['BA', 2]], 'B', ['A1 B2']],
  ['sizes beyond what a number keeps', [['A', '100000000000000000000000000001'], ['B', '100000000000000000000000000000']], 'A', ['A100000000000000000000000000001 B100000000000000000000000000000']],
])('[ballots-25] %s', (_, ballots, winner, rounds) => {
  expect(run(...ballots)).toEqual([winner, rounds])
})

test('[ballots-25] the outcome is the alternative chosen, told with every round', () => {
  const counted = (votes: readonly object[]) => {
    const read = readCase({ id: 'a', rule: 'generic.irv', votes }, 0)
    return read.ok ? countCase(rules['generic.irv']!, read.value) : read
  }
  const votes = [['A', 'B'], ['B'], ['B'], ['C', 'A'], ['A']].map((ranking, index) => ({ voter: `v${index}`, choice: 'ranking', ranking }))
  expect(counted(votes)).toMatchObject({
    ok: true, value: {
      outcome: 'A', passes: true, sentence: 'A is chosen: round 1: 2 for A, 2 for B, 1 for C; round 2: 3 for A, 2 for B.',
      tallies: { counted: { ranking: 5 }, ratios: { rounds: [{ A: 2, B: 2, C: 1 }, { A: 3, B: 2 }] } },
    },
  })
  expect(counted([])).toMatchObject({ ok: true, value: { outcome: 'tie', passes: false, sentence: 'A tie.' } })
})

const names = ['A', 'B', 'C', 'D']
test('[ballots-25] the order of the ballots and the names of the alternatives do not matter, and whoever most put first by more than half wins', () => {
  const anyBallots = fc.array(fc.tuple(fc.shuffledSubarray(names), fc.integer({ min: 1, max: 4 })), { maxLength: 8 })
  fc.assert(fc.property(anyBallots.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, other]) => {
    const papers = (of: typeof list) => of.map(([ranking, count], index) => paper(`v${index}`, ranking, count))
    const result = runoff(papers(list))
    expect(runoff(papers(other))).toEqual(result)
    const renamed = runoff(papers(list.map(([ranking, count]) => [ranking.map(name => names[3 - names.indexOf(name)]!), count])))
    expect(renamed.winner).toBe(result.winner === null ? null : names[3 - names.indexOf(result.winner)])
    const first = new Map<string, number>()
    for (const [[top], count] of list) if (top !== undefined) first.set(top, (first.get(top) ?? 0) + count)
    const all = [...first.values()].reduce((sum, count) => sum + count, 0)
    for (const [name, count] of first) if (count * 2 > all) expect(result.winner).toBe(name)
  }), { seed: 20261127 })
})
