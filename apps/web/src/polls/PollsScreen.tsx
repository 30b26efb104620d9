import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAnswer } from '../api/answer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Findings } from './Findings.tsx'
import { OpenPoll } from './OpenPoll.tsx'
import { PollEntry } from './PollEntry.tsx'
import { pollsQuery } from './polls.queries.ts'

/** The instruments of decision on a draft beside the ballot: what is asked now, what came out before, what can be opened. */
export function PollsScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(pollsQuery, { id: id ?? '' })
  const { poll: named, open: chosen } = useSearch({ from: '/signed-in/draft/d/$id/polls' })
  const here = answer.state === 'here'
  useEffect(() => {
    const target = named !== undefined ? `poll-${named}` : chosen !== undefined ? 'instruments' : location.hash.slice(1)
    if (here && target !== '') document.getElementById(target)?.scrollIntoView()
  }, [here, named, chosen])
  if (answer.state === 'waiting') return <Waiting title={t`Polls`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Polls`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const open = draft.polls.filter(poll => poll.state === 'open')
  const past = draft.polls.filter(poll => poll.state !== 'open')
  const mayAnswer = permitted(draft.acts, 'poll.answer').allowed
  const cancel = permitted(draft.acts, 'poll.cancel')
  const waiting = open.filter(poll => poll.mySeats.some(my => my.answer === null)).length
  return (
    <Screen
      title={open.length === 0 ? t`Nothing is being asked` : plural(open.length, { one: 'One poll is open', other: '# polls are open' })}
      lede={
        mayAnswer && waiting > 0
          ? plural(waiting, { one: 'One waits for the answer of your seat.', other: '# wait for the answer of your seat.' })
          : undefined
      }
    >
      {open.length > 0 && (
        <section className="section" aria-labelledby="open">
          <h2 className="h2" id="open">
            <Trans>Asked now</Trans>
          </h2>
          <ol className="entries">
            {open.map(poll => (
              <PollEntry key={poll.id} poll={poll} mayAnswer={mayAnswer} cancel={cancel} />
            ))}
          </ol>
        </section>
      )}
      <Findings draftId={draft.id} findings={draft.findings} permission={permitted(draft.acts, 'consensus.find')} />
      <OpenPoll draftId={draft.id} offers={draft.instruments} permission={permitted(draft.acts, 'poll.open')} first={chosen} />
      {past.length > 0 && (
        <section className="section" aria-labelledby="past">
          <h2 className="h2" id="past">
            <Trans>Asked before</Trans>
          </h2>
          <ol className="entries">
            {past.map(poll => (
              <PollEntry key={poll.id} poll={poll} mayAnswer={false} cancel={cancel} />
            ))}
          </ol>
        </section>
      )}
    </Screen>
  )
}
