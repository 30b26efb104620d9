import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import { day } from '../ui/moment.ts'
import { RollPages, RollTools } from './RollTools.tsx'
import { useRoll } from './use-roll.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

const FIRST = 50

/** The roll while the ballot is open: who has voted is no secret, what they voted may be. */
export function WhoMayVote({ ballot }: { readonly ballot: Ballot }) {
  const { t } = useLingui()
  const roll = useRoll(ballot, { first: FIRST, start: 'silent' })
  // In a meeting one waits only for those who are there; a roll longer than a page says it of each seat.
  const away = roll.whole ? ballot.rollPage.nodes.filter(entry => (entry.presence ?? 'present') !== 'present' && !entry.hasVoted).length : 0
  const silent = ballot.seats - ballot.cast - away
  const opened = day(ballot.opensAt, ballot.zone)
  // Whom one waits for stands first; a long roll is shown by names.
  const entries = roll.whole ? [...roll.entries.filter(entry => !entry.hasVoted), ...roll.entries.filter(entry => entry.hasVoted)] : roll.entries
  return (
    <section aria-labelledby="may-vote">
      <h2 className="h3" id="may-vote">
        <Trans>Who may vote</Trans>
      </h2>
      <p className="q">
        <Trans>
          {ballot.seats} seats, the roll fixed at opening on {opened} by {ballot.openedBy.name}.
        </Trans>{' '}
        {away > 0 && <Plural value={away} one="One is not there and does not vote." other="# are not there and do not vote." />}{' '}
        {silent === 0 ? <Trans>All have voted.</Trans> : <Plural value={silent} one="One has not voted yet." other="# have not voted yet." />}
      </p>
      <RollTools roll={roll} seats={ballot.seats} label={t`The roll`} />
      <ul className={styles.rollList}>
        {entries.map(entry => (
          <li key={entry.seatId}>
            <span>{entry.name}</span>
            {entry.hasVoted ? (
              <span className="c-ins">
                <Icon name="ok" /> <Trans>has voted</Trans>
              </span>
            ) : (entry.presence ?? 'present') !== 'present' ? (
              <span className="q">
                <Trans>not there</Trans>
              </span>
            ) : (
              <span className="c-due b">
                <Trans>not yet</Trans>
              </span>
            )}
          </li>
        ))}
      </ul>
      <RollPages roll={roll} first={FIRST} />
    </section>
  )
}
