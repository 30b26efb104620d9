import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { TextField } from '../ui/Field.tsx'
import { useAnswer } from '../api/answer.ts'
import { papersQuery, type Ballot } from './ballots.queries.ts'
import { grouped } from './Receipt.tsx'
import styles from './ballots.module.css'

interface PapersProps {
  readonly ballot: Ballot
  readonly publication: NonNullable<NonNullable<Ballot['result']>['publication']>
}

const MOST_SHOWN = 200

/** The published papers of a ballot without names, and among them the one whose tracker the voter knows. */
export function Papers({ ballot, publication }: PapersProps) {
  const { t } = useLingui()
  const [wanted, setWanted] = useState('')
  const tracker = wanted.toLowerCase().replace(/[^0-9a-f]/g, '')
  const { participants, papers, unreadable, clashing } = publication
  const isWhole = ballot.papers.length >= papers
  // All of them are fetched before one is looked for: asking the server for one would tell it whose it is.
  const [wantsAll, setWantsAll] = useState(false)
  const answer = useAnswer(papersQuery, { id: ballot.id }, isWhole || (tracker === '' && !wantsAll))
  const all = isWhole ? ballot.papers : answer.state === 'here' ? (answer.data.ballot?.papers ?? null) : null
  const found = tracker === '' ? [] : (all ?? []).filter(paper => paper.tracker.startsWith(tracker))
  const shown = tracker !== '' ? found.slice(0, MOST_SHOWN) : wantsAll && all !== null ? all : ballot.papers
  const lost = unreadable + clashing
  return (
    <section className={styles.roll} aria-labelledby="papers">
      <h2 className="h2" id="papers">
        <Trans>The papers, without names</Trans>
      </h2>
      <p>
        <Trans>
          {participants} seats took part and {papers} papers were counted.
        </Trans>{' '}
        {lost > 0 && (
          <Trans>
            {lost} could not be taken: {unreadable} could not be read, {clashing} carried the tracker of another paper.
          </Trans>
        )}{' '}
        <Trans>They stand in the order of their trackers, which says nothing of who cast them.</Trans>
      </p>
      {ballot.kind === 'secret' && (
        <div className={styles.search}>
          <TextField
            label={t`Your tracker, or its beginning`}
            value={wanted}
            autoComplete="off"
            spellCheck={false}
            onChange={event => setWanted(event.target.value)}
          />
        </div>
      )}
      {tracker !== '' && (
        <p role="status" className="b">
          {all === null ? (
            answer.state === 'failed' ? (
              <Trans>The papers cannot be fetched now. Check your connection and try again.</Trans>
            ) : (
              <Trans>Looking through the papers…</Trans>
            )
          ) : found.length === 1 ? (
            <Trans>This paper was counted.</Trans>
          ) : found.length === 0 ? (
            <Trans>No published paper has this tracker. With your receipt you can appeal.</Trans>
          ) : (
            <Trans>{found.length} papers begin like this. Write more of it.</Trans>
          )}
        </p>
      )}
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="papers">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Tracker</Trans>
              </th>
              <th scope="col">
                <Trans>Position</Trans>
              </th>
              <th scope="col">
                <Trans>Reason</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(paper => (
              <tr key={paper.tracker}>
                <th scope="row" className="mono nb">
                  <bdi dir="ltr">{grouped(paper.tracker)}</bdi>
                </th>
                <td className="nb">{ballot.choices.find(choice => choice.code === paper.choice)?.name ?? paper.choice}</td>
                <td>
                  <bdi>{paper.reason}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {tracker === '' && shown.length < papers && (
        <p className={styles.pages}>
          <button type="button" className="btn" disabled={wantsAll} onClick={() => setWantsAll(true)}>
            <Trans>Show all {papers} papers</Trans>
          </button>
        </p>
      )}
      <p className="meta mono">
        <Trans>papers sha256 {publication.papersHash.slice(0, 16)}…</Trans>
      </p>
    </section>
  )
}
