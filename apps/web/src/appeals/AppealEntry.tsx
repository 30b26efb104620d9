import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { ActSheet } from '../ui/ActSheet.tsx'
import { Day, useTimeLeft } from '../ui/Due.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { moment } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { decideAppeal, withdrawAppeal, type Appeal } from './appeals.queries.ts'

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
      <div className="entry-head">
        <Heading className="h3">
          <Trans>
            Appeal {appeal.number} of <bdi>{appeal.seat.body.name}</bdi> against {appeal.against}
          </Trans>
        </Heading>
        <State appeal={appeal} />
      </div>
      <p className="entry-words" dir="auto">
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
        {appeal.status === 'filed' && appeal.ifUpheld !== null && (
          <>
            <dt>
              <Trans>If it is upheld</Trans>
            </dt>
            <dd>{appeal.ifUpheld}</dd>
          </>
        )}
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
      <div className="acts">
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
  return (
    <ActSheet
      act={() => deciding.act({ input: { appealId: appeal.id, outcome, reason, document } })}
      refusal={deciding.refusal}
      busy={deciding.busy}
      submit={<Trans>Record the outcome</Trans>}
      onEnd={onEnd}
    >
      <SelectField label={t`Outcome`} value={outcome} onChange={event => setOutcome(event.target.value)}>
        <option value="dismissed">{t`dismissed: what was decided stands`}</option>
        <option value="upheld">{t`upheld: what was decided does not stand`}</option>
      </SelectField>
      <AreaField label={t`Reason, published with the outcome`} required value={reason} onChange={event => setReason(event.target.value)} />
      <TextField label={t`Where the body recorded it, such as minutes`} value={document} onChange={event => setDocument(event.target.value)} />
    </ActSheet>
  )
}
