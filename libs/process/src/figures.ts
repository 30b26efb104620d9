import type { BallotOfRulebook } from './rulebook.ts'

type Fraction = readonly [numerator: bigint, denominator: bigint]

/** A share as it was printed: exact, or somewhere between the values that print so, rounded or cut off. */
interface Share { readonly least: Fraction; readonly most: Fraction }

/** What a record prints of a result, as far as it can be read. */
export interface Printed {
  /** In favour, of those that count. */
  readonly favour?: Share
  readonly against?: Share
  /** Members in favour, as a number. */
  readonly membersFor?: number
  /** The record says in words how it came out. */
  readonly said: 'passed' | 'lost' | null
}

const exact = (numerator: number, denominator: number): Share => {
  const fraction: Fraction = [BigInt(numerator), BigInt(denominator)]
  return { least: fraction, most: fraction }
}
// "66 %" may stand for anything from 65.5 to just below 67.
const percent = (whole: number): Share => ({ least: [BigInt(whole * 2 - 1), 200n], most: [BigInt(whole + 1), 100n] })

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const twoRatios = /\b(\d+) ?(?:\/|of) ?(\d+)(?:,| and) (\d+) ?(?:\/|of) ?(\d+)\b/
const counts = new RegExp(`(?<![\\d/.-])(\\d{1,5})-(\\d{1,5})(?:-(\\d{1,5}))?(?![\\d-])(?! (?:${months}))`)
const twoPercents = /\b(\d+) % [^,;:]*, (\d+) %/
const members = /\b(\d+) members\b/
const passedWords = /\b(adopted|approved|carried|passed)\b/i
const lostWords = /\b(failed|rejected|lost|not adopted|not approved|disapproved)\b/i

/** Reads figures and outcome from the words of a record: "24/32 and 10/71", "66-5-11", "53 % of P-votes, 26 % negative", "adopted by 20 members". */
export function printedIn(words: string): Printed {
  const said = lostWords.test(words) ? 'lost' : passedWords.test(words) ? 'passed' : null
  const ratios = twoRatios.exec(words)?.slice(1).map(Number) as [number, number, number, number] | undefined
  if (ratios !== undefined && ratios[1] !== 0 && ratios[3] !== 0) return { said, favour: exact(ratios[0], ratios[1]), against: exact(ratios[2], ratios[3]) }
  const votes = counts.exec(words)?.slice(1, 3).map(Number) as [number, number] | undefined
  if (votes !== undefined && votes[0] + votes[1] > 0) return { said, favour: exact(votes[0], votes[0] + votes[1]), against: exact(votes[1], votes[0] + votes[1]) }
  const shares = twoPercents.exec(words)?.slice(1).map(Number) as [number, number] | undefined
  if (shares !== undefined) return { said, favour: percent(shares[0]), against: percent(shares[1]) }
  const many = members.exec(words)?.[1]
  return many === undefined ? { said } : { said, membersFor: Number(many) }
}

const fractionOf = (text: string): Fraction => text.split('/').map(BigInt) as unknown as Fraction
const below = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b

type Verdict = 'passed' | 'lost' | 'open'
/** What one share says; null where it may be both within and beyond the threshold. */
type Judged = 'passed' | 'lost' | null
const atLeast = (share: Share, threshold: Fraction): Judged => (!below(share.least, threshold) ? 'passed' : below(share.most, threshold) ? 'lost' : null)
const atMost = (share: Share, threshold: Fraction): Judged => (!below(threshold, share.most) ? 'passed' : below(threshold, share.least) ? 'lost' : null)

/** How a ballot came out by its printed figures: lost if one share is missed for certain, passed if all that are printed are met, else open. */
export function verdictOf({ shares = {} }: Pick<BallotOfRulebook, 'shares'>, printed: Printed, memberCount: number): Verdict {
  const { favourAtLeast, againstAtMost, favourOfMembers } = shares
  const verdicts: Judged[] = []
  if (favourAtLeast !== undefined && printed.favour !== undefined) verdicts.push(atLeast(printed.favour, fractionOf(favourAtLeast)))
  if (againstAtMost !== undefined && printed.against !== undefined) verdicts.push(atMost(printed.against, fractionOf(againstAtMost)))
  if (favourOfMembers !== undefined && printed.membersFor !== undefined && memberCount > 0)
    verdicts.push(atLeast(exact(printed.membersFor, memberCount), fractionOf(favourOfMembers)))
  if (verdicts.includes('lost')) return 'lost'
  return verdicts.length > 0 && verdicts.every(one => one === 'passed') ? 'passed' : 'open'
}
