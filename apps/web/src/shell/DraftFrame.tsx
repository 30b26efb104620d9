import { Trans, useLingui } from '@lingui/react/macro'
import { Outlet, useParams } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import { DraftRail } from '../stages/DraftRail.tsx'
import { railQuery } from '../stages/stages.queries.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { DraftPlaces } from './DraftPlaces.tsx'

/** The head of every screen of a draft but its text: which draft, its rail, its places. */
export function DraftFrame() {
  const { t } = useLingui()
  const { id = '' } = useParams({ strict: false })
  const answer = useAnswer(railQuery, { id })
  if (answer.state === 'waiting') return <Waiting title={t`Draft`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Draft`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return <NoDraft />
  return (
    <div className="draft-frame">
      <div className="head">
        <p className="q">
          <Where to={`/c/${draft.committee.id}`}>
            <bdi>{draft.committee.code}</bdi> {draft.committee.name}
          </Where>{' '}
          /{' '}
          <Where to={`/d/${draft.id}`}>
            <bdi>{draft.number}</bdi> {draft.title}
          </Where>
        </p>
        <DraftPlaces id={draft.id} />
      </div>
      <DraftRail id={id} />
      <Outlet />
    </div>
  )
}

/** A draft that is not there, or not for this person: the same sentence for both. */
export function NoDraft() {
  const { t } = useLingui()
  return (
    <Screen
      title={t`There is no such draft for you`}
      lede={
        <Trans>
          It does not exist, or you have no seat and no role in its committee. If somebody sent you the link, ask them which committee it
          belongs to.
        </Trans>
      }
    >
      <p className="after">
        <Where to="/drafts" className="btn">
          <Trans>Open the drafts</Trans>
        </Where>
      </p>
    </Screen>
  )
}
