import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { useAct } from '../api/answer.ts'
import { upload } from '../api/client.ts'
import type { WorkspaceQuery } from '../api/generated.ts'
import { Moment } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { importMutation } from './drafts.queries.ts'

export type ImportReport = NonNullable<NonNullable<WorkspaceQuery['draft']>['import']>

interface ImportFormProps {
  readonly draftId: string
  /** The draft has a text already: the new edition replaces it and keeps the ids of unchanged clauses. */
  readonly replaces: boolean
  readonly onDone: () => void
}

type Step = 'choosing' | 'sending' | 'reading'

/** Takes a file, says how far it is, and shows what the server made of it or why it refused: file, place and reason. */
export function ImportForm({ draftId, replaces, onDone }: ImportFormProps) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [step, setStep] = useState<Step>('choosing')
  const [fault, setFault] = useState<string | null>(null)
  const importing = useAct(importMutation)
  const take = async (file: File): Promise<void> => {
    setFault(null)
    setStep('sending')
    try {
      const { uploadId } = await upload(file)
      setStep('reading')
      if (await importing.act({ input: { draftId, uploadId, replace: replaces } }) !== null) onDone()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    } finally {
      setStep('choosing')
      if (input.current !== null) input.current.value = ''
    }
  }
  return (
    <div className="stack">
      <label className="labelled">
        <span className="meta">{replaces ? t`File of the new edition` : t`File`}</span>
        <input
          ref={input} type="file" className="field" disabled={step !== 'choosing'}
          onChange={event => { const file = event.target.files?.[0]; if (file !== undefined) void take(file) }}
        />
      </label>
      <p className="q" role="status">
        {step === 'sending' && <Trans>Sending the file…</Trans>}
        {step === 'reading' && <Trans>Reading the text; clauses appear below as soon as it is stored.</Trans>}
        {step === 'choosing' && replaces && <Trans>Clauses that did not change keep their comments; others are matched by number and wording.</Trans>}
      </p>
      <RefusalNote refusal={importing.refusal ?? (fault === null ? null : { code: 'upload', message: fault, missing: [] })} />
    </div>
  )
}

/** What the import lost or doubts, each gap a link to its clause. */
export function LossReport({ report, onGo }: { readonly report: ImportReport; readonly onGo: (clauseId: string) => void }) {
  const kinds = Object.entries(report.byType as Readonly<Record<string, number>>).filter(([, count]) => count > 0)
  return (
    <div className="stack">
      <p>
        <b dir="auto">{report.title}</b><br />
        <span className="meta"><bdi>{report.fileName}</bdi>, {report.format}, <Moment at={report.at} /></span>
      </p>
      <p>{kinds.map(([kind, count]) => `${count} ${kind}`).join(' · ')}</p>
      <h3 className="h3">
        <Plural value={report.gaps.length} _0="Nothing is missing or doubtful." one="One place is missing or doubtful" other="# places are missing or doubtful" />
      </h3>
      <ul className="gaps">
        {report.gaps.map((gap, at) => (
          <li key={`${gap.designation} ${at}`}>
            {gap.clauseId === null
              ? <b><bdi>{gap.designation}</bdi></b>
              : <button type="button" className="link" onClick={() => onGo(gap.clauseId ?? '')}><bdi>{gap.designation}</bdi></button>}
            {' '}<span className="q" dir="auto">{gap.reason}</span>
          </li>
        ))}
      </ul>
      {report.unplaced.length > 0 && (
        <details>
          <summary><Plural value={report.unplaced.length} one="# piece of text found no place" other="# pieces of text found no place" /></summary>
          <ul className="gaps">{report.unplaced.map((text, at) => <li key={at} className="serif" dir="auto">{text}</li>)}</ul>
        </details>
      )}
      {report.warnings.length > 0 && (
        <details>
          <summary><Plural value={report.warnings.length} one="# remark" other="# remarks" /></summary>
          <ul className="gaps">{report.warnings.map((text, at) => <li key={at} dir="auto">{text}</li>)}</ul>
        </details>
      )}
    </div>
  )
}
