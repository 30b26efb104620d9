import { Trans, useLingui } from '@lingui/react/macro'
import { useAnswer } from '../api/answer.ts'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { rulebooksQuery } from './secretariat.queries.ts'
import styles from './secretariat.module.css'

/** What each rulebook asks: its stages and its rules, in words. */
export function ProcessScreen() {
  const { t } = useLingui()
  const answer = useAnswer(rulebooksQuery, {})
  if (answer.state === 'waiting') return <Waiting title={t`Process`} />
  if (answer.state === 'failed') return <Screen title={t`Process`}><Failed cause={answer.cause} retry={answer.retry} /></Screen>
  const { rulebooks } = answer.data
  return (
    <Screen title={t`What the process asks`} lede={<Trans>A rulebook is data: stages, moves, gates, clocks and ballot rules. A draft keeps the edition it was opened under.</Trans>}>
      {rulebooks.length === 0 && <Empty><Trans>No rulebook is installed.</Trans></Empty>}
      {rulebooks.map(book => (
        <section key={book.id} className={styles.book} aria-label={book.name}>
          <h2 className="h2s">{book.name} <span className="meta"><Trans>edition {book.edition}</Trans></span></h2>
          <div className={`rail listed ${styles.rail}`}>
            <ol>{book.stages.map(stage => <li key={stage.code} className="done"><span className="st">{stage.name}</span></li>)}</ol>
          </div>
          <h3 className="h3"><Trans>Rules</Trans></h3>
          <ul className={styles.rules}>{book.rules.map(rule => <li key={rule}>{rule}</li>)}</ul>
        </section>
      ))}
    </Screen>
  )
}
