import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { ObjectionsQuery } from '../api/generated.ts'
import { usePresent } from '../api/viewer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { ObjectionActs } from './ObjectionActs.tsx'
import { RaiseObjection } from './RaiseObjection.tsx'
import { objectionsQuery, type Objection } from './comments.queries.ts'
import styles from './comments.module.css'


const isOpen = (objection: Objection): boolean => objection.endedAt === null

/** The reasoned objections to a draft: what each rests on, what would clear it, and what became of it. */
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
  const standing = draft.objections.filter(isOpen)
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
            An objection is a reasoned opposition of a seat. It holds the gate to adoption shut until it is withdrawn or the chair rules on
            it.
          </Trans>
        </Empty>
      )}
      <ol className={styles.objections}>
        {[...standing, ...draft.objections.filter(objection => !isOpen(objection))].map(objection => (
          <Line key={objection.id} draft={draft} objection={objection} />
        ))}
      </ol>
      <RaiseObjection draftId={draft.id} outline={draft.text.outline} permission={permitted(draft.acts, 'objection.raise')} />
    </Screen>
  )
}

type Draft = NonNullable<ObjectionsQuery['draft']>

function Line({ draft, objection }: { readonly draft: Draft; readonly objection: Objection }) {
  const say = useSay()
  const { viewer } = usePresent()
  const mine = viewer.seats.some(seat => seat.id === objection.seat.id)
  const place = objection.clauseId === null ? `/d/${draft.id}` : `/d/${draft.id}#c-${objection.clauseId}`
  return (
    <li id={`objection-${objection.id}`}>
      <h2 className="h3">
        <Trans>
          Objection {objection.number}, {objection.seat.body.name}
        </Trans>
        , <Where to={place}>{objection.locus === '' ? <Trans>whole draft</Trans> : objection.locus}</Where>{' '}
        <span className={isOpen(objection) ? 'c-del' : 'q'}>{say(objection.status)}</span>
      </h2>
      <p className="lede" dir="auto">
        {objection.reason}
      </p>
      <dl className="facts">
        <dt>
          <Trans>What would clear it</Trans>
        </dt>
        <dd dir="auto">{objection.wouldClear}</dd>
        <dt>
          <Trans>Raised</Trans>
        </dt>
        <dd>
          <Trans>
            by {objection.author.name}, <Day at={objection.raisedAt} />
          </Trans>
        </dd>
        {objection.answer !== null && (
          <>
            <dt>
              <Trans>Answer</Trans>
            </dt>
            <dd dir="auto">
              {objection.answer}{' '}
              {objection.answeredAt !== null && (
                <span className="meta">
                  <Day at={objection.answeredAt} />
                </span>
              )}
            </dd>
          </>
        )}
        {objection.endedAt !== null && (
          <>
            <dt>{say(objection.status)}</dt>
            <dd dir="auto">
              {objection.endReason}{' '}
              <span className="meta">
                <Day at={objection.endedAt} />
              </span>
            </dd>
          </>
        )}
      </dl>
      {isOpen(objection) && <ObjectionActs objection={objection} acts={draft.acts} mine={mine} />}
    </li>
  )
}
