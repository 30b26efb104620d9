import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import { SelectField } from '../ui/Field.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { DraftTable } from './DraftTable.tsx'
import { draftListQuery } from './committees.queries.ts'
import styles from './committees.module.css'

const stages = ['issue', 'engagement', 'drafting', 'negotiation', 'adoption', 'implementation', 'review'] as const

/** All drafts one may see, by stage. */
export function DraftList() {
  const { t } = useLingui()
  const say = useSay()
  const navigate = useNavigate()
  const { stage, rulebook } = useSearch({ from: '/signed-in/drafts' })
  const [after, setAfter] = useState<string | null>(null)
  const answer = useAnswer(draftListQuery, { after, stage: stage ?? null, rulebook: rulebook ?? null })
  if (answer.state === 'waiting') return <Waiting title={t`Drafts`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Drafts`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { nodes, pageInfo } = answer.data.drafts
  const atWork = nodes.filter(draft => draft.withdrawnAt === null).length
  const title =
    stage === undefined
      ? plural(atWork, { 0: 'No draft is at work', one: 'One draft is at work', other: '# drafts are at work' })
      : plural(atWork, { 0: `No draft is in ${say(stage)}`, one: `One draft is in ${say(stage)}`, other: `# drafts are in ${say(stage)}` })
  const pick = (next: string): void => {
    setAfter(null)
    void navigate({ to: '/drafts', search: next === '' ? {} : { stage: next }, replace: true })
  }
  return (
    <Screen
      title={title}
      beside={
        <div className={styles.stagePick}>
          <SelectField label={t`Stage`} value={stage ?? ''} onChange={event => pick(event.target.value)}>
            <option value="">{t`all stages`}</option>
            {stages.map(code => (
              <option key={code} value={code}>
                {say(code)}
              </option>
            ))}
          </SelectField>
        </div>
      }
    >
      {nodes.length === 0 ? (
        <Empty
          act={
            <Where to="/committees" className="btn">
              <Trans>Open a committee</Trans>
            </Where>
          }
        >
          <Trans>A draft is opened in a committee, from an issue: scope, evidence, jurisdictions, what exists already.</Trans>
        </Empty>
      ) : (
        <DraftTable drafts={nodes} name={t`Drafts`} />
      )}
      <p className={styles.acts}>
        {after !== null && (
          <button type="button" className="btn" onClick={() => setAfter(null)}>
            <Trans>From the beginning</Trans>
          </button>
        )}
        {pageInfo.hasNextPage && (
          <button type="button" className="btn" onClick={() => setAfter(pageInfo.endCursor ?? null)}>
            <Trans>The next 50</Trans>
          </button>
        )}
      </p>
    </Screen>
  )
}
