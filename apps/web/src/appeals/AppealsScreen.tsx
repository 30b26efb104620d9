import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { distance } from '../ui/moment.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { AppealEntry } from './AppealEntry.tsx'
import { appealsQuery } from './appeals.queries.ts'
import { Decisions } from './Decisions.tsx'
import { FileAppeal, type Contestable } from './FileAppeal.tsx'

/** What was decided about a draft, and the appeals against it. */
export function AppealsScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(appealsQuery, { id: id ?? '' })
  const { objection } = useSearch({ strict: false })
  if (answer.state === 'waiting') return <Waiting title={t`Appeals`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Appeals`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const pending = draft.appeals.filter(appeal => appeal.status === 'filed')
  const contestable: readonly Contestable[] = [
    ...draft.objections
      .filter(one => one.finding !== null && ['resolved', 'proceeds', 'overruled'].includes(one.status))
      .map(one => ({ id: `o${one.id}`, words: t`the finding on objection ${one.number}, ${one.seat.body.name}` })),
    ...draft.decisions
      .filter(decision => !distance(decision.appealUntil).past)
      .map(decision => ({ id: `d${decision.id}`, words: t`decision ${decision.number}` })),
  ]
  const first = contestable.find(thing => thing.id === `o${objection ?? ''}`)?.id
  return (
    <Screen
      title={pending.length === 0 ? t`No appeal is pending` : plural(pending.length, { one: 'One appeal is pending', other: '# appeals are pending' })}
      lede={
        pending.length > 0 ? (
          <Trans>What is appealed does not take effect before the outcome, where the rulebook says so.</Trans>
        ) : undefined
      }
    >
      {draft.adoptionSuspended !== null && <p className="banner">{draft.adoptionSuspended}</p>}
      <ol className="entries">
        {draft.appeals.map(appeal => (
          <li key={appeal.id}>
            <AppealEntry appeal={appeal} level="h2" />
          </li>
        ))}
      </ol>
      <FileAppeal draftId={draft.id} contestable={contestable} first={first} permission={permitted(draft.acts, 'appeal.file')} />
      <Decisions decisions={draft.decisions} permission={permitted(draft.acts, 'minority.state')} />
    </Screen>
  )
}
