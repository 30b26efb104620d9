import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { AppealEntry } from './AppealEntry.tsx'
import { appealQuery } from './appeals.queries.ts'

/** One appeal by itself: where those who decide it come from their inbox, also when they may not read the draft. */
export function AppealScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(appealQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Appeal`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Appeal`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { appeal } = answer.data
  if (appeal === null) {
    return <Screen title={t`There is no such appeal for you`} lede={<Trans>It does not exist, or you have no part in it.</Trans>} />
  }
  const titles: Readonly<Record<string, string>> = {
    filed: t`An appeal waits for its outcome`,
    upheld: t`The appeal was upheld`,
    dismissed: t`The appeal was dismissed`,
    withdrawn: t`The appeal was withdrawn`,
  }
  return (
    <Screen
      title={titles[appeal.status] ?? appeal.status}
      over={
        <Where to={`/d/${appeal.draft.id}/appeals`}>
          <bdi>{appeal.draft.number}</bdi> {appeal.draft.title}
        </Where>
      }
    >
      <ol className="entries">
        <li>
          <AppealEntry appeal={appeal} level="h2" />
        </li>
      </ol>
    </Screen>
  )
}
