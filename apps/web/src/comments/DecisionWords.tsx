import { Trans } from '@lingui/react/macro'
import { useSay } from '../ui/use-say.ts'
import type { Comment } from './comments.queries.ts'

/** The decision on a comment, with its sign. */
export function DecisionWords({ comment, open = false }: { readonly comment: Pick<Comment, 'disposition'>; readonly open?: boolean }) {
  const say = useSay()
  if (comment.disposition === null) return <b className="c-due">{open ? <Trans>open, deciding</Trans> : <Trans>open</Trans>}</b>
  const look =
    comment.disposition === 'rejected'
      ? 'c-del'
      : comment.disposition === 'accepted' || comment.disposition === 'as-modified'
        ? 'c-ins'
        : ''
  return <span className={look}>{say(comment.disposition)}</span>
}
