import { Plural, Trans } from '@lingui/react/macro'
import { day } from '../ui/moment.ts'
import type { Draft } from './drafts.queries.ts'

/** What the text is: its latest edition, where it came from, what the import lost, how long it is. */
export function About({ draft, onImport, onFind }: { readonly draft: Draft; readonly onImport: () => void; readonly onFind: () => void }) {
  const { currentEdition: edition, import: report, withdrawnAt } = draft
  return (
    <>
      {withdrawnAt !== null && <><span className="b c-del"><Trans>Withdrawn {day(withdrawnAt)}:</Trans></span> <span dir="auto">{draft.withdrawnReason}</span>; </>}
      {draft.frozen && <><span className="b"><Trans>Frozen text</Trans></span>; </>}
      {edition !== null && <><Trans>{edition.name} of {day(edition.createdAt)}</Trans>; </>}
      {report !== null && (
        <>
          <Trans>imported from <bdi>{report.fileName}</bdi></Trans>
          {', '}
          <button type="button" className="link" onClick={onImport}>
            <Plural value={report.gaps.length} _0="nothing missing" one="# gap" other="# gaps" />
          </button>
          {'; '}
        </>
      )}
      <Plural value={draft.text.words} one="# word" other="# words" />
      <span className="operate">
        {' · '}
        <button type="button" className="link" onClick={onFind}><Trans>Find</Trans></button>
        {report === null && draft.text.words > 0 && <>{' · '}<button type="button" className="link" onClick={onImport}><Trans>Import</Trans></button></>}
      </span>
    </>
  )
}
