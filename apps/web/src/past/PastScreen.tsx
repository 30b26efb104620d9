import { Trans, useLingui } from '@lingui/react/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import { moment as inWords } from '../ui/moment.ts'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { momentHere } from './here.ts'
import { Moments } from './Moments.tsx'
import { PastSheet } from './PastSheet.tsx'
import { pastTextQuery, textHistoryQuery, type Moment } from './past.queries.ts'
import styles from './past.module.css'

/** The text of a draft as it was at any moment, to read, with who had written which clause. */
export function PastScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams({ strict: false })
  const { seq: named } = useSearch({ from: '/signed-in/draft/d/$id/past' })
  const [before, setBefore] = useState<number | null>(null)
  const [chosen, setChosen] = useState<Moment | null>(null)
  const history = useAnswer(textHistoryQuery, { id, before })
  const page = history.state === 'here' ? (history.data.draft?.textHistory ?? null) : null
  const here = momentHere(page?.moments ?? [], chosen, named ?? null)
  const seq = chosen === null && before === null ? (named ?? here?.seq) : here?.seq
  const text = useAnswer(pastTextQuery, { id, seq: seq ?? 0 }, seq === undefined)
  if (history.state === 'waiting') return <Waiting title={t`History of the text`} />
  if (history.state === 'failed')
    return (
      <Screen title={t`History of the text`}>
        <Failed cause={history.cause} retry={history.retry} />
      </Screen>
    )
  const draft = history.data.draft
  if (draft === null) return null
  if (page === null)
    return (
      <Screen title={t`How the text came about is not open to you`} lede={<Trans>It is for the members of the committee that writes it.</Trans>} />
    )
  if (seq === undefined || here === undefined)
    return (
      <Screen title={t`Nothing has been written yet`}>
        <Empty>
          <Trans>Once somebody writes, the text can be read here as it was at any moment.</Trans>
        </Empty>
      </Screen>
    )
  const leaf = (to: number | null): void => {
    setBefore(to)
    setChosen(null)
  }
  const past = text.state === 'here' ? (text.data.draft?.textAt ?? null) : null
  const at = seq === here.seq ? here.at : (past?.at ?? undefined)
  return (
    <Screen
      title={at === undefined ? t`The text as it was` : t`The text as it was on ${inWords(at)}`}
      lede={<Trans>To read only. Beside each clause stands who wrote it and who changed it last, so that you know whom to ask.</Trans>}
    >
      <Moments page={page} here={here} onChoose={setChosen} onBefore={leaf} isOlder={before !== null} />
      {text.state === 'failed' && <Failed cause={text.cause} retry={text.retry} />}
      <div className={styles.sheet} aria-busy={past === null || past.seq !== seq}>
        {past === null ? (
          <p className="q" role="status">
            <Trans>Reading the text of that moment…</Trans>
          </p>
        ) : (
          <PastSheet text={past} language={draft.languages[0] ?? 'en'} />
        )}
      </div>
    </Screen>
  )
}
