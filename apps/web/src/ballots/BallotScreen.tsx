import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { BallotQuery } from '../api/generated.ts'
import { Moment, useTimeLeft } from '../ui/Due.tsx'
import { daysAhead, moment } from '../ui/moment.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { ByProxy, ProxyList } from './ByProxy.tsx'
import { Conduct } from './Conduct.tsx'
import { EnterVotes } from './EnterVotes.tsx'
import { Hash } from './Hash.tsx'
import { Irregular } from './Irregular.tsx'
import { PositionForm } from './PositionForm.tsx'
import { PositionsSoFar } from './PositionsSoFar.tsx'
import { Result } from './Result.tsx'
import { RoundScope } from './RoundScope.tsx'
import { SealedForm } from './SealedForm.tsx'
import { Turnout } from './Turnout.tsx'
import { useComings } from './use-comings.ts'
import { WhoMayVote } from './WhoMayVote.tsx'
import { ballotQuery, type Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

/** One ballot. `rail` draws the stage rail of its draft; the routes put it in. */
export function BallotScreen({ rail }: { readonly rail: (draftId: string) => ReactNode }) {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(ballotQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Ballot`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Ballot`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const ballot = answer.data.ballot
  if (ballot === null) {
    return (
      <Screen title={t`There is no such ballot for you`} lede={<Trans>It does not exist, or your seat may not see it.</Trans>}>
        <p className="after">
          <Where to="/ballots" className="btn">
            <Trans>All ballots</Trans>
          </Where>
        </p>
      </Screen>
    )
  }
  return (
    <div className={styles.ballot}>
      <BallotLine ballot={ballot} />
      {rail(ballot.draft.id)}
      {ballot.result === null ? <OpenBallot ballot={ballot} /> : <Result ballot={ballot} result={ballot.result} />}
    </div>
  )
}

function BallotLine({ ballot }: { readonly ballot: Ballot }) {
  const timeLeft = useTimeLeft()
  const { draft } = ballot
  const near = daysAhead(ballot.closesAt) <= 3
  return (
    <div className={styles.line}>
      <p className="q">
        <Trans>
          Ballot {ballot.number},{' '}
          <Where to={`/c/${draft.committee.id}`}>
            <bdi>{draft.committee.code}</bdi> {draft.committee.name}
          </Where>
          , on{' '}
          <Where to={`/d/${draft.id}`}>
            <bdi>{draft.number}</bdi> {draft.title}
          </Where>
        </Trans>
      </p>
      {ballot.state === 'open' ? (
        <p className={near ? 'late' : 'num'}>
          <Trans>
            closes {moment(ballot.closesAt, ballot.zone)}, {timeLeft(ballot.closesAt)}
          </Trans>
        </p>
      ) : (
        <p className="q num">
          <Trans>closed {moment(ballot.result?.closedAt ?? ballot.closesAt, ballot.zone)}</Trans>
        </p>
      )}
    </div>
  )
}

function OpenBallot({ ballot }: { readonly ballot: Ballot }) {
  const { t } = useLingui()
  const mine = ballot.mySeats
  return (
    <Screen title={ballot.question}>
      <div className={styles.columns}>
        <div>
          <section className={styles.part} aria-labelledby="rule">
            <h2 className="h3" id="rule">
              <Trans>The rule, in words</Trans>
            </h2>
            <div>
              <p className="lede">{ballot.ruleInWords}</p>
              <p className="meta">
                <Trans>Rule “{ballot.rule}”, applied as it stood when the ballot opened.</Trans>
              </p>
              {ballot.proxiesPerHolder > 0 && (
                <p className="meta">
                  <Plural
                    value={ballot.proxiesPerHolder}
                    one="A seat may cast the vote of one other seat by proxy."
                    other="A seat may cast the votes of # other seats by proxy."
                  />
                </p>
              )}
              {ballot.figures !== null && (
                <p className="meta">
                  <Trans>Inhabitants: {ballot.figures}.</Trans>
                </p>
              )}
              <TakenAt ballot={ballot} />
            </div>
          </section>
          <section className={styles.part} aria-labelledby="text">
            <h2 className="h3" id="text">
              <Trans>The text under vote</Trans>
            </h2>
            <div>
              <p>
                <Trans>
                  {ballot.edition.name}, frozen on <Moment at={ballot.edition.createdAt} zone={ballot.zone} />. Nobody can change it,
                  whatever happens to this ballot.
                </Trans>
              </p>
              <Hash value={ballot.edition.hash} />
              <p className={styles.links}>
                <Where to={`/d/${ballot.draft.id}`}>
                  <Trans>Read the text</Trans>
                </Where>
                <Where to={`/d/${ballot.draft.id}/record`}>
                  <Trans>Its record</Trans>
                </Where>
                <a href={`/export/${ballot.draft.id}.zip`} download>
                  <Trans>Check the hash yourself</Trans>
                </a>
              </p>
            </div>
          </section>
          <RoundScope ballot={ballot} />
          <section className={styles.part} aria-labelledby="kind">
            <h2 className="h3" id="kind">
              <Trans>What becomes of a vote</Trans>
            </h2>
            <p>{ballot.promise}</p>
          </section>
          {mine.map(my =>
            ballot.kind === 'secret' ? (
              <SealedForm key={my.seat.id} ballot={ballot} my={my} />
            ) : (
              <PositionForm key={my.seat.id} ballot={ballot} my={my} />
            ),
          )}
          <ByProxy ballot={ballot} />
          <EnterVotes ballot={ballot} />
          {mine.length === 0 && (
            <section className={styles.part} aria-labelledby="watch">
              <h2 className="h3" id="watch">
                <Trans>Your part</Trans>
              </h2>
              <p>
                <Trans>
                  You hold no vote in this ballot: the head of delegation of each seat on the roll casts it. You may read along.
                </Trans>
              </p>
            </section>
          )}
          {ballot.kind === 'recorded' && !ballot.hidden && ballot.cast > 0 && mine.every(my => my.vote !== null) && <PositionsSoFar ballot={ballot} />}
        </div>
        <aside className={styles.aside} aria-label={t`Turnout and what follows`}>
          <Turnout ballot={ballot} />
          <section>
            <h2 className="h3">
              <Trans>If it carries</Trans>
            </h2>
            <p>{ballot.ifCarries}</p>
          </section>
          <section>
            <h2 className="h3">
              <Trans>If it does not</Trans>
            </h2>
            <p>{ballot.ifFails}</p>
          </section>
          <section>
            <h2 className="h3">
              <Trans>If you do nothing</Trans>
            </h2>
            <p>{ballot.ifNothing}</p>
          </section>
          {ballot.blocking !== null && (
            <section>
              <h2 className="h3">
                <Trans>Who can stop it</Trans>
              </h2>
              <p>{ballot.blocking}</p>
            </section>
          )}
          <WhoMayVote ballot={ballot} />
          <ProxyList ballot={ballot} />
          <Irregular ballot={ballot} />
          <Conduct ballot={ballot} />
        </aside>
      </div>
    </Screen>
  )
}

/** The item of the meeting at which a vote is taken from the floor. */
function TakenAt({ ballot }: { readonly ballot: Ballot }) {
  const item = useComings(ballot)?.item ?? null
  if (item === null) return null
  return (
    <p>
      <Trans>
        Taken from the floor, at item {item.number} of{' '}
        <Where to={`/m/${item.meeting.id}`}>
          meeting {item.meeting.number}, {item.meeting.title}
        </Where>
        , by those present.
      </Trans>
    </p>
  )
}
