import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { phases, phaseWords, rulebookOf, type Phase, stageTitle } from '@plenary/process'
import { useAnswer } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useStationWords } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { EditionMove } from './EditionMove.tsx'
import { RecordTrack } from './RecordTrack.tsx'
import { tracksQuery, type TrackedDraft } from './tracks.queries.ts'
import styles from './tracks.module.css'

/** Under which rulebooks a draft runs: its own, and those of other bodies that follow the same text. */
export function TracksScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(tracksQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Rulebooks`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Rulebooks`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const { contradictions, tracks } = draft
  const title =
    tracks.length === 0
      ? t`It runs under one rulebook`
      : contradictions.length === 0
        ? plural(tracks.length, { one: 'Its two tracks go together', other: 'Its tracks go together' })
        : plural(contradictions.length, { one: 'Two of its tracks contradict each other', other: 'Its tracks contradict each other in # things' })
  return (
    <Screen title={title}>
      {contradictions.length > 0 && (
        <ul className="refusal">
          {contradictions.map(sentence => (
            <li key={sentence}>
              <Icon name="cross" /> {sentence}
            </li>
          ))}
        </ul>
      )}
      <ol className="entries">
        <li>
          <Standing track={draft} own />
          <EditionMove draft={draft} permission={permitted(draft.acts, 'rulebook.move')} />
        </li>
        {tracks.map(track => (
          <li key={track.id}>
            <Standing track={track} own={false} />
            <p className="entry-words" dir="auto">
              {track.reason}
            </p>
            <p className="meta">
              <Trans>
                Recorded by <bdi>{track.by.name}</bdi>, <Day at={track.at} />
              </Trans>
            </p>
          </li>
        ))}
      </ol>
      <RecordTrack draft={draft} permission={permitted(draft.acts, 'track.record')} />
    </Screen>
  )
}

/** Where the text stands under one rulebook, on the seven phases that all of them share. */
function Standing({ track, own }: { readonly track: Pick<TrackedDraft, 'rulebook' | 'rulebookEdition' | 'stage' | 'phase'>; readonly own: boolean }) {
  const say = useStationWords()
  const book = rulebookOf(track.rulebook, track.rulebookEdition)
  const here = phases.indexOf(track.phase as Phase)
  return (
    <>
      <div className="entry-head">
        <h2 className="h3">
          <Where to={`/rulebooks/${track.rulebook}?edition=${encodeURIComponent(track.rulebookEdition)}`}>{book?.title ?? track.rulebook}</Where>,{' '}
          <Trans>edition {track.rulebookEdition}</Trans>
        </h2>
        <p className="q">{own ? <Trans>its own rulebook: it moves by this one</Trans> : <Trans>followed by another body</Trans>}</p>
      </div>
      <p>
        <Trans>
          Stands in <b>{stageTitle(track, track.stage)}</b>.
        </Trans>
      </p>
      <ol className={styles.phases} aria-hidden="true">
        {phases.map((phase, index) => (
          <li key={phase} className={index < here ? styles.past : index === here ? styles.now : undefined}>
            {say(phase, phaseWords[phase])}
          </li>
        ))}
      </ol>
    </>
  )
}
