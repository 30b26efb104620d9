import { Trans } from '@lingui/react/macro'
import { useEffect, useMemo, useRef } from 'react'
import { Day } from '../ui/Due.tsx'
import { sharesOf } from './shares.ts'
import type { PastText } from './past.queries.ts'
import styles from './past.module.css'

interface PastSheetProps {
  readonly text: PastText
  readonly language: string
}

/** The clauses of a past text, each with who wrote it beside it. Nothing in it can be changed. */
export function PastSheet({ text, language }: PastSheetProps) {
  const clauses = useMemo(() => {
    const template = document.createElement('template')
    template.innerHTML = text.html
    return [...template.content.querySelectorAll<HTMLElement>('[data-clause]')]
  }, [text.html])
  const authorship = useMemo(() => new Map(text.authorship.map(one => [one.clauseId, one])), [text.authorship])
  if (clauses.length === 0)
    return (
      <p className="lede q">
        <Trans>At that moment nothing was written yet.</Trans>
      </p>
    )
  return (
    <article lang={language} className={styles.text}>
      {clauses.map(clause => (
        <Clause key={clause.dataset['clause']} clause={clause} authorship={authorship.get(clause.dataset['clause'] ?? '')} />
      ))}
    </article>
  )
}

interface ClauseProps {
  readonly clause: HTMLElement
  readonly authorship: PastText['authorship'][number] | undefined
}

function Clause({ clause, authorship }: ClauseProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    host.current?.replaceChildren(clause.cloneNode(true))
  }, [clause])
  return (
    <div className={styles.row}>
      <div ref={host} className={`rows ${styles.clause ?? ''}`} />
      {authorship !== undefined && (
        <p className="meta" lang="">
          {sharesOf(authorship.shares).map(({ key, name, percent }) => (
            <span key={key} className={styles.share}>
              <bdi>{name ?? <Trans>nobody known</Trans>}</bdi> <span className="num">{percent} %</span>
            </span>
          ))}
          <span className={styles.share}>
            <Trans>
              changed <Day at={authorship.changedAt} />
            </Trans>
            {authorship.changedBy !== null && authorship.shares.length > 1 && (
              <>
                {' '}
                <Trans>
                  by <bdi>{authorship.changedBy.name}</bdi>
                </Trans>
              </>
            )}
          </span>
        </p>
      )}
    </div>
  )
}
