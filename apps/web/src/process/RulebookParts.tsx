import { Plural, Trans } from '@lingui/react/macro'
import { durationInWords, stageOf, type Rulebook } from '@plenary/process'
import type { ReactNode } from 'react'
import { useSay } from '../ui/use-say.ts'
import styles from './process.module.css'

interface PartProps {
  readonly book: Rulebook
}

function Part({ id, title, children }: { readonly id: string; readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 className="h2" id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}

export function Clocks({ book }: PartProps) {
  const clocks = book.clocks ?? []
  if (clocks.length === 0) return null
  return (
    <Part id="clocks" title={<Trans>Clocks</Trans>}>
      <dl className="facts wide">
        {clocks.map(clock => (
          <div key={clock.key} className={styles.pair}>
            <dt>{clock.title}</dt>
            <dd>
              {clock.duration !== undefined ? (
                durationInWords(clock.duration)
              ) : (
                <Plural value={clock.workingDays ?? 0} one="# working day" other="# working days" />
              )}
              . {clock.onTimeout.words} <span className="meta">{clock.fact}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

/** Times and bounds that hold in the whole procedure. */
export function Terms({ book }: PartProps) {
  const { call, coolingOff, silence, balance, calendar } = book
  return (
    <Part id="terms" title={<Trans>Times and bounds</Trans>}>
      <dl className="facts wide">
        <dt>
          <Trans>Public call</Trans>
        </dt>
        <dd>
          <Trans>open for at least {durationInWords(call.minimum)}</Trans> <span className="meta">{call.fact}</span>
        </dd>
        <dt>
          <Trans>Cooling-off</Trans>
        </dt>
        <dd>
          <Trans>{durationInWords(coolingOff)} between the last change of substance and a ballot</Trans>
        </dd>
        {silence !== undefined && (
          <>
            <dt>
              <Trans>Silence procedure</Trans>
            </dt>
            <dd>
              <Trans>open for at least {durationInWords(silence.minimum)}</Trans> <span className="meta">{silence.fact}</span>
            </dd>
          </>
        )}
        {balance !== undefined && (
          <>
            <dt>
              <Trans>Balance</Trans>
            </dt>
            <dd>
              <Trans>no interest category holds more than {balance.cap} of the participating seats</Trans> <span className="meta">{balance.fact}</span>
            </dd>
          </>
        )}
        {calendar !== undefined && (
          <>
            <dt>
              <Trans>Working days</Trans>
            </dt>
            <dd>
              {calendar.title}: <Trans>no work on {calendar.holidays.map(holiday => holiday.title).join(', ')}</Trans> <span className="meta">{calendar.fact}</span>
            </dd>
          </>
        )}
      </dl>
    </Part>
  )
}

export function Ballots({ book }: PartProps) {
  return (
    <Part id="ballots" title={<Trans>Ballots</Trans>}>
      <dl className="facts wide">
        {book.ballots.map(ballot => (
          <div key={`${ballot.rule} ${ballot.title}`} className={styles.pair}>
            <dt>{ballot.title}</dt>
            <dd>
              <Trans>
                Under the rule <bdi>{ballot.rule}</bdi>, in {ballot.stages.map(code => stageOf(book, code).title).join(', ')}; open for at least {durationInWords(ballot.duration)}.
              </Trans>{' '}
              {ballot.recirculation !== undefined && (
                <>
                  <Trans>
                    May be recirculated on a new edition, for at least {durationInWords(ballot.recirculation.duration)}: about what changed and the negatives
                    that are open; the votes that stood stand unless they are changed.
                  </Trans>{' '}
                  <span className="meta">{ballot.recirculation.fact}</span>{' '}
                </>
              )}
              {ballot.voters}. {ballot.ifCarries} {ballot.ifFails} {ballot.ifNothing} <span className="meta">{ballot.fact}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

/** What becomes of a membership by missed votes, where the text says so. */
export function Memberships({ book }: PartProps) {
  const lowering = book.membership ?? []
  if (lowering.length === 0) return null
  return (
    <Part id="memberships" title={<Trans>Missed votes</Trans>}>
      <dl className="facts wide">
        {lowering.map(({ from, to, rules, missed, term, fact }) => (
          <div key={`${from} ${to}`} className={styles.pair}>
            <dt>
              <bdi>{from}</bdi> → <bdi>{to}</bdi>
            </dt>
            <dd>
              <Plural value={missed} one="after # missed vote" other="after # missed votes" />{' '}
              <Trans>under {rules.join(', ')}</Trans>
              {term !== undefined && (
                <>
                  , <Trans>for {durationInWords(term)}</Trans>
                </>
              )}
              . <Trans>It is decided by two people and never by itself.</Trans> <span className="meta">{fact}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

export function Disputes({ book }: PartProps) {
  const say = useSay()
  const { objection, appeal, review } = book
  return (
    <Part id="disputes" title={<Trans>Objections, appeals, review</Trans>}>
      <dl className="facts wide">
        <dt>
          <Trans>Objection</Trans>
        </dt>
        <dd>
          {objection.by}. {objection.ends} <span className="meta">{objection.fact}</span>
        </dd>
        <dt>
          <Trans>Appeal</Trans>
        </dt>
        <dd>
          <Trans>within {durationInWords(appeal.window)} of the result</Trans>
          {appeal.levels !== undefined && <>: {appeal.levels.map(level => level.body).join(' → ')}</>}. <span className="meta">{appeal.fact}</span>
          {appeal.upheld !== undefined && (
            <>
              {' '}
              <Trans>Against the adoption, if it is upheld: {appeal.upheld.words}</Trans> {appeal.upheld.suspends && <Trans>The adoption is suspended meanwhile.</Trans>}{' '}
              <span className="meta">{appeal.upheld.fact}</span>
            </>
          )}
        </dd>
        <dt>
          <Trans>Review</Trans>
        </dt>
        <dd>
          {review === undefined ? (
            <Trans>Texts are not reviewed by date.</Trans>
          ) : (
            <>
              <Trans>
                begins {durationInWords(review.begin)} after adoption and is decided by {durationInWords(review.decideBy)}:{' '}
                {Object.keys(review.outcomes).map(say).join(', ')}
              </Trans>{' '}
              <span className="meta">{review.fact}</span>
            </>
          )}
        </dd>
      </dl>
    </Part>
  )
}

export function Notes({ book }: PartProps) {
  const { notes = [], weights = [] } = book
  if (notes.length + weights.length === 0) return null
  return (
    <Part id="notes" title={<Trans>What the text says besides</Trans>}>
      <ul>
        {notes.map(({ says, fact }) => (
          <li key={says}>
            {says} <span className="meta">{fact}</span>
          </li>
        ))}
        {weights.map(table => (
          <li key={table.from}>
            {table.title}, <Trans>from {table.from}</Trans>: {table.source}. <span className="meta">{table.fact}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function Sources({ book }: PartProps) {
  const sources = Object.entries(book.sources)
  if (sources.length === 0) return null
  return (
    <Part id="sources" title={<Trans>Sources</Trans>}>
      <dl className="facts wide">
        {sources.map(([key, words]) => (
          <div key={key} className={styles.pair}>
            <dt>{key}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}
