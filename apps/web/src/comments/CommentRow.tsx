import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Permission } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { DecisionWords } from './DecisionWords.tsx'
import type { Comment } from './comments.queries.ts'
import styles from './comments.module.css'

interface CommentRowProps {
  readonly draftId: string
  readonly comment: Comment
  readonly open: boolean
  readonly deciding: Permission
  readonly onOpen: () => void
  readonly onDecided: () => void
}

/** One comment; it opens in place, with the words it is about and the form of the decision. */
export function CommentRow({ draftId, comment, open, deciding, onOpen, onDecided }: CommentRowProps) {
  const { t } = useLingui()
  const say = useSay()
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const from = comment.seat?.body.name ?? (comment.fromCall ? t`public` : comment.author.name)
  const sign =
    comment.disposition === 'rejected' ? 'cross' : comment.disposition === 'accepted' || comment.disposition === 'as-modified' ? 'ok' : null
  return (
    <>
      <tr ref={row} aria-selected={open} className={open ? styles.openRow : undefined}>
        <th scope="row">
          <button type="button" className={styles.number} aria-expanded={open} onClick={onOpen}>
            <span className="vh">
              <Trans>Comment</Trans>{' '}
            </span>
            {comment.number}
          </button>
        </th>
        <td className="sn">{from}</td>
        <td className="nb">
          {comment.placed ? (
            <bdi>{comment.clauseNumber}</bdi>
          ) : (
            <span className="c-due">
              <Trans>not placed</Trans>
            </span>
          )}
        </td>
        <td className="sn">{say(comment.type)}</td>
        <td className={styles.words}>
          <bdi>{comment.body}</bdi>
        </td>
        <td className={styles.words}>
          <bdi>{comment.proposedChange ?? '–'}</bdi>
        </td>
        <td className="nb">
          {sign !== null && (
            <span className={sign === 'ok' ? 'c-ins' : 'c-del'}>
              <Icon name={sign} />{' '}
            </span>
          )}
          <DecisionWords comment={comment} open={open && deciding.allowed} />
        </td>
      </tr>
      {open && (
        <tr className={styles.detail}>
          <td colSpan={7}>
            <div className={styles.inPlace}>
              <InPlace draftId={draftId} comment={comment} />
              <DecisionForm comment={comment} deciding={deciding} onDecided={onDecided} />
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function InPlace({ draftId, comment }: { readonly draftId: string; readonly comment: Comment }) {
  const { anchor } = comment
  return (
    <div>
      <div className={styles.sheet}>
        <p className="meta">
          {comment.placed ? (
            <Where to={`/d/${draftId}#c-${anchor.clauseId ?? ''}`}>
              <Trans>{comment.clauseNumber}, in place</Trans>
            </Where>
          ) : (
            <Trans>Not placed: the words it was made on are gone. They were:</Trans>
          )}
        </p>
        {anchor.quote === '' ? (
          <p className="q">
            <Trans>On the whole clause.</Trans>
          </p>
        ) : (
          <p className="lede" dir="auto">
            {anchor.prefix}
            <span className="anch">{anchor.quote}</span>
            {anchor.suffix}
          </p>
        )}
        {comment.proposedChange !== null && (
          <p className={styles.proposed} dir="auto">
            <span className="meta">
              <Trans>Proposed:</Trans>
            </span>{' '}
            <ins>{comment.proposedChange}</ins>
          </p>
        )}
      </div>
      <p className="meta">
        <Trans>
          {comment.author.name}, <Day at={comment.createdAt} />
        </Trans>
        {comment.editedAt !== null && (
          <>
            ,{' '}
            <Trans>
              edited <Day at={comment.editedAt} />
            </Trans>
          </>
        )}
        {comment.replies.length > 0 && (
          <>
            ; <Plural value={comment.replies.length} one="# reply" other="# replies" />
          </>
        )}
      </p>
      {comment.replies.map(reply => (
        <p key={reply.id} dir="auto">
          <b>{reply.author.name}:</b> {reply.body}
        </p>
      ))}
    </div>
  )
}
