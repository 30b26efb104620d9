import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useId, type ReactNode } from 'react'
import type { DispositionsQuery } from '../api/generated.ts'
import { useSay } from '../ui/use-say.ts'
import type { Comment } from './comments.queries.ts'
import { decisions, type Filters } from './disposition.ts'
import styles from './comments.module.css'

interface FilterBarProps {
  readonly draft: NonNullable<DispositionsQuery['draft']>
  readonly filters: Filters
  readonly shown: readonly Comment[]
  readonly change: (next: Filters) => void
}

/** The filters of the table; they stand in the address, so a view can be sent to somebody. */
export function FilterBar({ draft, filters, shown, change }: FilterBarProps) {
  const { t } = useLingui()
  const say = useSay()
  const members = [...new Set(draft.comments.nodes.map(comment => comment.seat?.body.name ?? 'public'))].sort()
  const commented = new Set(draft.comments.nodes.map(comment => comment.anchor.clauseId))
  const clauses = draft.text.outline.filter(entry => commented.has(entry.clauseId) || entry.clauseId === filters.clause)
  const value = (text: string): string | undefined => (text === '' ? undefined : text)
  const { unplaced } = draft.commentCounts
  return (
    <div className={`${styles.filters} operate`}>
      <Pick name={t`Clause`} value={filters.clause} onPick={clause => change({ ...filters, clause: value(clause), comment: undefined })}>
        {clauses.map(entry => (
          <option key={entry.clauseId} value={entry.clauseId}>
            {entry.number} {entry.title}
          </option>
        ))}
      </Pick>
      <Pick name={t`Member`} value={filters.member} onPick={member => change({ ...filters, member: value(member), comment: undefined })}>
        {members.map(member => (
          <option key={member} value={member}>
            {member === 'public' ? t`public` : member}
          </option>
        ))}
      </Pick>
      <Pick name={t`Type`} value={filters.type} onPick={type => change({ ...filters, type: value(type), comment: undefined })}>
        {['general', 'technical', 'editorial'].map(type => (
          <option key={type} value={type}>
            {say(type)}
          </option>
        ))}
      </Pick>
      <Pick
        name={t`Decision`}
        value={filters.decision}
        onPick={decision => change({ ...filters, decision: value(decision), comment: undefined })}
      >
        <option value="open">{t`open`}</option>
        {decisions.map(({ code }) => (
          <option key={code} value={code}>
            {say(code)}
          </option>
        ))}
      </Pick>
      <p className={`meta ${styles.shown}`} role="status">
        <Trans>
          {shown.length} of {draft.comments.total} shown
        </Trans>
        {unplaced > 0 && (
          <>
            ;{' '}
            <button
              type="button"
              className="link"
              aria-pressed={filters.show === 'unplaced'}
              onClick={() => change({ ...filters, show: filters.show === 'unplaced' ? undefined : 'unplaced' })}
            >
              {filters.show === 'unplaced' ? (
                <Trans>show all again</Trans>
              ) : (
                <Plural value={unplaced} one="# is not placed" other="# are not placed" />
              )}
            </button>
          </>
        )}
      </p>
    </div>
  )
}

interface PickProps {
  readonly name: string
  readonly value: string | undefined
  readonly onPick: (value: string) => void
  readonly children: ReactNode
}

function Pick({ name, value, onPick, children }: PickProps) {
  const { t } = useLingui()
  const id = useId()
  return (
    <span className={styles.pick}>
      <label htmlFor={id} className="q">
        {name}
      </label>
      <select id={id} className="field" value={value ?? ''} onChange={event => onPick(event.target.value)}>
        <option value="">{t`all`}</option>
        {children}
      </select>
    </span>
  )
}
