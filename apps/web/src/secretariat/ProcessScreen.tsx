import { Trans, useLingui } from '@lingui/react/macro'
import { durationInWords, gateNamed, gateNamesOf, rulebooks, type Rulebook } from '@plenary/process'
import { Screen } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import styles from './secretariat.module.css'

/** What each rulebook asks: stages with their times, moves with their gates, the ballot, the appeal and the review. Read from the same data that decides. */
export function ProcessScreen() {
  const { t } = useLingui()
  return (
    <Screen
      title={t`What the process asks`}
      lede={
        <Trans>A rulebook is data: stages, moves, gates, clocks and ballot rules. A draft keeps the edition it was opened under.</Trans>
      }
    >
      {Object.values(rulebooks).map(book => (
        <Book key={book.id} book={book} />
      ))}
    </Screen>
  )
}

function Book({ book }: { readonly book: Rulebook }) {
  return (
    <section className={styles.book} aria-label={book.title}>
      <h2 className="h2s">
        {book.title}{' '}
        <span className="meta">
          <Trans>edition {book.edition}</Trans>
        </span>
      </h2>
      <div className={`rail listed ${styles.rail}`}>
        <ol>
          {book.stages.map(stage => (
            <li key={stage.code} className="done">
              <span className="st">{stage.title}</span>
              <span className="sm">{stage.minimum !== undefined && <Trans>at least {durationInWords(stage.minimum)}</Trans>}</span>
            </li>
          ))}
        </ol>
      </div>
      {book.stages.map(stage => (
        <StageOf key={stage.code} book={book} stage={stage} />
      ))}
      <Clocks book={book} />
      <p className="src">
        <Trans>
          Source: {book.source}. Days begin and end in {book.zone}.
        </Trans>
      </p>
    </section>
  )
}

function StageOf({ book, stage }: { readonly book: Rulebook; readonly stage: Rulebook['stages'][number] }) {
  const say = useSay()
  const moves = book.moves.filter(move => move.from === stage.code)
  return (
    <section className={styles.stage} aria-label={stage.title}>
      <h3 className="h2">{stage.title}</h3>
      <div>
        <p className="serif">{stage.purpose}</p>
        <p className="meta">
          <Trans>In turn: {say(stage.holder)}.</Trans>{' '}
          {stage.target !== undefined && <Trans>Expected within {durationInWords(stage.target)}.</Trans>}
        </p>
        <ul className={styles.rules}>
          {moves.map(move => (
            <li key={move.to}>
              <b>{move.title}</b>{' '}
              <span className="meta">
                <Trans>decided by {move.by.map(say).join(', ')}</Trans>
              </span>
              {gateNamesOf(book, move).length > 0 && (
                <ul className={styles.gates}>
                  {gateNamesOf(book, move).map(name => (
                    <li key={name}>
                      {gateNamed(book, name).title}{' '}
                      <span className="meta">
                        {gateNamed(book, name).kind === 'attested' ? <Trans>attested</Trans> : <Trans>computed</Trans>}
                        {move.override?.gates.includes(name) === true && (
                          <>
                            , <Trans>may be overridden with a reason</Trans>
                          </>
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Clocks({ book }: { readonly book: Rulebook }) {
  return (
    <section className={styles.stage} aria-labelledby={`clocks-${book.id}`}>
      <h3 className="h2" id={`clocks-${book.id}`}>
        <Trans>Ballot, appeal, review</Trans>
      </h3>
      <dl className="facts">
        <dt>
          <Trans>Public call</Trans>
        </dt>
        <dd>
          <Trans>at least {durationInWords(book.call.minimum)}</Trans>
        </dd>
        {book.ballots.map(ballot => (
          <BallotLine key={`${ballot.rule} ${ballot.title}`} ballot={ballot} />
        ))}
        <dt>
          <Trans>Appeal</Trans>
        </dt>
        <dd>
          <Trans>for {durationInWords(book.appeal.window)} after the result</Trans>
        </dd>
        {book.review !== undefined && (
          <>
            <dt>
              <Trans>Review</Trans>
            </dt>
            <dd>
              <Trans>
                opens {durationInWords(book.review.begin)} after adoption, to be decided {durationInWords(book.review.decideBy)} after adoption
              </Trans>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function BallotLine({ ballot }: { readonly ballot: Rulebook['ballots'][number] }) {
  return (
    <>
      <dt>{ballot.title}</dt>
      <dd>
        <Trans>
          open for {durationInWords(ballot.duration)}; the same text again after {durationInWords(ballot.sameTextAgain)} at the earliest
        </Trans>{' '}
        {ballot.results === 'hidden-until-close' ? <Trans>Positions are hidden until the close.</Trans> : <Trans>Positions are open.</Trans>}
      </dd>
    </>
  )
}
