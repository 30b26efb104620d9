import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { AreaField } from '../ui/Field.tsx'
import { useKeys } from '../ui/keys.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useSay } from '../ui/use-say.ts'
import type { Comment } from './comments.queries.ts'
import { decideComment, reopenComment } from './comments.queries.ts'
import { decisions, type Disposition } from './disposition.ts'
import styles from './comments.module.css'

interface DecisionFormProps {
  readonly comment: Comment
  readonly deciding: Permission
  readonly onDecided: () => void
}

/** The decision on one comment: one key chooses, the observation says why, and then the next one opens. */
export function DecisionForm({ comment, deciding, onDecided }: DecisionFormProps) {
  const { t } = useLingui()
  const say = useSay()
  const acting = useAct(decideComment)
  const reopening = useAct(reopenComment)
  const [chosen, setChosen] = useState<Disposition | null>(null)
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const choose = (code: Disposition): void => {
    if (comment.disposition !== null || !deciding.allowed) return
    setChosen(code)
    form.current?.querySelector('textarea')?.focus()
  }
  useKeys(Object.fromEntries(decisions.map(({ code, key }) => [key, () => choose(code)])))

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSaid(chosen === null ? t`Choose a decision first.` : '')
    if (chosen === null) return
    if ((await acting.act({ input: { commentId: comment.id, disposition: chosen, reason } })) !== null) onDecided()
  }
  if (comment.disposition !== null) {
    return (
      <div>
        <p>
          <b>{say(comment.disposition)}</b>
          {comment.decidedBy !== null && <Trans>, decided by {comment.decidedBy.name}</Trans>}
          {comment.decidedAt !== null && (
            <>
              , <Day at={comment.decidedAt} />
            </>
          )}
        </p>
        <p className="serif" dir="auto">
          {comment.dispositionReason}
        </p>
        <RefusalNote refusal={reopening.refusal} />
        <ActButton permission={deciding} small onAct={() => void reopening.act({ id: comment.id })}>
          <Trans>Open it again</Trans>
        </ActButton>
      </div>
    )
  }
  if (!deciding.allowed)
    return (
      <p className="q">
        <Trans>Not decided yet.</Trans> {deciding.why}
      </p>
    )
  return (
    <form ref={form} className={styles.decide} id="actions" onSubmit={event => void submit(event)}>
      <div className={styles.keys} role="group" aria-label={t`Decision`}>
        {decisions.map(({ code, key }) => (
          <button key={code} type="button" className="btn small" aria-pressed={chosen === code} onClick={() => choose(code)}>
            {say(code)} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      <AreaField
        label={t`Observation, published with the decision`}
        required={chosen !== 'accepted'}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      <RefusalNote refusal={acting.refusal} />
      <div className={styles.beside}>
        <button type="submit" className="btn first" aria-disabled={acting.busy}>
          <Trans>Record the decision</Trans>
        </button>
        <span className="meta" role="status">
          {said !== '' ? said : <Trans>Its author is told. The text itself is changed by its drafters.</Trans>}
        </span>
      </div>
    </form>
  )
}
