import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useSearch } from '@tanstack/react-router'
import { rulebookOf, rulebooks, stageOf } from '@plenary/process'
import { useAnswer } from '../api/answer.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { Flow } from './Flow.tsx'
import { countsOf, totalOf } from './counts.ts'
import { figuresOf, fullestGate, movesMade } from './figures.ts'
import { Gates } from './Gates.tsx'
import { processFlowQuery, stageCountsQuery } from './process.queries.ts'
import styles from './process.module.css'

/** The process of a rulebook as a living picture, and all rulebooks with the drafts that run under them. */
export function ProcessScreen() {
  const { t } = useLingui()
  const { rulebook } = useSearch({ from: '/signed-in/process' })
  const answer = useAnswer(stageCountsQuery, {})
  const book = rulebookOf(rulebook ?? 'harmonization') ?? Object.values(rulebooks)[0]
  // Both are waited for, so that the headline does not change under its reader; without the figures the counts still stand.
  const flowing = useAnswer(processFlowQuery, { rulebook: book?.id })
  if (answer.state === 'waiting' || flowing.state === 'waiting' || book === undefined) return <Waiting title={t`Process`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Process`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { stageCounts } = answer.data
  const total = totalOf(stageCounts, book.id)
  const flow = flowing.state === 'here' ? flowing.data.processFlow : null
  const gate = fullestGate(flow)
  const { on, back } = movesMade(flow, (from, to) => book.moves.find(move => move.from === from && move.to === to)?.kind)
  const place = gate === null ? '' : stageOf(book, gate.to).title.toLowerCase()
  return (
    <Screen
      title={
        gate === null
          ? plural(total, { 0: 'No draft is at work here', one: 'One draft is at work here', other: '# drafts are at work here' })
          : plural(gate.waiting, { one: `One draft waits at the gate to ${place}`, other: `# drafts wait at the gate to ${place}` })
      }
      lede={
        flow !== null && total > 0 ? (
          <>
            {gate !== null && (
              <>
                <Plural value={total} one="One draft is at work." other="# drafts are at work." />{' '}
              </>
            )}
            <Trans>
              In twelve months {plural(on, { 0: 'no move went on', one: 'one move went on', other: '# moves went on' })},{' '}
              {plural(back, { 0: 'none went back', one: 'one went back', other: '# went back' })}.
            </Trans>
          </>
        ) : undefined
      }
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
      <Flow book={book} counts={countsOf(stageCounts, book.id)} figures={figuresOf(flow)} />
      <Gates book={book} answer={flow} />
      <h2 className="h2 after">
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
