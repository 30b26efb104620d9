import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { SelectField, TextField } from '../ui/Field.tsx'
import type { Holiday } from './calendars.queries.ts'
import styles from './calendars.module.css'

type Kind = 'yearly' | 'easter' | 'on'

/** Adds one holiday to the list of the form; the form itself puts it on record. */
export function AddHoliday({ onAdd }: { readonly onAdd: (holiday: Holiday) => void }) {
  const { t } = useLingui()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<Kind>('yearly')
  const [day, setDay] = useState('')
  const [easter, setEaster] = useState('')
  const days = Number(easter)
  const complete = title.trim() !== '' && (kind === 'easter' ? easter.trim() !== '' && Number.isInteger(days) : day !== '')
  const add = (): void => {
    if (!complete) return
    onAdd({ title: title.trim(), on: kind === 'on' ? day : null, yearly: kind === 'yearly' ? day.slice(5) : null, easter: kind === 'easter' ? days : null })
    setTitle('')
    setDay('')
    setEaster('')
  }
  return (
    <fieldset className={styles.adding}>
      <legend className="b">
        <Trans>Another holiday</Trans>
      </legend>
      <TextField label={t`What it is called`} maxLength={200} value={title} onChange={event => setTitle(event.target.value)} />
      <SelectField label={t`When it falls`} value={kind} onChange={event => setKind(event.target.value as Kind)}>
        <option value="yearly">{t`Every year on the same day`}</option>
        <option value="easter">{t`So many days from Easter`}</option>
        <option value="on">{t`Once`}</option>
      </SelectField>
      {kind === 'easter' ? (
        <TextField
          label={t`Days after Easter Sunday`}
          type="number"
          step={1}
          min={-80}
          max={80}
          value={easter}
          onChange={event => setEaster(event.target.value)}
          hint={t`Before Easter with a minus: Good Friday is −2, Easter Monday 1, Ascension 39, Whit Monday 50.`}
        />
      ) : (
        <TextField
          label={t`Day`}
          type="date"
          value={day}
          onChange={event => setDay(event.target.value)}
          {...(kind === 'yearly' ? { hint: t`Of any year: its day and month count.` } : {})}
        />
      )}
      <p className="acts">
        <button type="button" className="btn small" aria-disabled={!complete} onClick={add}>
          <Trans>Add it to the list</Trans>
        </button>
        {!complete && (
          <span className="meta">
            <Trans>Give it a name and a day first.</Trans>
          </span>
        )}
      </p>
    </fieldset>
  )
}
