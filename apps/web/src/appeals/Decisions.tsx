import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { distance, moment } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { stateMinority, type Decision } from './appeals.queries.ts'
import styles from './appeals.module.css'

interface DecisionsProps {
  readonly decisions: readonly Decision[]
  readonly permission: Permission
}

/** What was decided about a draft, with the statements of the minority, and until when it can be appealed. */
export function Decisions({ decisions, permission }: DecisionsProps) {
  const say = useSay()
  return (
    <section className={styles.part} aria-labelledby="decided">
      <h2 className="h2" id="decided">
        <Trans>What was decided</Trans>
      </h2>
      {decisions.length === 0 && (
        <p className="q">
          <Trans>Nothing has been decided yet.</Trans>
        </p>
      )}
      <ol className={styles.list}>
        {decisions.map(decision => (
          <li key={decision.id}>
            <div className={styles.heading}>
              <h3 className="h3">
                <Where to={decision.where}>
                  <Trans>Decision {decision.number}</Trans>
                </Where>
                , {say(decision.outcome).toLowerCase()}
              </h3>
              <p className="q">
                <Day at={decision.at} />
                {!distance(decision.appealUntil).past && (
                  <>
                    , <Trans>can be appealed until {moment(decision.appealUntil)}</Trans>
                  </>
                )}
              </p>
            </div>
            <p dir="auto">{decision.reason}</p>
            {decision.statements.map(statement => (
              <div key={statement.id} className={styles.statement}>
                <p className="meta">
                  <Trans>
                    Minority statement of <bdi>{statement.seat.body.name}</bdi>, <Day at={statement.at} />
                  </Trans>
                </p>
                <p className="serif" dir="auto">
                  {statement.words}
                </p>
              </div>
            ))}
            {permission.allowed && <StateMinority decision={decision} permission={permission} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function StateMinority({ decision, permission }: { readonly decision: Decision; readonly permission: Permission }) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const stating = useAct(stateMinority)
  const [open, setOpen] = useState(false)
  const silent = viewer.seats.filter(seat => !decision.statements.some(statement => statement.seat.id === seat.id))
  const [seatId, setSeatId] = useState(silent[0]?.id ?? '')
  const [words, setWords] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await stating.act({ input: { decisionId: decision.id, seatId, words } })) !== null) setOpen(false)
  }
  if (silent.length === 0) return null
  if (!open) {
    return (
      <p className={styles.acts}>
        <ActButton permission={permission} small onAct={() => setOpen(true)}>
          <Trans>Attach a minority statement</Trans>
        </ActButton>
      </p>
    )
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <SelectField label={t`For the seat of`} required value={seatId} onChange={event => setSeatId(event.target.value)}>
        {silent.map(seat => (
          <option key={seat.id} value={seat.id}>
            {seat.body.name}
          </option>
        ))}
      </SelectField>
      <AreaField
        label={t`Statement`}
        hint={t`Published with the decision. It cannot be changed afterwards.`}
        required
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      <RefusalNote refusal={stating.refusal} />
      <div className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={stating.busy}>
          <Trans>Attach it</Trans>
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </div>
    </form>
  )
}
