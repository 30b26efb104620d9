import { Trans } from '@lingui/react/macro'
import { useAct } from '../api/answer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { Moment } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { decideRollChange, type Prepared } from './rolls.queries.ts'
import styles from './rolls.module.css'

interface ChangesProps {
  readonly roll: Prepared
  readonly me: string
  readonly may: Permission
}

/** Every change of a roll, with both who made it and the hashes before and after; the one that waits first. */
export function Changes({ roll, me, may }: ChangesProps) {
  const deciding = useAct(decideRollChange)
  if (roll.changes.length === 0) return null
  const decide = (changeId: string, confirm: boolean): void => {
    if (!deciding.busy) void deciding.act({ input: { changeId, confirm } })
  }
  return (
    <section className={styles.part} aria-labelledby="changes">
      <h2 className="h2" id="changes">
        <Trans>Changes</Trans>
      </h2>
      <RefusalNote refusal={deciding.refusal} />
      <ul>
        {roll.changes.map(change => (
          <li key={change.id} className={styles.change}>
            <p className="b">{change.words}</p>
            <p>
              <bdi>{change.reason}</bdi>
            </p>
            <p className="meta">
              <Trans>
                Proposed by {change.proposedBy.name} on <Moment at={change.proposedAt} />.
              </Trans>{' '}
              {change.decidedBy !== null && change.decidedAt !== null && (
                <>
                  {change.outcome === 'confirmed' ? (
                    <Trans>
                      Confirmed by {change.decidedBy.name} on <Moment at={change.decidedAt} />.
                    </Trans>
                  ) : (
                    <Trans>
                      Rejected by {change.decidedBy.name} on <Moment at={change.decidedAt} />.
                    </Trans>
                  )}
                </>
              )}
            </p>
            {change.hashAfter !== null && (
              <p className="meta mono">
                <bdi>
                  {change.hashBefore.slice(0, 12)}… → {change.hashAfter.slice(0, 12)}…
                </bdi>
              </p>
            )}
            {change.outcome === null && may.allowed && (
              <p className={styles.acts}>
                {change.proposedBy.id === me ? (
                  <>
                    <span className="c-due b">
                      <Trans>Somebody else confirms what you proposed.</Trans>
                    </span>
                    <button type="button" className="btn small" onClick={() => decide(change.id, false)}>
                      <Trans>Take it back</Trans>
                    </button>
                  </>
                ) : (
                  <>
                    <button type="button" className="btn first" aria-disabled={deciding.busy} onClick={() => decide(change.id, true)}>
                      <Trans>Confirm this change</Trans>
                    </button>
                    <button type="button" className="btn" aria-disabled={deciding.busy} onClick={() => decide(change.id, false)}>
                      <Trans>Reject it</Trans>
                    </button>
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
