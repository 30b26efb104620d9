import { useLingui } from '@lingui/react/macro'
import type { Ballot } from './ballots.queries.ts'
import { numbers } from './strip.ts'

/** What a result comes to, in a few words, and whether the text carries. */
export function useVerdict(): (ballot: Ballot, result: NonNullable<Ballot['result']>) => { readonly carries: boolean; readonly words: string } {
  const { t } = useLingui()
  return (ballot, result) => {
    const { favour: inFavour, against } = numbers(ballot, result.tallies)
    // Each criterion is met when its step did not end the count, so the text carries exactly when all are.
    const carries = result.criteria.every(criterion => criterion.met)
    const failures: Readonly<Record<string, string>> = {
      inquorate: t`Not carried: the quorum was not reached`,
      'no-valid-votes': t`Not carried: nobody voted for or against`,
      blocked: t`Not carried: a reasoned objection stands`,
      'objection-to-integrate': t`Not yet carried: an objection is to be worked in`,
      'silence-broken': t`Not carried: the silence was broken`,
      tie: t`Not carried: ${inFavour} to ${against}, a tie`,
    }
    const carried = inFavour + against === 0 ? t`Carried without a vote` : t`Carried, ${inFavour} to ${against}`
    const verdict = carries ? carried : (failures[result.outcome] ?? t`Not carried, ${inFavour} to ${against}`)
    return { carries, words: ballot.state === 'annulled' ? t`Annulled` : verdict }
  }
}
