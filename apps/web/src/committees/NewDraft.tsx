import { Trans, useLingui } from '@lingui/react/macro'
import { useParams, useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { createDraft, newDraftQuery } from './committees.queries.ts'
import styles from './committees.module.css'

const listed = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

/** Opens a new draft from an issue: what it is about, on what evidence, for whom, beside what exists. */
export function NewDraft() {
  const { t } = useLingui()
  const router = useRouter()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(newDraftQuery, { id: id ?? '' })
  const creating = useAct(createDraft)
  const [fields, setFields] = useState({
    title: '',
    rulebook: 'harmonization',
    scope: '',
    evidence: '',
    jurisdictions: '',
    existingInstruments: '',
    languages: 'en',
  })
  const set =
    (name: keyof typeof fields) =>
    (event: { readonly target: { readonly value: string } }): void =>
      setFields({ ...fields, [name]: event.target.value })
  if (answer.state === 'waiting') return <Waiting title={t`A new draft`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`A new draft`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { committee, rulebooks } = answer.data
  const may = permitted(committee?.acts ?? [], 'draft.create')
  if (committee === null || !may.allowed) {
    return (
      <Screen
        title={t`You cannot open a draft here`}
        lede={may.why === '' ? t`Drafts are opened by the chair or the secretary of a committee.` : may.why}
      >
        <p className="after">
          <Where to="/committees" className="btn">
            <Trans>My committees</Trans>
          </Where>
        </p>
      </Screen>
    )
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const input = {
      committeeId: committee.id,
      title: fields.title,
      rulebook: fields.rulebook,
      scope: fields.scope,
      evidence: fields.evidence,
      jurisdictions: listed(fields.jurisdictions),
      existingInstruments: listed(fields.existingInstruments),
      languages: listed(fields.languages),
    }
    const made = await creating.act({ input })
    if (made !== null) router.history.push(`/d/${made.id}`)
  }
  return (
    <Screen
      title={t`A new draft for ${committee.name}`}
      over={
        <Where to={`/c/${committee.id}`}>
          <bdi>{committee.code}</bdi> {committee.name}
        </Where>
      }
    >
      <form className={styles.form} onSubmit={event => void submit(event)}>
        <TextField label={t`Title`} required maxLength={300} value={fields.title} onChange={set('title')} />
        <AreaField label={t`Scope: what it covers, and what it leaves out`} required value={fields.scope} onChange={set('scope')} />
        <AreaField label={t`Evidence: how the issue is known`} value={fields.evidence} onChange={set('evidence')} />
        <TextField
          label={t`Jurisdictions it affects, with commas (BR, EU, KE)`}
          value={fields.jurisdictions}
          onChange={set('jurisdictions')}
        />
        <TextField
          label={t`Instruments that exist already, with commas`}
          value={fields.existingInstruments}
          onChange={set('existingInstruments')}
        />
        <TextField
          label={t`Languages, with commas; the first is the one it is written in`}
          required
          value={fields.languages}
          onChange={set('languages')}
        />
        <SelectField
          label={t`Rulebook`}
          value={fields.rulebook}
          onChange={set('rulebook')}
          hint={
            <Where to={`/rulebooks/${fields.rulebook}`}>
              <Trans>What the rulebook asks</Trans>
            </Where>
          }
        >
          {rulebooks.map(book => (
            <option key={book.id} value={book.id}>
              {book.name}, {t`edition ${book.edition}`}
            </option>
          ))}
        </SelectField>
        <RefusalNote refusal={creating.refusal} />
        <p className={styles.acts}>
          <button type="submit" className="btn first" aria-disabled={creating.busy}>
            <Trans>Open the draft</Trans>
          </button>
          <Where to={`/c/${committee.id}`}>
            <Trans>Leave it</Trans>
          </Where>
        </p>
      </form>
    </Screen>
  )
}
