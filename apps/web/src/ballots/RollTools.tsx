import { Trans, useLingui } from '@lingui/react/macro'
import { SelectField, TextField } from '../ui/Field.tsx'
import type { Roll, Wanted } from './use-roll.ts'
import styles from './ballots.module.css'

/** From so many seats on a roll is searched rather than read. */
export const MANY = 30

/** Finds seats of a long roll: by name, by whether they have voted; says how many there are, and prints them all. */
export function RollTools({ roll, seats, label }: { readonly roll: Roll; readonly seats: number; readonly label: string }) {
  const { t } = useLingui()
  if (seats <= MANY) return null
  return (
    <div className={styles.tools} role="search" aria-label={label}>
      <TextField label={t`Find a seat`} type="search" value={roll.search} autoComplete="off" onChange={event => roll.find(event.target.value)} />
      <SelectField label={t`Show`} value={roll.wanted} onChange={event => roll.want(event.target.value as Wanted)}>
        <option value="all">{t`All seats`}</option>
        <option value="silent">{t`Have not voted`}</option>
        <option value="voted">{t`Have voted`}</option>
      </SelectField>
      <button type="button" className="btn" disabled={roll.printing === 'waiting'} onClick={() => void roll.print()}>
        {roll.printing === 'waiting' ? <Trans>Fetching the roll…</Trans> : <Trans>Print the whole roll</Trans>}
      </button>
      <p role="status" className="meta">
        {roll.state === 'waiting' ? (
          <Trans>Looking through the roll…</Trans>
        ) : roll.state === 'failed' || roll.printing === 'failed' ? (
          <Trans>The roll cannot be fetched now. Check your connection and try again.</Trans>
        ) : (
          <Trans>
            {roll.total} of {seats} seats
          </Trans>
        )}
      </p>
    </div>
  )
}

/** Leafs through a roll that is longer than a page, and says on paper what a page leaves out. */
export function RollPages({ roll, first }: { readonly roll: Roll; readonly first: number }) {
  if (roll.next === null && roll.begin === null) return null
  const shown = roll.entries.length
  return (
    <>
      <p className={styles.pages}>
        {roll.begin !== null && (
          <button type="button" className="btn" onClick={roll.begin}>
            <Trans>From the beginning</Trans>
          </button>
        )}
        {roll.next !== null && (
          <button type="button" className="btn" onClick={roll.next}>
            <Trans>The next {first}</Trans>
          </button>
        )}
      </p>
      {shown <= first && (
        <p className={styles.onPaper}>
          <Trans>
            Printed are {shown} of {roll.total} seats. “Print the whole roll” on the screen prints them all.
          </Trans>
        </p>
      )}
    </>
  )
}
