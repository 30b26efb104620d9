import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { DispositionsQuery } from '../api/generated.ts'
import { permitted } from '../ui/ActButton.tsx'
import { useKeys } from '../ui/keys.ts'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { CommentRow } from './CommentRow.tsx'
import { DispositionBar } from './DispositionBar.tsx'
import { FilterBar } from './FilterBar.tsx'
import { addressOf, filtersIn, isShown, nextUndecided, type Filters } from './disposition.ts'
import { dispositionsQuery, type Comment } from './comments.queries.ts'
import styles from './comments.module.css'

type Draft = NonNullable<DispositionsQuery['draft']>

/** The disposition table: every comment of a draft with its decision, filtered by the address, decided in place by keys. */
export function CommentsScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const filters = filtersIn(useSearch({ strict: false }))
  const [after, setAfter] = useState<string | null>(null)
  const answer = useAnswer(dispositionsQuery, { id: id ?? '', after, type: filters.type ?? null, clauseId: filters.clause ?? null })
  if (answer.state === 'waiting') return <Waiting title={t`Comments`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Comments`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  return <Table draft={draft} filters={filters} paged={after !== null} onPage={setAfter} />
}

interface TableProps {
  readonly draft: Draft
  readonly filters: Filters
  readonly paged: boolean
  readonly onPage: (after: string | null) => void
}

function Table({ draft, filters, paged, onPage }: TableProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const all = draft.comments.nodes
  const shown = useMemo(() => all.filter(comment => isShown(comment, filters)), [all, filters])
  const open = all.find(comment => comment.id === filters.comment || String(comment.number) === filters.comment) ?? null
  const deciding = permitted(draft.acts, 'comment.decide')
  const { total, open: undecided } = draft.commentCounts
  const decided = total - undecided

  const change = (next: Filters): void => {
    if (next.clause !== filters.clause || next.type !== filters.type) onPage(null)
    void navigate({ to: '.', search: addressOf(next), replace: true, resetScroll: false })
  }
  const openNext = (): void => {
    const next = nextUndecided(shown, open?.id ?? null)
    if (next !== null) change({ ...filters, comment: String(next.number) })
  }
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex(comment => comment.id === open?.id)
    const next = shown[at === -1 ? 0 : at + by]
    if (next !== undefined) change({ ...filters, comment: String(next.number) })
  }
  useKeys({ n: openNext, j: () => step(1), k: () => step(-1), Escape: () => change({ ...filters, comment: undefined }) })

  const title =
    total === 0
      ? t`No comment has come in`
      : undecided === 0
        ? t`All ${total} comments are decided`
        : plural(total, { one: 'The one comment is still to be decided', other: `${undecided} of # comments are still to be decided` })
  return (
    <Screen
      title={title}
      beside={
        <p className={styles.beside}>
          <a className="btn" href={`/export/${draft.id}.zip`} download>
            <Trans>Export</Trans>
          </a>
          {undecided > 0 && (
            <button type="button" className="btn first" onClick={openNext}>
              <Trans>Next undecided</Trans>
            </button>
          )}
        </p>
      }
    >
      {total === 0 ? (
        <Empty
          act={
            <Where to={`/d/${draft.id}`} className="btn">
              <Trans>Open the text</Trans>
            </Where>
          }
        >
          <Trans>
            Comments are made beside the text: select words, then Comment. When a public call is open, anybody with an account can send one.
          </Trans>
        </Empty>
      ) : (
        <>
          <DispositionBar comments={all} decided={decided} counts={draft.commentCounts} />
          <FilterBar draft={draft} filters={filters} shown={shown} change={change} />
          <div className="scroll" id="comments" tabIndex={0} role="group" aria-label={t`Comments`}>
            <table className={`tb ${styles.table}`}>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>No</Trans>
                  </th>
                  <th scope="col">
                    <Trans>From</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Clause</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Type</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Comment</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Proposed change</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Decision</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map(comment => (
                  <CommentRow
                    key={comment.id}
                    draftId={draft.id}
                    comment={comment}
                    open={comment.id === open?.id}
                    deciding={deciding}
                    onOpen={() => change({ ...filters, comment: comment.id === open?.id ? undefined : String(comment.number) })}
                    onDecided={openNext}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {shown.length === 0 && (
            <Empty
              act={
                <button type="button" className="btn" onClick={() => change({})}>
                  <Trans>Show all comments</Trans>
                </button>
              }
            >
              <Trans>No comment matches these filters.</Trans>
            </Empty>
          )}
          <Pages draft={draft} paged={paged} onPage={onPage} />
          <p className="meta keys">
            <Trans>
              <kbd>n</kbd> next undecided, <kbd>j</kbd> and <kbd>k</kbd> move, <kbd>a</kbd> <kbd>m</kbd> <kbd>r</kbd> <kbd>o</kbd>{' '}
              <kbd>d</kbd> choose a decision, <kbd>Esc</kbd> closes the row.
            </Trans>
          </p>
        </>
      )}
    </Screen>
  )
}

function Pages({
  draft,
  paged,
  onPage,
}: {
  readonly draft: Draft
  readonly paged: boolean
  readonly onPage: (after: string | null) => void
}) {
  const { endCursor, hasNextPage } = draft.comments.pageInfo
  if (!hasNextPage && !paged) return null
  return (
    <p className={styles.beside}>
      {paged && (
        <button type="button" className="btn" onClick={() => onPage(null)}>
          <Trans>From the beginning</Trans>
        </button>
      )}
      {hasNextPage && (
        <button type="button" className="btn" onClick={() => onPage(endCursor ?? null)}>
          <Trans>The next 200</Trans>
        </button>
      )}
    </p>
  )
}
