import type { Ballot } from './ballots.queries.ts'

/** How a vote counts on the strip. */
export type Stand = 'favour' | 'against' | 'abstain' | 'silent'

/** What a choice means for the strip: every yes and consent is in favour, every no and objection against; a seat without a vote, or with a withdrawn one, is silent. */
export function standsFor(choice: string | undefined): Stand {
  if (choice === undefined) return 'silent'
  if (choice === 'withdraw') return 'silent'
  if (/^(yes|consent)(-|$)/.test(choice)) return 'favour'
  if (/^(no|object|discuss)(-|$)/.test(choice)) return 'against'
  return 'abstain'
}

/** The seats of the roll by what they did; of a ballot without names its papers, and the seats that did not take part. */
export function groups(
  ballot: Pick<Ballot, 'roll' | 'votes'> & Partial<Pick<Ballot, 'kind' | 'papers'>>,
): Readonly<Record<Stand, readonly string[]>> {
  const sorted: Record<Stand, string[]> = { favour: [], against: [], abstain: [], silent: [] }
  if (ballot.kind !== undefined && ballot.kind !== 'recorded') {
    for (const { choice, tracker } of ballot.papers ?? []) sorted[standsFor(choice)].push(tracker)
    return { ...sorted, silent: ballot.roll.filter(entry => !entry.hasVoted).map(entry => entry.name) }
  }
  for (const entry of ballot.roll) {
    sorted[standsFor(ballot.votes.find(vote => vote.seatId === entry.seatId)?.choice)].push(entry.name)
  }
  return sorted
}
