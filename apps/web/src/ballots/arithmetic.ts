import { plural, t } from '@lingui/core/macro'

/** A comparison as the count writes it: "9 of 10 votes … are in favour = 9/10 ≥ 2/3". The share comes reduced; the sign says how it stands to the limit. */
const comparison = / = \d+(?:\/\d+)? [≥>≤<] \d+(?:\/\d+)?/g

interface Fraction { readonly over: number; readonly under: number }

function fraction(text: string): Fraction {
  const [over = '0', under = '1'] = text.split('/')
  return { over: Number(over), under: Number(under) }
}

function read(found: string): { readonly share: Fraction; readonly sign: string; readonly limit: Fraction } {
  const [left = '', sign = '', right = ''] = found.slice(' = '.length).split(' ')
  return { share: fraction(left), sign, limit: fraction(right) }
}

function named({ over, under }: Fraction): string {
  switch (`${over}/${under}`) {
    case '1/2': return t`half`
    case '1/3': return t`one third`
    case '2/3': return t`two thirds`
    case '1/4': return t`one quarter`
    case '3/4': return t`three quarters`
    case '1/1': return t`all`
    default: return `${over}/${under}`
  }
}

/** The figures of a count as one says them: "9 of 10 votes for and against are in favour (at least two thirds)". */
export function inWords(figures: string): string {
  return figures.replace(comparison, found => {
    const { sign, limit } = read(found)
    const words = named(limit)
    const said: Readonly<Record<string, string>> = { '≥': t`at least ${words}`, '>': t`more than ${words}`, '≤': t`at most ${words}`, '<': t`less than ${words}` }
    return ` (${said[sign] ?? ''})`
  })
}

/** The same without a fraction, so that anybody can follow it: both shares over one denominator, compared as whole numbers. */
export function inWholeNumbers(figures: string): string {
  return figures.replace(comparison, found => {
    const { share, sign, limit } = read(found)
    const left = share.over * limit.under
    const right = limit.over * share.under
    const said: Readonly<Record<string, string>> = {
      '≥': t`${left} is at least ${right}`, '>': t`${left} is more than ${right}`, '≤': t`${left} is at most ${right}`, '<': t`${left} is less than ${right}`,
    }
    return `: ${limit.under} × ${share.over} = ${left}, ${limit.over} × ${share.under} = ${right}, ${said[sign] ?? ''}`
  })
}

/** Where the line stands that the votes in favour must reach: after how many of the votes for and against, and how it is said. */
export interface Threshold { readonly after: number; readonly words: string }

/** Reads the threshold from the criterion that counts votes in favour; null where the rule has none, or where weights make squares say something else. */
export function thresholdOf(criteria: readonly { readonly figures: string }[], votes: number): Threshold | null {
  for (const { figures } of criteria) {
    const found = /^(\d+) of (\d+) votes for and against .* = \d+(?:\/\d+)? ([≥><≤]) (\d+)\/(\d+)$/.exec(figures)
    if (found === null || Number(found[2]) !== votes || votes === 0) continue
    const exact = votes * Number(found[4]) / Number(found[5])
    // Met reads "≥" or ">", not met "<" or "≤": "<" fails what "≥" asks, "≤" what ">" asks.
    const after = found[3] === '≥' || found[3] === '<' ? Math.ceil(exact) : Math.floor(exact) + 1
    const limit = named({ over: Number(found[4]), under: Number(found[5]) })
    const of = plural(votes, { one: '# vote cast', other: '# votes cast' })
    return { after, words: found[3] === '≥' || found[3] === '<' ? t`${limit} of ${of}: ${after}` : t`more than ${limit} of ${of}: ${after}` }
  }
  return null
}
