import { proxiesOf } from './decide.ts'
import type { Context } from './figures.ts'
import type { BallotRule } from './rule.ts'
import { countOf, countVotes, type Counted } from './tally.ts'
import type { Roll, Vote } from './vote.ts'
import { wheresIn } from './wheres.ts'

/** Votes of a choice that a rule counts only with a reason, and that give none that counts. */
export interface LeftOut { readonly choice: string; readonly number: bigint }

/** The votes that a rule leaves out of a sum because they give no reason that counts: by choice, in the order of the rule. */
export function leftOutOf(rule: BallotRule, { papers }: Counted): readonly LeftOut[] {
  const asked = new Set(wheresIn(rule.steps).flatMap(where => (where.reasoned === true ? where.choice ?? rule.options : [])))
  const bare = papers.filter(paper => asked.has(paper.choice) && !paper.reasoned)
  return rule.options
    .map(choice => ({ choice, number: bare.reduce((sum, paper) => (paper.choice === choice ? sum + countOf(paper) : sum), 0n) }))
    .filter(({ number }) => number > 0n)
}

/** The same in one sentence; null where no vote is left out. */
export function leftOutInWords(rule: BallotRule, counted: Counted): string | null {
  const told = leftOutOf(rule, counted).map(({ choice, number }) => `${number} ${number === 1n ? 'vote' : 'votes'} “${choice}”`)
  const last = told.pop()
  if (last === undefined) return null
  return `${[...(told.length === 0 ? [] : [told.join(', ')]), last].join(' and ')} without a reason that counts: left out where the rule asks for one.`
}

/** The votes that were left out because they give no reason that counts: a sentence for the record, or null. */
export function leftOut(rule: BallotRule, roll: Roll, votes: readonly Vote[], { closesAt, ...context }: { readonly closesAt: string } & Context): string | null {
  return leftOutInWords(rule, countVotes(roll, votes, { closesAt, proxiesPerHolder: proxiesOf(rule, context) }))
}
