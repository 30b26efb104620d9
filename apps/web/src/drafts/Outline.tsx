import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { day } from '../ui/moment.ts'
import type { OutlineEntry } from './outline.ts'
import { Sign } from './Sign.tsx'

interface OutlineProps {
  readonly entries: readonly OutlineEntry[]
  readonly current: string | null
  /** Clauses that read differently than at the last visit, and when that was. */
  readonly visit: { readonly at: string; readonly clauses: number } | null
  readonly withdrawn: readonly { readonly id: string; readonly name: string; readonly restore: (() => void) | null }[]
  readonly onGo: (clauseId: string) => void
  readonly onNextChange: () => void
}

/** The outline of the draft: where one is, and where something is to be seen. */
export function Outline({ entries, current, visit, withdrawn, onGo, onNextChange }: OutlineProps) {
  const { t } = useLingui()
  return (
    <nav className="outline" aria-label={t`Outline of the draft`} id="outline">
      <div className="outline-in">
        <h2 className="h3"><Trans>Outline</Trans></h2>
        {visit !== null && visit.clauses > 0 && (
          <p className="meta">
            <button type="button" className="link plain" onClick={onNextChange}>
              <Plural value={visit.clauses} one={`# clause changed since your visit on ${day(visit.at)}`} other={`# clauses changed since your visit on ${day(visit.at)}`} />
            </button>
          </p>
        )}
        {entries.length === 0 && <p className="q"><Trans>The draft has no clause yet.</Trans></p>}
        <Entries entries={entries} current={current} onGo={onGo} under={false} />
        {withdrawn.length > 0 && (
          <details className="withdrawn-list">
            <summary className="meta"><Plural value={withdrawn.length} one="# withdrawn clause" other="# withdrawn clauses" /></summary>
            <ul>
              {withdrawn.map(({ id, name, restore }) => (
                <li key={id} className="meta">
                  <span dir="auto">{name}</span>{' '}
                  {restore !== null && <button type="button" className="link" onClick={restore}><Trans>Restore</Trans></button>}
                </li>
              ))}
            </ul>
          </details>
        )}
        <p className="meta key">
          <Sign name="comment" /> <Trans>comment</Trans> &nbsp; <Sign name="objection" /> <Trans>objection</Trans><br />
          <Sign name="gap" /> <Trans>gap</Trans> &nbsp; <Sign name="changed" /> <Trans>changed since your visit</Trans>
        </p>
      </div>
    </nav>
  )
}

function Entries({ entries, current, onGo, under }: Pick<OutlineProps, 'entries' | 'current' | 'onGo'> & { readonly under: boolean }) {
  if (entries.length === 0) return null
  return (
    <ul className={under ? 'sub' : undefined}>
      {entries.map(entry => (
        <li key={entry.clauseId}>
          <a
            href={`#c-${entry.clauseId}`} aria-current={entry.clauseId === current ? 'location' : undefined}
            onClick={event => { event.preventDefault(); onGo(entry.clauseId) }}
          >
            {entry.kind === 'recital' && !under
              ? <><span className="n" /><span><Trans>Recitals</Trans></span></>
              : <><span className="n"><bdi>{entry.number}</bdi></span><span dir="auto">{entry.title}</span></>}
            <EntryMarks marks={entry.marks} />
          </a>
          <Entries entries={entry.holds} current={current} onGo={onGo} under />
        </li>
      ))}
    </ul>
  )
}

function EntryMarks({ marks }: { readonly marks: OutlineEntry['marks'] }) {
  const { t } = useLingui()
  return (
    <span className="ms">
      {marks.gap && <Sign name="gap" words={t`gap`} />}
      {marks.objections > 0 && <><Sign name="objection" words={t`objections`} />{marks.objections > 1 && marks.objections}</>}
      {marks.comments > 0 && <><Sign name="comment" words={t`comments`} />{marks.comments > 1 && marks.comments}</>}
      {marks.changed && <Sign name="changed" words={t`changed since your visit`} />}
    </span>
  )
}
