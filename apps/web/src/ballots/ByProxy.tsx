import { Trans } from '@lingui/react/macro'
import { moment } from '../ui/moment.ts'
import { Failed } from '../ui/Screen.tsx'
import type { Ballot } from './ballots.queries.ts'
import { GiveVote } from './GiveVote.tsx'
import { PositionForm } from './PositionForm.tsx'
import { useGiven, useProxies, type Proxy } from './use-proxies.ts'
import styles from './ballots.module.css'

/** What the viewer does by proxy in an open ballot: the votes they cast for other seats, and their own given away. */
export function ByProxy({ ballot }: { readonly ballot: Ballot }) {
  const answer = useProxies(ballot)
  if (ballot.proxiesPerHolder === 0 || ballot.mySeats.length === 0 || answer.state === 'waiting') return null
  if (answer.state === 'failed') return <Failed cause={answer.cause} retry={answer.retry} />
  const held = answer.data.ballot?.heldVotes ?? []
  const proxies = answer.data.ballot?.proxies ?? []
  return (
    <>
      {held.map(my => (
        <PositionForm key={my.seat.id} ballot={ballot} my={my} />
      ))}
      {ballot.mySeats.map(my => (
        <GiveVote key={my.seat.id} ballot={ballot} my={my} proxies={proxies} />
      ))}
    </>
  )
}

/** Every vote of a ballot that was given to another seat, and what became of it. */
export function ProxyList({ ballot }: { readonly ballot: Ballot }) {
  const proxies = useGiven(ballot)
  if (proxies.length === 0) return null
  return (
    <section aria-labelledby="proxies">
      <h2 className="h3" id="proxies">
        <Trans>Votes by proxy</Trans>
      </h2>
      <ul className={styles.proxies}>
        {proxies.map(proxy => (
          <li key={proxy.id}>
            <span>
              <Trans>
                <b>{proxy.holderName}</b> for <b>{proxy.seatName}</b>
              </Trans>
            </span>
            <span className="meta">
              <Became ballot={ballot} proxy={proxy} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Became({ ballot, proxy }: { readonly ballot: Ballot; readonly proxy: Proxy }) {
  const given = moment(proxy.givenAt, ballot.zone)
  const ended = proxy.endedAt === null ? '' : moment(proxy.endedAt, ballot.zone)
  if (proxy.ended === 'taken-back')
    return (
      <Trans>
        Given on {given}, taken back on {ended}.
      </Trans>
    )
  if (proxy.ended === 'voted')
    return (
      <Trans>
        Given on {given}; the seat voted itself on {ended}.
      </Trans>
    )
  if (proxy.used) return <Trans>Given on {given}; the vote was cast.</Trans>
  return ballot.state === 'open' ? <Trans>Given on {given}; not cast yet.</Trans> : <Trans>Given on {given}; never cast.</Trans>
}
