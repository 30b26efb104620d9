import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useSubscription } from 'urql'
import { useAnswer } from '../api/answer.ts'
import { Failed } from '../ui/Screen.tsx'
import { Checklist } from './Checklist.tsx'
import { StageRail } from './StageRail.tsx'
import { draftChanged, railQuery } from './stages.queries.ts'

/** The rail of a draft with its one sentence "Next: …" and, on demand, everything that is missing. Follows what others do. */
export function DraftRail({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const answer = useAnswer(railQuery, { id })
  const [open, setOpen] = useState(false)
  useSubscription({ query: draftChanged, variables: { id } }, () => {
    if (answer.state === 'here') answer.retry()
    return null
  })
  if (answer.state === 'waiting') return <div className="rail rail-waiting" aria-busy="true" />
  if (answer.state === 'failed') return <Failed cause={answer.cause} retry={answer.retry} />
  const draft = answer.data.draft
  if (draft === null) return null
  const missing = draft.rail.missing
  return (
    <>
      <StageRail rail={draft.rail} />
      <div className="next">
        <p>
          <b>
            <Trans>Next:</Trans>
          </b>{' '}
          {draft.rail.next}
        </p>
        <button type="button" className="btn" aria-expanded={open} aria-controls="checklist" onClick={() => setOpen(!open)}>
          {open ? t`Close the list` : missing > 0 ? t`See what is missing (${missing})` : t`See the next moves`}
        </button>
      </div>
      <div id="checklist">{open && <Checklist draftId={draft.id} moves={draft.checklist} acts={draft.acts} />}</div>
    </>
  )
}
