import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useSearch } from '@tanstack/react-router'
import { rulebookOf, rulebooks } from '@plenary/process'
import { useAnswer } from '../api/answer.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { Flow } from './Flow.tsx'
import { countsOf, totalOf } from './counts.ts'
import { stageCountsQuery } from './process.queries.ts'
import styles from './process.module.css'

/** The process of a rulebook as a living picture, and all rulebooks with the drafts that run under them. */
export function ProcessScreen() {
  const { t } = useLingui()
  const { rulebook } = useSearch({ from: '/signed-in/process' })
  const answer = useAnswer(stageCountsQuery, {})
  const book = rulebookOf(rulebook ?? 'harmonization') ?? Object.values(rulebooks)[0]
  if (answer.state === 'waiting' || book === undefined) return <Waiting title={t`Process`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Process`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { stageCounts } = answer.data
  const total = totalOf(stageCounts, book.id)
  return (
    <Screen
      title={plural(total, { 0: 'No draft is at work here', one: 'One draft is at work here', other: '# drafts are at work here' })}
      over={
        <>
          {book.title}, <Trans>edition {book.edition}</Trans>
        </>
      }
      beside={
        <Where to={`/rulebooks/${book.id}`} className="btn">
          <Trans>Read the rulebook</Trans>
        </Where>
      }
    >
      <Flow book={book} counts={countsOf(stageCounts, book.id)} />
      <h2 className="h2">
        <Trans>Rulebooks</Trans>
      </h2>
      <ul className={styles.books}>
        {Object.values(rulebooks).map(one => (
          <li key={one.id}>
            <Where to={`/process?rulebook=${encodeURIComponent(one.id)}`} aria-current={one.id === book.id ? 'page' : undefined}>
              {one.title}
            </Where>
            <span className="meta">
              <Plural value={totalOf(stageCounts, one.id)} _0="no draft" one="# draft" other="# drafts" />
            </span>
          </li>
        ))}
      </ul>
    </Screen>
  )
}
