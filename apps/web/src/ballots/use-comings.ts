import { useAnswer } from '../api/answer.ts'
import type { ComingsQuery } from '../api/generated.ts'
import { comingsQuery, type Ballot } from './ballots.queries.ts'

type Comings = NonNullable<ComingsQuery['ballot']>

/** Whether a vote is taken from the floor of a meeting: then the roll says who is there. */
export const isOnFloor = (ballot: Ballot): boolean => ballot.rollPage.nodes.some(entry => entry.presence !== null)

/** How the votes of a ballot came; asked for beside the page, which does not wait for it. Null until it is here. */
export function useComings(ballot: Ballot): Comings | null {
  const answer = useAnswer(comingsQuery, { id: ballot.id })
  return answer.state === 'here' ? answer.data.ballot : null
}

/** What was cast for a seat of the viewer's, oldest first. */
export const ownHistory = (comings: Comings | null, seatId: string): Comings['ownHistory'] =>
  comings?.ownHistory.filter(change => change.seatId === seatId) ?? []
