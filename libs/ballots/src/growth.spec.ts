import { decidePapers } from './decide.ts'
import type { Paper } from './paper.ts'
import { pilesOf } from './pile.ts'
import { rules } from './rulebooks/index.ts'
import { countPapers } from './tally.ts'

/** Papers whose fields count how often they are looked at. */
function watched(number: number): { readonly papers: readonly Paper[]; readonly looks: () => number } {
  let looks = 0
  const handler: ProxyHandler<Paper> = {
    get: (target, name) => {
      looks += 1
      return Reflect.get(target, name) as unknown
    },
  }
  const papers = Array.from({ length: number }, (_, index): Paper => new Proxy({
    voter: `v${index % (number - number / 10)}`, choice: index % 3 === 0 ? 'no' : 'yes', reasoned: true, at: `2026-06-01T00:00:00.${`${index}`.padStart(9, '0')}Z`,
    category: index % 2 === 0 ? 'P' : 'O', count: 1, weight: 1 + index % 7, population: index, flags: [],
  }, handler))
  return { papers, looks: () => looks }
}

const looksAt = (number: number): number => {
  const { papers, looks } = watched(number)
  const result = decidePapers(rules['iso.dis']!, countPapers(papers, { closesAt: '2026-06-02T00:00:00Z' }), {})
  expect(result).toMatchObject({ ok: true, value: { tallies: { superseded: number / 10 } } })
  return looks()
}

test('[ballots-27] counting looks at each vote a fixed number of times, however many there are', () => {
  expect(looksAt(20_000) / looksAt(2_000)).toBeCloseTo(10, 1)
})

test('[ballots-27] what a rule is evaluated on does not grow with the votes', () => {
  const piles = (number: number): number => pilesOf(countPapers(watched(number).papers, { closesAt: null }).papers).length
  expect(piles(2_000)).toBe(piles(200))
})
