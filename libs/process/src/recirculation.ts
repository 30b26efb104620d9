import { accept, refusal, type Missing, type Result } from '@plenary/kernel'
import type { Facts } from './facts.ts'
import { openBallot, type EarlierBallot } from './opening.ts'
import { ballotUnder, isFrozenIn, type BallotOfRulebook, type Rulebook } from './rulebook.ts'

/** How a rulebook lets a ballot be recirculated: for how long, and which choices are negative. */
export type RecirculationPolicy = NonNullable<BallotOfRulebook['recirculation']>

/** The ballot that is to be held again about what changed and what is unresolved. */
export interface RoundBefore {
  readonly rule: string
  /** open, closed or annulled. */
  readonly state: string
  /** Whether it was published who voted how. */
  readonly byName: boolean
  readonly passed: boolean
  readonly openNegatives: number
  readonly editionHash: string
  /** Whether no later ballot on the draft counts. */
  readonly latest: boolean
}

/** What the rulebook says of recirculating a ballot under this rule; null where it has none. */
export const recirculationUnder = (rulebook: Rulebook, rule: string, stage: string): RecirculationPolicy | null =>
  ballotUnder(rulebook, rule, stage)?.recirculation ?? null

/** The rulebook with each ballot as long as a recirculation of it is. */
const forRecirculation = (rulebook: Rulebook): Rulebook =>
  ({ ...rulebook, ballots: rulebook.ballots.map(one => (one.recirculation === undefined ? one : { ...one, duration: one.recirculation.duration })) })

/** Refuses where the round before is none that is recirculated, whatever became of the text since. */
function ofTheRound(round: RoundBefore, policy: RecirculationPolicy | null): Result<RecirculationPolicy> {
  if (policy === null) return refusal('no-recirculation', 'Under this rulebook a ballot is not recirculated. Hold a new one.')
  if (round.state === 'open') return refusal('ballot-open', 'This ballot is open. It can be recirculated once it is counted.')
  if (round.state === 'annulled') return refusal('annulled', 'This ballot was annulled: its votes count for nothing, so none is carried over.')
  if (!round.byName) return refusal('without-names', 'Nobody knows how a seat voted in a ballot without names, so no vote can be carried over. Hold a new ballot.')
  if (!round.latest) return refusal('not-the-latest', 'A later ballot was held on this draft. Recirculate that one.')
  if (round.passed && round.openNegatives === 0) return refusal('nothing-open', 'This ballot passed and no negative is open: there is nothing to recirculate.')
  return accept(policy)
}

/**
 * Decides whether a ballot may be held again on a new edition about what changed and what is unresolved. `inputs` are those of the round before that have
 * no disposition yet. Refuses with what `openBallot` does, and with: `no-recirculation`, `annulled`, `without-names`, `not-the-latest`, `nothing-open`,
 * `same-edition`, `undispositioned` (naming every input).
 */
export function openRecirculation(
  rulebook: Rulebook, facts: Pick<Facts, 'draft' | 'edition' | 'now'>,
  asked: { readonly round: RoundBefore; readonly closesAt: string; readonly inputs: readonly Missing[]; readonly earlier: readonly EarlierBallot[] },
): Result<{ readonly editionHash: string; readonly policy: RecirculationPolicy }> {
  const { round, closesAt, inputs, earlier } = asked
  const { draft, edition } = facts
  const known = ofTheRound(round, recirculationUnder(rulebook, round.rule, draft.stage))
  if (!known.ok) return known
  if (edition === null || !isFrozenIn(rulebook, draft.stage)) return refusal('not-frozen', 'A recirculation is held on a new edition. Work the comments in, and move the draft on, so that its text is frozen.')
  if (edition.hash === round.editionHash) return refusal('same-edition', 'A recirculation is held on a new edition, and the text is the one that was voted on. Send the draft back, change the text, and move it on again.')
  if (inputs.length > 0) {
    const count = inputs.length === 1 ? 'One input of the round before has' : `${inputs.length} inputs of the round before have`
    return refusal('undispositioned', `${count} no disposition. A recirculation waits for an answer to each.`, inputs)
  }
  const opening = openBallot(forRecirculation(rulebook), facts, { rule: round.rule, closesAt }, earlier)
  return opening.ok ? accept({ ...opening.value, policy: known.value }) : opening
}
