import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { Day } from '../ui/Due.tsx'
import { AreaField, SelectField } from '../ui/Field.tsx'
import { findConsensus, type Finding } from './polls.queries.ts'

interface FindingsProps {
  readonly draftId: string
  readonly findings: readonly Finding[]
  readonly permission: Permission
}

/** What the chair found: consensus, rough consensus or none, with the record that supports it. */
export function Findings({ draftId, findings, permission }: FindingsProps) {
  const { t } = useLingui()
  const grades: Readonly<Record<string, string>> = {
    consensus: t`Consensus`,
    'rough-consensus': t`Rough consensus`,
    'no-consensus': t`No consensus`,
  }
  return (
    <section className="section" id="findings" aria-labelledby="findings-title">
      <h2 className="h2" id="findings-title">
        <Trans>Findings of the chair</Trans>
      </h2>
      {findings.length === 0 && (
        <p className="q">
          <Trans>
            The chair has found nothing yet. Consensus is found when every objection is addressed, though not every one accommodated.
          </Trans>
        </p>
      )}
      <ol className="entries">
        {findings.map(finding => (
          <li key={finding.id}>
            <div className="entry-head">
              <h3 className={finding.outcome === 'no-consensus' ? 'h3 c-del' : 'h3 c-ins'}>{grades[finding.outcome] ?? finding.outcome}</h3>
              <p className="q">
                <bdi>{finding.by.name}</bdi>, <Day at={finding.at} />
              </p>
            </div>
            <p className="entry-words" dir="auto">
              {finding.statement}
            </p>
            <p className="serif" dir="auto">
              “{finding.reason}”
            </p>
            <ul className="meta entry-aside">
              {finding.record.map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <FoldedAct permission={permission} begin={<Trans>Record a finding</Trans>}>
        {end => <Form draftId={draftId} onEnd={end} />}
      </FoldedAct>
    </section>
  )
}

function Form({ draftId, onEnd }: { readonly draftId: string; readonly onEnd: () => void }) {
  const { t } = useLingui()
  const finding = useAct(findConsensus)
  const [reached, setReached] = useState('yes')
  const [statement, setStatement] = useState('')
  const [reason, setReason] = useState('')
  return (
    <ActSheet
      act={() => finding.act({ input: { draftId, reached: reached === 'yes', statement, reason } })}
      refusal={finding.refusal}
      busy={finding.busy}
      submit={<Trans>Record the finding</Trans>}
      onEnd={onEnd}
    >
      <SelectField
        label={t`The chair finds`}
        hint={t`Whether it is rough follows from the record.`}
        value={reached}
        onChange={event => setReached(event.target.value)}
      >
        <option value="yes">{t`consensus`}</option>
        <option value="no">{t`no consensus`}</option>
      </SelectField>
      <AreaField label={t`On what`} required value={statement} onChange={event => setStatement(event.target.value)} />
      <AreaField label={t`Why, and why each objection does not stand in the way`} required value={reason} onChange={event => setReason(event.target.value)} />
    </ActSheet>
  )
}
