import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAnswer } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { moment } from '../ui/moment.ts'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { Life } from './Life.tsx'
import { ObjectionActs } from './ObjectionActs.tsx'
import { RaiseObjection } from './RaiseObjection.tsx'
import { objectionsQuery, type Objection } from './objections.queries.ts'
import styles from './objections.module.css'

/** The reasoned objections to a draft: what each rests on, what would clear it, whose turn it is, and its whole life. */
export function ObjectionsScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(objectionsQuery, { id: id ?? '' })
  const { objection: named } = useSearch({ strict: false })
  const here = answer.state === 'here'
  useEffect(() => {
    if (here && named !== undefined) document.getElementById(`objection-${named}`)?.scrollIntoView()
  }, [here, named])
  if (answer.state === 'waiting') return <Waiting title={t`Objections`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Objections`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const standing = draft.objections.filter(objection => objection.stands)
  const title =
    standing.length === 0
      ? draft.objections.length === 0
        ? t`Nobody objects`
        : t`No objection stands any more`
      : plural(standing.length, { one: 'One objection stands', other: '# objections stand' })
  return (
    <Screen title={title}>
      {draft.objections.length === 0 && (
        <Empty>
          <Trans>
            An objection is a reasoned opposition of a seat. It holds the gate to adoption shut until its seat clears it, or the chair
            records a finding after the seat was heard.
          </Trans>
        </Empty>
      )}
      <ol className="entries">
        {[...standing, ...draft.objections.filter(objection => !objection.stands)].map(objection => (
          <Line key={objection.id} draftId={draft.id} objection={objection} />
        ))}
      </ol>
      <RaiseObjection draftId={draft.id} outline={draft.text.outline} permission={permitted(draft.acts, 'objection.raise')} />
    </Screen>
  )
}

/** Whose turn it is, until when, and what follows if nobody acts. */
function Turn({ objection }: { readonly objection: Objection }) {
  const body = objection.seat.body.name
  const until = objection.respondBy === null ? '' : moment(objection.respondBy)
  switch (objection.turn) {
    case 'officers':
      return <Trans>The chair or the secretary says of what kind it is.</Trans>
    case 'drafters':
      return <Trans>The drafters, the chair or the secretary answer it.</Trans>
    case 'seat':
      return (
        <Trans>
          {body} says until {until} whether the answer clears it. If it says nothing, the objection lapses.
        </Trans>
      )
    case 'chair':
      return <Trans>The chair answers again, or records a finding.</Trans>
    case 'deciding body':
      return <Trans>The body that decides the appeal.</Trans>
    default:
      return null
  }
}

function Line({ draftId, objection }: { readonly draftId: string; readonly objection: Objection }) {
  const say = useSay()
  const { viewer } = usePresent()
  const mine = viewer.seats.some(seat => seat.id === objection.seat.id)
  const place = objection.clauseId === null ? `/d/${draftId}` : `/d/${draftId}#c-${objection.clauseId}`
  return (
    <li id={`objection-${objection.id}`}>
      <div className="entry-head">
        <h2 className="h3">
          <Trans>
            Objection {objection.number}, <bdi>{objection.seat.body.name}</bdi>
          </Trans>
          , <Where to={place}>{objection.locus}</Where>
        </h2>
        <p className={objection.stands ? 'b c-del' : 'q'}>
          {say(objection.status)}
          {objection.kind !== null && <span className="q">, {say(objection.kind)}</span>}
        </p>
      </div>
      {objection.turn !== null && (
        <p className="meta">
          <Trans>Whose turn:</Trans> <Turn objection={objection} />
        </p>
      )}
      {objection.quote !== '' && (
        <p className={`serif ${styles.quote}`} dir="auto">
          {objection.quote}
        </p>
      )}
      <p className="entry-words" dir="auto">
        {objection.reason}
      </p>
      <dl className="facts">
        <dt>
          <Trans>What would clear it</Trans>
        </dt>
        <dd dir="auto">{objection.wouldClear}</dd>
      </dl>
      <Life steps={objection.steps} />
      <ObjectionActs draftId={draftId} objection={objection} mine={mine} />
    </li>
  )
}
