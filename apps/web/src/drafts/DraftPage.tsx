import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState, type ReactNode } from 'react'
import { useQuery, useSubscription } from 'urql'
import { useAnswer } from '../api/answer.ts'
import { Failed } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { textQuery, workspaceChangedSubscription, workspaceQuery } from './drafts.queries.ts'
import { DraftWorkspace } from './DraftWorkspace.tsx'
import { earlyText } from './use-reading.ts'

/** What the routes put into the workspace: `rail` is the stage rail with what is next and what is missing, `places` the draft's other screens. */
export interface DraftPageProps {
  readonly id: string
  readonly rail: ReactNode
  /** What stands above the text is not all here yet. */
  readonly isWaiting: boolean
  readonly places: ReactNode
}

/** The workspace of one draft: asks for what surrounds the text and says what to do when there is none. */
export function DraftPage({ id, rail, isWaiting, places }: DraftPageProps) {
  const { t } = useLingui()
  const answer = useAnswer(workspaceQuery, { id })
  const [round, setRound] = useState(0)
  // Where the page brought no beginning of the text, it is asked for at the same moment, not after what surrounds it has come.
  const [began] = useState(() => earlyText(id) !== null)
  useQuery({ query: textQuery, variables: { id }, requestPolicy: 'cache-first', pause: began })
  const draft = answer.state === 'here' ? answer.data.draft : null
  const { retry } = answer.state === 'waiting' ? { retry: undefined } : answer
  useSubscription({ query: workspaceChangedSubscription, variables: { id }, pause: draft === null }, () => {
    retry?.()
    setRound(before => before + 1)
    return null
  })
  // The early text belongs to this page only; whatever becomes of the page, it must not stay behind.
  useEffect(() => () => document.querySelector('#early')?.replaceChildren(), [])
  const title = draft === null ? t`Draft` : `${draft.number} ${draft.title}`
  useEffect(() => {
    document.title = `${title} · Plenary`
  }, [title])
  if (answer.state === 'failed') return <main id="main" className="page lone"><h1 className="h1"><Trans>The draft did not arrive</Trans></h1><Failed cause={answer.cause} retry={answer.retry} /></main>
  if (answer.state === 'waiting' || isWaiting) return <main id="main" className="draft-waiting" aria-busy="true"><h1 className="vh"><Trans>Draft</Trans></h1></main>
  if (answer.data.draft === null || answer.data.me === null) return <NoDraft />
  return <DraftWorkspace draft={answer.data.draft} accountId={answer.data.me.id} rail={rail} places={places} onStale={answer.retry} round={round} />
}

function NoDraft() {
  return (
    <main id="main" className="page lone">
      <h1 className="h1"><Trans>There is no such draft, or it is not open to you</Trans></h1>
      <p className="lede"><Trans>The link may be cut, or the draft belongs to a committee in which you have no seat. Ask its secretary.</Trans></p>
      <p><Where to="/drafts" className="btn"><Trans>See the drafts open to you</Trans></Where></p>
    </main>
  )
}
