import { Trans, useLingui } from '@lingui/react/macro'
import { durationInWords } from '@plenary/process'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { ActSheet } from '../ui/ActSheet.tsx'
import { AreaField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { decideSeatChange, keepSeatCategory, proposeSeatChange, type SeatOfTurnout } from './turnout.queries.ts'
import styles from './committees.module.css'

interface SeatDecisionProps {
  readonly seat: SeatOfTurnout
  readonly may: Permission
  /** Who looks at it. */
  readonly me: string
}

/** What the rulebook says becomes of a seat by the votes it missed, and what is decided about it: by two people, never by itself. */
export function SeatDecision({ seat, may, me }: SeatDecisionProps) {
  if (seat.change !== null) return <Waiting seat={seat} change={seat.change} may={may} me={me} />
  return seat.lowering === null ? null : <Lowering seat={seat} lowering={seat.lowering} may={may} />
}

function Lowering({ seat, lowering, may }: Omit<SeatDecisionProps, 'me'> & { readonly lowering: NonNullable<SeatOfTurnout['lowering']> }) {
  const { t } = useLingui()
  const acts = { propose: useAct(proposeSeatChange), keep: useAct(keepSeatCategory) }
  const [step, setStep] = useState<'propose' | 'keep' | null>(null)
  const [reason, setReason] = useState('')
  const act = (): Promise<unknown> =>
    step === 'propose'
      ? acts.propose.act({ input: { seatId: seat.seatId, category: lowering.to, reason } })
      : acts.keep.act({ input: { seatId: seat.seatId, reason } })
  return (
    <div className={styles.decision}>
      <p>
        <Trans>
          It missed {seat.missed} of {seat.of} votes.
        </Trans>{' '}
        {lowering.term === null ? (
          <Trans>
            By the rulebook <bdi>{seat.category}</bdi> becomes <bdi>{lowering.to}</bdi>.
          </Trans>
        ) : (
          <Trans>
            By the rulebook <bdi>{seat.category}</bdi> becomes <bdi>{lowering.to}</bdi>, for {durationInWords(lowering.term)}.
          </Trans>
        )}{' '}
        <span className="meta">{lowering.fact}</span>
      </p>
      {step === null ? (
        may.allowed && (
          <p className="acts">
            <ActButton small permission={may} onAct={() => setStep('propose')}>
              <span>
                <Trans>
                  Propose <bdi>{lowering.to}</bdi> instead of <bdi>{seat.category}</bdi>
                </Trans>
                <span className="vh"> {seat.name}</span>
              </span>
            </ActButton>
            <ActButton small permission={may} onAct={() => setStep('keep')}>
              <Trans>Leave it as it is</Trans>
              <span className="vh"> {seat.name}</span>
            </ActButton>
          </p>
        )
      ) : (
        <ActSheet
          act={act}
          refusal={acts[step].refusal}
          busy={acts[step].busy}
          submit={step === 'propose' ? <Trans>Propose it</Trans> : <Trans>Record it</Trans>}
          onEnd={() => setStep(null)}
        >
          <AreaField
            label={t`Reason`}
            required
            hint={
              step === 'propose'
                ? t`A second person confirms it. The roll of the next ballot carries the new category.`
                : t`From now on the votes of this seat are counted anew.`
            }
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </ActSheet>
      )}
    </div>
  )
}

function Waiting({ seat, change, may, me }: SeatDecisionProps & { readonly change: NonNullable<SeatOfTurnout['change']> }) {
  const deciding = useAct(decideSeatChange)
  const own = change.proposedBy.id === me
  const decide = (confirm: boolean): void => void deciding.act({ input: { changeId: change.id, confirm } })
  return (
    <div className={styles.decision}>
      <p>
        <Trans>
          {change.proposedBy.name} proposes <bdi>{change.toCategory}</bdi> instead of <bdi>{change.fromCategory}</bdi>: <bdi>{change.reason}</bdi>
        </Trans>
      </p>
      <RefusalNote refusal={deciding.refusal} />
      {may.allowed && (
        <p className="acts">
          {!own && (
            <ActButton small permission={may} onAct={() => decide(true)}>
              <Trans>Confirm it</Trans>
              <span className="vh"> {seat.name}</span>
            </ActButton>
          )}
          <ActButton small permission={may} onAct={() => decide(false)}>
            {own ? <Trans>Take it back</Trans> : <Trans>Reject it</Trans>}
            <span className="vh"> {seat.name}</span>
          </ActButton>
          {own && (
            <span className="meta">
              <Trans>It waits for a second person.</Trans>
            </span>
          )}
        </p>
      )}
    </div>
  )
}
