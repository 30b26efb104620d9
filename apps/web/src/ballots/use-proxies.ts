import { useAnswer, type Answer } from '../api/answer.ts'
import type { ProxiesQuery } from '../api/generated.ts'
import type { Ballot } from './ballots.queries.ts'
import { proxiesQuery } from './proxy.queries.ts'

export type Proxy = NonNullable<ProxiesQuery['ballot']>['proxies'][number]

/** Which votes go by proxy; nothing is asked where the rule permits none. */
export function useProxies(ballot: Ballot): Answer<ProxiesQuery> {
  return useAnswer(proxiesQuery, { id: ballot.id }, ballot.proxiesPerHolder === 0)
}

/** Every vote that was given by proxy, oldest first; empty until it is known. */
export function useGiven(ballot: Ballot): readonly Proxy[] {
  const answer = useProxies(ballot)
  return answer.state === 'here' ? (answer.data.ballot?.proxies ?? []) : []
}

/** The proxy by which the vote of a seat is cast, while it stands. */
export const standingOf = (proxies: readonly Proxy[], seatId: string): Proxy | undefined =>
  proxies.find(proxy => proxy.seatId === seatId && proxy.ended === null)

interface Place {
  readonly seatId: string
  readonly presence: string | null
}

/** The seats that can take the vote of a seat, as far as the page knows: there, with a vote of their own, and with room under the rule. */
export function holdersFor<Seat extends Place>(roll: readonly Seat[], proxies: readonly Proxy[], seatId: string, most: number): readonly Seat[] {
  const standing = proxies.filter(proxy => proxy.ended === null)
  return roll.filter(
    seat =>
      seat.seatId !== seatId &&
      (seat.presence ?? 'present') === 'present' &&
      standing.every(proxy => proxy.seatId !== seat.seatId) &&
      standing.filter(proxy => proxy.holderId === seat.seatId).length < most,
  )
}
