import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Permission } from '../ui/ActButton.tsx'
import { Where } from '../ui/Where.tsx'

interface ModeBarProps {
  /** The clause in hand: its name and title. */
  readonly here: { readonly number: string; readonly title: string } | null
  readonly isWriting: boolean
  readonly mayWrite: Permission
  readonly mayComment: Permission
  readonly counts: { readonly notes: number }
  readonly saving: ReactNode
  readonly toolbar: ReactNode
  readonly menu: ReactNode
  readonly onRead: () => void
  readonly onWrite: () => void
  readonly onComment: () => void
  readonly onNext: () => void
  readonly onOutline: () => void
  readonly onMargin: () => void
}

/** The bar under the text: reading or writing, what the writer can do, which clause is in hand; on a phone, the places. */
export function ModeBar({ here, isWriting, mayWrite, mayComment, counts, saving, toolbar, menu, onRead, onWrite, onComment, onNext, onOutline, onMargin }: ModeBarProps) {
  const { t } = useLingui()
  return (
    <div className="modes" role="region" aria-label={t`Mode`} data-region>
      {toolbar}
      <div>
        <span className="seg wide" role="group" aria-label={t`Mode`}>
          <button type="button" aria-pressed={!isWriting} onClick={onRead}><Trans>Read</Trans></button>
          <button
            type="button" aria-pressed={isWriting} aria-disabled={!mayWrite.allowed} aria-describedby={mayWrite.allowed ? undefined : 'why-read-only'}
            onClick={() => { if (mayWrite.allowed) onWrite() }}
          >
            <Trans>Write</Trans>
          </button>
        </span>
        {!mayWrite.allowed && mayWrite.why !== '' && <span className="wide q why" id="why-read-only">{mayWrite.why}</span>}
        {saving}
        <span className="wide end q" dir="auto">
          {here !== null && (here.title === '' ? <bdi>{here.number}</bdi> : <><bdi>{here.number}</bdi>, {here.title}</>)}
        </span>
        {mayWrite.allowed && here !== null && <span className="wide">{menu}</span>}
        {mayComment.allowed && here !== null && <button className="btn small wide" type="button" onClick={onComment}><Trans>Comment</Trans></button>}
        <button className="btn small wide" type="button" onClick={onNext}><Trans>Next change or comment</Trans></button>
        <nav className="tabs" aria-label={t`Sections`}>
          <Where to="/inbox"><Trans>Inbox</Trans></Where>
          <a href="#main" aria-current="page"><Trans>Draft</Trans></a>
          <a href="#comments" onClick={event => { event.preventDefault(); onMargin() }}><Trans>Margin {counts.notes}</Trans></a>
          <a href="#outline" onClick={event => { event.preventDefault(); onOutline() }}><Trans>Outline</Trans></a>
        </nav>
      </div>
    </div>
  )
}
