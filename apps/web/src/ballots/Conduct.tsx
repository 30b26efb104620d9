import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { endOfDay, inDays } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Ballot } from './ballots.queries.ts'
import { annulBallot, closeBallot, extendBallot } from './ballots.queries.ts'
import { isOnFloor } from './use-comings.ts'
import styles from './ballots.module.css'

type Step = 'extend' | 'close' | 'annul'

/** What officers can do with a ballot beside waiting: put off its end, end it early, annul it. Each with a reason that all read. */
export function Conduct({ ballot }: { readonly ballot: Ballot }) {
  const { t } = useLingui()
  const acts = { extend: useAct(extendBallot), close: useAct(closeBallot), annul: useAct(annulBallot) }
  const [step, setStep] = useState<Step | null>(null)
  const [reason, setReason] = useState('')
  const [closes, setCloses] = useState(() => inDays(14))
  const isOpen = ballot.state === 'open'
  const may = (act: string): boolean => ballot.acts.some(one => one.act === act && one.allowed)
  if (ballot.state === 'annulled' || !['ballot.extend', 'ballot.close', 'ballot.annul'].some(may)) return null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const input = { ballotId: ballot.id, reason }
    const done =
      step === 'extend'
        ? await acts.extend.act({ input: { ...input, closesAt: endOfDay(closes) } })
        : step === 'close'
          ? await acts.close.act({ input })
          : await acts.annul.act({ input })
    if (done === null) return
    setStep(null)
    setReason('')
  }
  const words: Readonly<Record<Step, string>> = {
    extend: t`Put off the end`,
    close: isOnFloor(ballot) ? t`End the vote` : t`End it now, all have voted`,
    annul: t`Annul the ballot`,
  }
  return (
    <section>
      <h2 className="h3">
        <Trans>Conduct of the ballot</Trans>
      </h2>
      {step === null ? (
        <p className={styles.acts}>
          {isOpen && (
            <ActButton permission={permitted(ballot.acts, 'ballot.extend')} onAct={() => setStep('extend')}>
              {words.extend}
            </ActButton>
          )}
          {isOpen && (
            <ActButton permission={permitted(ballot.acts, 'ballot.close')} onAct={() => setStep('close')}>
              {words.close}
            </ActButton>
          )}
          <ActButton permission={permitted(ballot.acts, 'ballot.annul')} onAct={() => setStep('annul')}>
            {words.annul}
          </ActButton>
        </p>
      ) : (
        <form className={styles.position} onSubmit={event => void submit(event)}>
          {step === 'annul' && (
            <p className="meta">
              <Trans>The votes stay readable and count for nothing. The reason is shown to all who voted.</Trans>
            </p>
          )}
          {step === 'extend' && (
            <TextField
              label={t`Open until the end of (your time zone)`}
              type="date"
              required
              value={closes}
              min={inDays(1)}
              onChange={event => setCloses(event.target.value)}
            />
          )}
          <AreaField label={t`Reason`} value={reason} onChange={event => setReason(event.target.value)} />
          <RefusalNote refusal={acts[step].refusal} />
          <p className={styles.acts}>
            <button type="submit" className={step === 'annul' ? 'btn' : 'btn first'} aria-disabled={acts[step].busy}>
              {words[step]}
            </button>
            <button type="button" className="link" onClick={() => setStep(null)}>
              <Trans>Leave it</Trans>
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
