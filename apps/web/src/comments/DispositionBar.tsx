import { Trans, useLingui } from '@lingui/react/macro'
import type { DispositionsQuery } from '../api/generated.ts'
import type { Comment } from './comments.queries.ts'
import styles from './comments.module.css'

type Counts = NonNullable<DispositionsQuery['draft']>['commentCounts']

interface DispositionBarProps {
  readonly comments: readonly Comment[]
  readonly decided: number
  readonly counts: Counts
}

/** How far the decisions are, as a bar and in words. */
export function DispositionBar({ comments, decided, counts }: DispositionBarProps) {
  const { t } = useLingui()
  const share = (codes: readonly string[]): number => comments.filter(comment => codes.includes(comment.disposition ?? 'open')).length
  const parts = [
    { look: styles.accepted, count: share(['accepted']) },
    { look: styles.modified, count: share(['as-modified']) },
    { look: styles.rejected, count: share(['rejected']) },
    { look: styles.other, count: share(['noted', 'deferred', 'see']) },
    { look: styles.undecided, count: share(['open']) },
  ]
  const kinds = [
    counts.technical > 0 ? t`${counts.technical} technical` : '',
    counts.editorial > 0 ? t`${counts.editorial} editorial` : '',
    counts.general > 0 ? t`${counts.general} general` : '',
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <div className={styles.progress}>
      <p className="b num">
        <Trans>{decided} decided</Trans>
      </p>
      <div className={styles.bar} data-figure="" aria-hidden="true">
        {parts.map(({ look, count }, index) => count > 0 && <i key={index} className={look} style={{ flexGrow: count }} />)}
      </div>
      <p className="num">
        <b className="c-due">
          <Trans>{counts.open} open</Trans>
        </b>
        ; <Trans>of all: {kinds}</Trans>
      </p>
    </div>
  )
}
