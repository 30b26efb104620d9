import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { Day, useTimeLeft } from '../ui/Due.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { moment } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { decideAppeal, withdrawAppeal, type Appeal } from './appeals.queries.ts'
import styles from './appeals.module.css'

/** Where an appeal stands: whose turn it is and until when, or what came out. */
function State({ appeal }: { readonly appeal: Appeal }) {
  const timeLeft = useTimeLeft()
  const { body } = appeal
  if (appeal.status === 'withdrawn') return <p className="q"><Trans>withdrawn by who filed it</Trans></p>
  if (appeal.status !== 'filed') {
    return (
      <p className={appeal.status === 'upheld' ? 'b c-ins' : 'b c-del'}>
        {appeal.status === 'upheld' ? <Trans>upheld by {body}</Trans> : <Trans>dismissed by {body}</Trans>}
        {appeal.decidedAt !== null && (
          <span className="q">
            , <Day at={appeal.decidedAt} />
          </span>
        )}
      </p>
    )
  }
  if (appeal.decideBy === null) return <p><Trans>waits for {body}</Trans></p>
  return (
    <p className={appeal.lateSince === null ? 'num' : 'late over'}>
      <Trans>
        waits for {body}, until {moment(appeal.decideBy)}, {timeLeft(appeal.decideBy)}
      </Trans>
    </p>
  )
}

/** One appeal with its grounds, its body, its time and its outcome, and what one can do. */
export function AppealEntry({ appeal, level }: { readonly appeal: Appeal; readonly level: 'h2' | 'h3' }) {
  const Heading = level
  return (
    <>
      <div className={styles.heading}>
        <Heading className="h3">
          <Trans>
            Appeal {appeal.number} of <bdi>{appeal.seat.body.name}</bdi> against {appeal.against}
          </Trans>
        </Heading>
        <State appeal={appeal} />
      </div>
      <p className={styles.words} dir="auto">
        {appeal.grounds}
      </p>
      <dl className="facts">
        <dt>
          <Trans>What is asked</Trans>
        </dt>
        <dd dir="auto">{appeal.remedy}</dd>
        <dt>
          <Trans>Filed</Trans>
        </dt>
        <dd>
          <Day at={appeal.filedAt} />
        </dd>
        {appeal.outcomeReason !== null && (
          <>
            <dt>
              <Trans>Outcome</Trans>
            </dt>
            <dd className="serif" dir="auto">
              {appeal.outcomeReason}
              {appeal.document !== null && <span className="meta"> ({appeal.document})</span>}
            </dd>
          </>
        )}
      </dl>
      {appeal.status === 'filed' && <Acts appeal={appeal} />}
    </>
  )
}

function Acts({ appeal }: { readonly appeal: Appeal }) {
  const withdrawing = useAct(withdrawAppeal)
  const [deciding, setDeciding] = useState(false)
  const withdraw = permitted(appeal.acts, 'appeal.withdraw')
  if (deciding) return <DecideForm appeal={appeal} onEnd={() => setDeciding(false)} />
  return (
    <>
      <div className={styles.acts}>
        <ActButton permission={permitted(appeal.acts, 'appeal.decide')} small onAct={() => setDeciding(true)}>
          <Trans>Record the outcome</Trans>
        </ActButton>
        {withdraw.allowed && (
          <ActButton permission={withdraw} small onAct={() => void withdrawing.act({ input: { appealId: appeal.id } })}>
            <Trans>Withdraw it</Trans>
          </ActButton>
        )}
      </div>
      <RefusalNote refusal={withdrawing.refusal} />
    </>
  )
}

function DecideForm({ appeal, onEnd }: { readonly appeal: Appeal; readonly onEnd: () => void }) {
  const { t } = useLingui()
  const deciding = useAct(decideAppeal)
  const [outcome, setOutcome] = useState('dismissed')
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await deciding.act({ input: { appealId: appeal.id, outcome, reason, document } })) !== null) onEnd()
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <SelectField label={t`Outcome`} value={outcome} onChange={event => setOutcome(event.target.value)}>
        <option value="dismissed">{t`dismissed: what was decided stands`}</option>
        <option value="upheld">{t`upheld: what was decided does not stand`}</option>
      </SelectField>
      <AreaField label={t`Reason, published with the outcome`} required value={reason} onChange={event => setReason(event.target.value)} />
      <TextField label={t`Where the body recorded it, such as minutes`} value={document} onChange={event => setDocument(event.target.value)} />
      <RefusalNote refusal={deciding.refusal} />
      <div className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={deciding.busy}>
          <Trans>Record the outcome</Trans>
        </button>
        <button type="button" className="link" onClick={onEnd}>
          <Trans>Leave it</Trans>
        </button>
      </div>
    </form>
  )
}
