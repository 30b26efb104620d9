import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import type { CommitteeQuery } from '../api/generated.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { DraftTable } from './DraftTable.tsx'
import { Funnel } from './Funnel.tsx'
import { NoCommittee } from '../ui/NoCommittee.tsx'
import { committeeQuery } from './committees.queries.ts'
import styles from './committees.module.css'

export type Committee = NonNullable<CommitteeQuery['committee']>

/** A committee: its work by stage, its decisions, and the way to its people. */
export function CommitteeScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(committeeQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Committee`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Committee`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const committee = answer.data.committee
  if (committee === null) return <NoCommittee />
  const drafts = committee.drafts.nodes
  const opening = permitted(committee.acts, 'draft.create')
  const work = plural(drafts.filter(draft => draft.withdrawnAt === null).length, {
    0: 'no draft at work',
    one: 'one draft at work',
    other: '# drafts at work',
  })
  return (
    <Screen
      title={t`${committee.name}: ${work}`}
      over={
        <>
          {committee.parent !== null && (
            <>
              <Where to={`/c/${committee.parent.id}`}>
                <bdi>{committee.parent.code}</bdi> {committee.parent.name}
              </Where>{' '}
              /{' '}
            </>
          )}
          <bdi>{committee.code}</bdi>
        </>
      }
      beside={
        <p className={styles.acts}>
          <Where to={`/c/${committee.id}/people`} className="btn">
            <Trans>Members and roles</Trans>
          </Where>
          <Where to={`/c/${committee.id}/meetings`} className="btn">
            <Trans>Meetings</Trans>
          </Where>
          <Where to={`/c/${committee.id}/working-days`} className="btn">
            <Trans>Working days</Trans>
          </Where>
          {opening.allowed && (
            <Where to={`/c/${committee.id}/new`} className="btn first">
              <Trans>Open a draft</Trans>
            </Where>
          )}
        </p>
      }
      lede={committee.scope}
    >
      <Funnel drafts={drafts} />
      <section className={styles.part} aria-labelledby="drafts">
        <h2 className="h2" id="drafts">
          <Trans>Drafts</Trans>
        </h2>
        {drafts.length === 0 ? (
          <Empty
            act={
              opening.allowed ? (
                <Where to={`/c/${committee.id}/new`} className="btn first">
                  <Trans>Open a draft</Trans>
                </Where>
              ) : (
                <p className="q">{opening.why}</p>
              )
            }
          >
            <Trans>No draft yet. One is opened from an issue.</Trans>
          </Empty>
        ) : (
          <DraftTable drafts={drafts} name={t`Drafts`} />
        )}
      </section>
      <Decisions decisions={committee.decisions} />
      <section className={styles.part} aria-labelledby="about">
        <h2 className="h2" id="about">
          <Trans>The committee</Trans>
        </h2>
        <dl className="facts">
          <dt>
            <Trans>Seats</Trans>
          </dt>
          <dd>
            <Where to={`/c/${committee.id}/people`}>
              <Plural value={committee.seats.length} one="# seat" other="# seats" />
            </Where>
          </dd>
          <dt>
            <Trans>Votes</Trans>
          </dt>
          <dd>
            <Where to={`/c/${committee.id}/turnout`}>
              <Trans>Votes that seats had to cast and missed</Trans>
            </Where>
          </dd>
          <dt>
            <Trans>Interest categories</Trans>
          </dt>
          <dd>{committee.interestCategories.length === 0 ? '–' : committee.interestCategories.join(', ')}</dd>
          {committee.children.length > 0 && (
            <>
              <dt>
                <Trans>Under it</Trans>
              </dt>
              <dd>
                {committee.children.map(child => (
                  <Where key={child.id} to={`/c/${child.id}`} className={styles.child}>
                    <bdi>{child.code}</bdi> {child.name}
                  </Where>
                ))}
              </dd>
            </>
          )}
        </dl>
      </section>
    </Screen>
  )
}

function Decisions({ decisions }: { readonly decisions: Committee['decisions'] }) {
  const say = useSay()
  return (
    <section className={styles.part} aria-labelledby="decisions">
      <h2 className="h2" id="decisions">
        <Trans>Decisions</Trans>
      </h2>
      {decisions.length === 0 ? (
        <p className="q">
          <Trans>No decision has been recorded yet.</Trans>
        </p>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-labelledby="decisions">
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>No</Trans>
                </th>
                <th scope="col">
                  <Trans>On</Trans>
                </th>
                <th scope="col">
                  <Trans>Outcome, with its figures and reason</Trans>
                </th>
                <th scope="col" className="r">
                  <Trans>When</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {decisions.map(decision => (
                <tr key={decision.id}>
                  <th scope="row">
                    <Where to={decision.where}>{decision.number}</Where>
                  </th>
                  <td className="nb">
                    <bdi>{decision.draft.number}</bdi>
                  </td>
                  <td>
                    <bdi>
                      <b>{say(decision.outcome)}</b>
                      {decision.figures !== '' && <>: {decision.figures}</>}{' '}
                      {decision.reason !== '' && <span className="serif">“{decision.reason}”</span>}
                      {decision.by !== null && <span className="meta"> {decision.by.name}</span>}
                    </bdi>
                  </td>
                  <td className="r nb">
                    <Day at={decision.at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
