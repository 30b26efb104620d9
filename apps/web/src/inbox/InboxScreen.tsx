import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useRef } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { InboxQuery } from '../api/generated.ts'
import { Due } from '../ui/Due.tsx'
import { useKeys } from '../ui/keys.ts'
import { daysAhead, day, moment } from '../ui/moment.ts'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { Fortnight } from './Fortnight.tsx'
import { FollowedDrafts, WaitingFor } from './Others.tsx'
import { inboxQuery } from './inbox.queries.ts'
import styles from './inbox.module.css'

type Notice = InboxQuery['inbox']['needsYou'][number]

/** The title says whose turn it is and until when. */
function useInboxTitle(): (notices: readonly Notice[]) => string {
  const { t } = useLingui()
  return notices => {
    if (notices.length === 0) return t`Nothing needs you`
    const acts = plural(notices.length, {
      one: 'One act needs you',
      other: '# acts need you',
      2: 'Two acts need you',
      3: 'Three acts need you',
      4: 'Four acts need you',
      5: 'Five acts need you',
      6: 'Six acts need you',
      7: 'Seven acts need you',
      8: 'Eight acts need you',
      9: 'Nine acts need you',
    })
    const first = notices
      .map(notice => notice.due)
      .filter(due => due !== null)
      .sort()[0]
    if (first === undefined) return acts
    const ahead = daysAhead(first)
    if (ahead < 0) return t`${acts}, the first is late`
    if (ahead === 0) return t`${acts}, the first today`
    return t`${acts}, the first by ${day(first)}`
  }
}

const byDeadline = (notices: readonly Notice[]): readonly Notice[] =>
  [...notices].sort(
    (one, other) =>
      (one.due === null ? 1 : 0) - (other.due === null ? 1 : 0) || Date.parse(one.due ?? '') - Date.parse(other.due ?? '') || 0,
  )

/** What needs this person now, in the order of the deadlines. */
export function InboxScreen() {
  const { t } = useLingui()
  const answer = useAnswer(inboxQuery, {})
  const titleOf = useInboxTitle()
  const list = useRef<HTMLOListElement>(null)
  const step = (by: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.btn') ?? [])]
    const at = links.findIndex(link => link === document.activeElement)
    links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKeys({ j: () => step(1), k: () => step(-1) })
  if (answer.state === 'waiting') return <Waiting title={t`Inbox`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Inbox`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { waiting, followed, calendar, now } = answer.data.inbox
  const needsYou = byDeadline(answer.data.inbox.needsYou)
  const next = calendar
    .map(deadline => deadline.due)
    .filter(due => daysAhead(due) >= 0)
    .sort()[0]
  return (
    <Screen title={titleOf(needsYou)} beside={<p className="q num">{moment(now)}</p>}>
      <Fortnight now={now} notices={needsYou} deadlines={calendar} />
      {needsYou.length === 0 ? (
        <Empty
          act={
            <Where to="/drafts" className="btn">
              <Trans>Open the drafts</Trans>
            </Where>
          }
        >
          {next === undefined ? (
            <Trans>No act waits for you and no deadline is set. Follow a draft to hear about it.</Trans>
          ) : (
            <Trans>No act waits for you. The next deadline you can see is on {day(next)}.</Trans>
          )}
        </Empty>
      ) : (
        <section aria-labelledby="needs">
          <h2 id="needs" className="vh">
            <Trans>Needs you now</Trans>
          </h2>
          <ol className={styles.acts} ref={list}>
            {needsYou.map(notice => (
              <ActRow key={notice.id} notice={notice} first={notice.id === needsYou[0]?.id} />
            ))}
          </ol>
        </section>
      )}
      <div className={styles.two}>
        <WaitingFor lines={waiting} />
        <FollowedDrafts lines={followed} />
      </div>
      {needsYou.length > 0 && (
        <p className="meta keys">
          <Trans>
            <kbd>j</kbd> and <kbd>k</kbd> move, <kbd>Enter</kbd> opens. Nothing here is done by reading it.
          </Trans>
        </p>
      )}
    </Screen>
  )
}

function ActRow({ notice, first }: { readonly notice: Notice; readonly first: boolean }) {
  const { t } = useLingui()
  const names: Readonly<Record<string, string>> = {
    Vote: t`Open the ballot`,
    Check: t`Check the vote`,
    Reply: t`Read and reply`,
    Decide: t`Decide`,
    Attest: t`See what is asked`,
    Move: t`See the gates`,
    Review: t`Open the review`,
    Disposition: t`Open the table`,
  }
  return (
    <li className={styles.act}>
      <p className={styles.verb}>{notice.verb}</p>
      <div>
        <h3 className={styles.what} dir="auto">
          {notice.title}
        </h3>
        {notice.draft !== null && !notice.title.includes(notice.draft.number) && (
          <p className={styles.draft}>
            <bdi>{notice.draft.number}</bdi> {notice.draft.title}
          </p>
        )}
        <p className={`q ${styles.why}`} dir="auto">
          {notice.why}
        </p>
      </div>
      <p className={styles.due}>
        {notice.due === null ? (
          <span className="meta">
            <Trans>no deadline</Trans>
          </span>
        ) : (
          <Due at={notice.due} zone={notice.zone} />
        )}
      </p>
      <Where to={notice.where} className={first ? 'btn first' : 'btn'}>
        {names[notice.verb] ?? t`Open`}
      </Where>
    </li>
  )
}
