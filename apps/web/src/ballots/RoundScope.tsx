import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useAnswer } from '../api/answer.ts'
import type { BallotChangesQuery } from '../api/generated.ts'
import { Where } from '../ui/Where.tsx'
import type { Ballot } from './ballots.queries.ts'
import { Negatives } from './Negatives.tsx'
import { ballotChangesQuery } from './recirculation.queries.ts'
import { useHow } from './use-how.ts'
import styles from './ballots.module.css'

type Change = NonNullable<BallotChangesQuery['ballot']>['changes'][number]

/** On the page of a recirculation: what it is about. */
export function RoundScope({ ballot }: { readonly ballot: Ballot }) {
  const { t } = useLingui()
  const round = ballot.recirculation
  const answer = useAnswer(ballotChangesQuery, { id: ballot.id }, round === null)
  if (round === null) return null
  const changes = answer.state === 'here' ? (answer.data.ballot?.changes ?? []) : []
  return (
    <section className={styles.part} aria-labelledby="round">
      <h2 className="h3" id="round">
        <Trans>What this round is about</Trans>
      </h2>
      <div>
        <p>
          <Trans>
            This recirculates <Where to={`/b/${round.ballotId}`}>ballot {round.number}</Where>, on the same roll.
          </Trans>{' '}
          <Plural
            value={round.carried}
            _0="No vote stood there."
            one="The vote that stood there stands here unless it is changed."
            other="The # votes that stood there stand here unless they are changed."
          />{' '}
          <Trans>A reason counts if it is about what changed, or about what a negative is open on.</Trans>
        </p>
        <h3 className="h3 after">
          <Trans>What changed since</Trans>
        </h3>
        {round.clauses.length === 0 ? (
          <p className="q">
            <Trans>No clause changed.</Trans>
          </p>
        ) : (
          <ul className={styles.scope} aria-label={t`What changed since`} aria-busy={answer.state === 'waiting'}>
            {round.clauses.map(clause => (
              <li key={clause.clauseId}>
                <Where to={`/d/${ballot.draft.id}#c-${clause.clauseId}`}>
                  <bdi>{`${clause.label} ${clause.title}`}</bdi>
                </Where>
                <How how={clause.how} />
                <Words change={changes.find(one => one.clauseId === clause.clauseId)} />
              </li>
            ))}
          </ul>
        )}
        <h3 className="h3 after">
          <Trans>Open negatives</Trans>
        </h3>
        <Negatives negatives={round.negatives} />
      </div>
    </section>
  )
}

function How({ how }: { readonly how: string }) {
  const words = useHow()
  return <span className="q">, {words(how)}</span>
}

/** The words as they went. Of a clause whose words stayed as they were only where it stands is shown. */
function Words({ change }: { readonly change: Change | undefined }) {
  if (change === undefined || change.words.every(run => run.kind === 'same')) return null
  return (
    <p className="serif" dir="auto">
      {change.words.map(({ kind, words }, place) =>
        kind === 'added' ? <ins key={place}>{words}</ins> : kind === 'removed' ? <del key={place}>{words}</del> : <span key={place}>{words}</span>,
      )}
    </p>
  )
}
