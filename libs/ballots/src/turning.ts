import { decidePapers, type Context } from './decide.ts'
import { before } from './instant.ts'
import type { BallotRule } from './rule.ts'
import { countPapers, papersOf, type Counted } from './tally.ts'
import type { Roll, Vote } from './vote.ts'

const changed = (counted: Counted, from: string, to: string, times: number): Counted => {
  let left = times
  return {
    ...counted,
    papers: counted.papers.map(paper => {
      if (paper.choice !== from || left === 0) return paper
      left -= 1
      return { ...paper, choice: to, reasoned: true }
    }),
  }
}

/** What would have changed the result: the smallest number of votes that, cast the other way, turn it. A sentence for the record. */
export function turning(rule: BallotRule, roll: Roll, votes: readonly Vote[], facts: { readonly closesAt: string } & Context): string {
  const { closesAt, ...context } = facts
  const { papers, strangers } = papersOf(roll, votes)
  const counted = countPapers(papers, closesAt, strangers)
  const base = { eligible: roll.length, ...context }
  const { passes } = decidePapers(rule, counted, base)
  const [from, to] = passes ? ['yes', 'no'] : ['no', 'yes']
  if (!rule.options.includes(from) || !rule.options.includes(to)) return 'This rule has no two sides between which a vote could turn it.'
  const most = counted.papers.filter(paper => paper.choice === from).length
  for (let times = 1; times <= most; times += 1) {
    if (decidePapers(rule, changed(counted, from, to, times), base).passes !== passes) {
      return `${times === 1 ? 'One vote' : `${times} votes`} “${to}” instead of “${from}” would have turned the result.`
    }
  }
  return `No number of votes “${to}” instead of “${from}” would have turned the result.`
}
