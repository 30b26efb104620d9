import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { stageTitle } from '@plenary/process'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { StageQuery } from '../api/generated.ts'
import { Day, Due, Moment } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { BallotOpening } from './BallotOpening.tsx'
import { CallOpening } from './CallOpening.tsx'
import { Checklist } from './Checklist.tsx'
import { Clocks } from './Clocks.tsx'
import { History } from './History.tsx'
import { Rounds } from './Rounds.tsx'
import { Withdrawal } from './Withdrawal.tsx'
import { stageQuery } from './stages.queries.ts'
import styles from './stages.module.css'

type Draft = NonNullable<StageQuery['draft']>

/** Where a draft stands: what is missing for each move, its public calls, what it declares, and its whole history. */
export function StageScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(stageQuery, { id: id ?? '' })
  const here = answer.state === 'here'
  useEffect(() => {
    // The place a gate points to exists only once the answer is here.
    if (here && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [here])
  if (answer.state === 'waiting') return <Waiting title={t`Stage`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Stage`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const stage = stageTitle(draft, draft.stage)
  const missing = draft.checklist
    .filter(move => move.direction === 'forward')
    .flatMap(move => move.gates)
    .filter(gate => !gate.met).length
  const standing = plural(missing, {
    0: `${stage}: nothing is missing to go on`,
    one: `${stage}: one thing is missing to go on`,
    other: `${stage}: # things are missing to go on`,
  })
  return (
    <Screen
      title={draft.withdrawnAt === null ? standing : t`Withdrawn`}
      beside={
        <Where to={`/d/${draft.id}/decide`} className="btn">
          <Trans>Choose how to decide</Trans>
        </Where>
      }
    >
      {draft.contradictions.map(sentence => (
        <p className="banner" key={sentence}>
          {sentence}{' '}
          <Where to={`/d/${draft.id}/tracks`}>
            <Trans>See its rulebooks</Trans>
          </Where>
        </p>
      ))}
      {draft.adoptionSuspended !== null && (
        <p className="banner">
          {draft.adoptionSuspended}{' '}
          <Where to={`/d/${draft.id}/appeals`}>
            <Trans>See the appeals</Trans>
          </Where>
        </p>
      )}
      {draft.withdrawnAt !== null && (
        <p className="banner">
          <Trans>
            Withdrawn on <Day at={draft.withdrawnAt} />: {draft.withdrawnReason}
          </Trans>
        </p>
      )}
      <section className="section" id="time" aria-labelledby="missing">
        <h2 className="h2" id="missing">
          <Trans>What is missing, move by move</Trans>
        </h2>
        <Checklist draftId={draft.id} moves={draft.checklist} acts={draft.acts} />
      </section>
      <Clocks draft={draft} />
      <Calls draft={draft} />
      <Ballots draft={draft} />
      <Declared draft={draft} />
      <Rounds draft={draft} />
      <History draft={draft} />
      <Withdrawal draftId={draft.id} withdrawn={draft.withdrawnAt !== null} acts={draft.acts} />
    </Screen>
  )
}

function Calls({ draft }: { readonly draft: Draft }) {
  return (
    <section className="section" id="call" aria-labelledby="calls">
      <h2 className="h2" id="calls">
        <Trans>Public calls</Trans>
      </h2>
      {draft.calls.length === 0 ? (
        <Empty>
          <Trans>No public call has been opened. During one, anybody with an account may comment.</Trans>
        </Empty>
      ) : (
        <ul className={styles.history}>
          {draft.calls.map(call => (
            <li key={call.id}>
              <p>
                {call.closedAt === null ? (
                  <Due at={call.closesAt} />
                ) : (
                  <Trans>
                    closed <Day at={call.closedAt} />
                  </Trans>
                )}
              </p>
              <div>
                <p className="serif">{call.question}</p>
                <p className="meta">
                  <Trans>
                    Opened <Day at={call.opensAt} />.
                  </Trans>{' '}
                  <Where to={`/d/${draft.id}/comments`}>
                    <Plural value={call.comments} one="# comment" other="# comments" />
                  </Where>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <CallOpening draft={draft} />
    </section>
  )
}

function Ballots({ draft }: { readonly draft: Draft }) {
  const say = useSay()
  return (
    <section className="section" id="ballot" aria-labelledby="draft-ballots">
      <span id="appeal" />
      <h2 className="h2" id="draft-ballots">
        <Trans>Ballots</Trans>
      </h2>
      {draft.ballots.length === 0 ? (
        <Empty>
          <Trans>No ballot yet. It opens on the frozen text, in adoption.</Trans>
        </Empty>
      ) : (
        <ul className={styles.history}>
          {draft.ballots.map(ballot => (
            <li key={ballot.id}>
              <p>
                {say(ballot.state)}, <Moment at={ballot.closesAt} />
              </p>
              <p>
                <Where to={`/b/${ballot.id}`}>
                  <Trans>Ballot {ballot.number}</Trans>
                </Where>
                : {ballot.question}
              </p>
            </li>
          ))}
        </ul>
      )}
      <BallotOpening key={draft.stage} draft={draft} />
      <p className="q">
        <Where to={`/d/${draft.id}/roll`}>
          <Trans>Roll of the next ballot</Trans>
        </Where>
      </p>
    </section>
  )
}

function Declared({ draft }: { readonly draft: Draft }) {
  const list = (entries: readonly string[]): string => (entries.length === 0 ? '–' : entries.join(', '))
  return (
    <section className="section" id="languages" aria-labelledby="declared">
      <h2 className="h2" id="declared">
        <Trans>What it was opened for</Trans>
      </h2>
      <dl className="facts wide">
        <dt>
          <Trans>Scope</Trans>
        </dt>
        <dd>{draft.scope === '' ? '–' : draft.scope}</dd>
        <dt>
          <Trans>Evidence</Trans>
        </dt>
        <dd>{draft.evidence === '' ? '–' : draft.evidence}</dd>
        <dt>
          <Trans>Jurisdictions</Trans>
        </dt>
        <dd>{list(draft.jurisdictions)}</dd>
        <dt>
          <Trans>Existing instruments</Trans>
        </dt>
        <dd>{list(draft.existingInstruments)}</dd>
        <dt>
          <Trans>Languages</Trans>
        </dt>
        <dd>{list(draft.languages)}</dd>
        <dt>
          <Trans>Rulebook</Trans>
        </dt>
        <dd>
          <Where to={`/rulebooks/${draft.rulebook}?edition=${encodeURIComponent(draft.rulebookEdition)}`}>{draft.rulebook}</Where>, <Trans>edition {draft.rulebookEdition}</Trans>.{' '}
          <Where to={`/d/${draft.id}/tracks`}>
            <Trans>Its rulebooks and tracks</Trans>
          </Where>
        </dd>
      </dl>
    </section>
  )
}
