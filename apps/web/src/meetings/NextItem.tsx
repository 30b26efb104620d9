import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { takeUpItem, type Meeting } from './meetings.queries.ts'
import styles from './meetings.module.css'

/** Goes on to another item: a draft of the committee, or any other matter. */
export function NextItem({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useLingui()
  const taking = useAct(takeUpItem)
  const [draftId, setDraftId] = useState('')
  const [title, setTitle] = useState('')
  const first = meeting.items.length === 0
  return (
    <section className={styles.part} aria-labelledby="next">
      <h2 className="h2" id="next">
        {first ? <Trans>Take up the first item</Trans> : <Trans>Go on to the next item</Trans>}
      </h2>
      <ActForm
        plain={!first}
        className={styles.form}
        act={() => taking.act({ input: { meetingId: meeting.id, title, draftId: draftId === '' ? null : draftId } })}
        onDone={() => undefined}
        refusal={taking.refusal}
        busy={taking.busy}
        submit={<Trans>Take it up</Trans>}
      >
        <SelectField label={t`Draft`} value={draftId} onChange={event => setDraftId(event.target.value)}>
          <option value="">{t`No draft: another matter`}</option>
          {meeting.committee.drafts.nodes.map(draft => (
            <option key={draft.id} value={draft.id}>
              {draft.number} {draft.title}
            </option>
          ))}
        </SelectField>
        <TextField
          label={draftId === '' ? t`Title` : t`Title (empty: that of the draft)`}
          required={draftId === ''}
          value={title}
          onChange={event => setTitle(event.target.value)}
        />
        {!first && (
          <p className="meta">
            <Trans>Those who are there stay recorded as there. The attendance of this item then stands as it is.</Trans>
          </p>
        )}
      </ActForm>
    </section>
  )
}
