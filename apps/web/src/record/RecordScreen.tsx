import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { RecordQuery } from '../api/generated.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Day, Moment } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import styles from './record.module.css'
import { recordQuery } from './record.queries.ts'

type Draft = NonNullable<RecordQuery['draft']>

/** Everything that was ever done to a draft, in order, each entry chained to the one before. */
export function RecordScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const [after, setAfter] = useState<string | null>(null)
  const answer = useAnswer(recordQuery, { id: id ?? '', after })
  const here = answer.state === 'here'
  useEffect(() => {
    if (here && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [here])
  if (answer.state === 'waiting') return <Waiting title={t`Record`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Record`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const entries = draft.ledger.nodes
  const last = entries.at(-1)?.seq ?? 0
  const may = permitted(draft.acts, 'record.export')
  return (
    <Screen
      title={plural(last, { 0: 'The record is empty', one: 'One act on record', other: '# acts on record so far' })}
      beside={
        may.allowed ? (
          <a className="btn" href={`/export/${draft.id}.zip`} download>
            <Trans>Export the record</Trans>
          </a>
        ) : undefined
      }
      lede={
        <Trans>
          Each entry carries the hash of the one before. The exported record brings its own verifier: with it anybody can check, without
          this site, that nothing was altered.
        </Trans>
      }
    >
      <Editions draft={draft} />
      <Decisions draft={draft} />
      <section className={styles.part} aria-labelledby="ledger">
        <h2 className="h2" id="ledger">
          <Trans>Ledger</Trans>
        </h2>
        <p className="meta mono">
          <Trans>Head: {draft.ledger.head}</Trans>
        </p>
        <ol className={styles.ledger}>
          {entries.map(entry => (
            <li key={entry.seq}>
              <span className="num q">{entry.seq}</span>
              <Moment at={entry.at} />
              <span dir="auto">
                {entry.sentence}
                {entry.actor !== null && <span className="meta"> {entry.actor.name}</span>}
              </span>
              <span className="meta mono" title={entry.hash}>
                {entry.hash.slice(0, 12)}…
              </span>
            </li>
          ))}
        </ol>
        <p className={styles.acts}>
          {after !== null && (
            <button type="button" className="btn" onClick={() => setAfter(null)}>
              <Trans>From the beginning</Trans>
            </button>
          )}
          {draft.ledger.pageInfo.hasNextPage && (
            <button type="button" className="btn" onClick={() => setAfter(draft.ledger.pageInfo.endCursor ?? null)}>
              <Trans>The next 100</Trans>
            </button>
          )}
        </p>
      </section>
    </Screen>
  )
}

function Editions({ draft }: { readonly draft: Draft }) {
  return (
    <section className={styles.part} id="editions" aria-labelledby="editions-title">
      <h2 className="h2" id="editions-title">
        <Trans>Editions</Trans>
      </h2>
      {draft.editions.length === 0 ? (
        <Empty>
          <Trans>No edition is frozen yet. The text is frozen when the draft enters adoption.</Trans>
        </Empty>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-labelledby="editions-title">
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Edition</Trans>
                </th>
                <th scope="col">
                  <Trans>Frozen</Trans>
                </th>
                <th scope="col" className="r">
                  <Trans>Words</Trans>
                </th>
                <th scope="col" className="r">
                  <Trans>Clauses</Trans>
                </th>
                <th scope="col">
                  <Trans>sha256</Trans>
                </th>
                <th scope="col">
                  <Trans>Adopted</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {draft.editions.map(edition => (
                <tr key={edition.id}>
                  <th scope="row">{edition.name}</th>
                  <td>
                    <Moment at={edition.createdAt} />
                  </td>
                  <td className="r">{edition.words.toLocaleString('en')}</td>
                  <td className="r">{edition.clauses.toLocaleString('en')}</td>
                  <td className="meta mono">{edition.hash}</td>
                  <td>
                    {edition.adoptedAt === null ? (
                      '–'
                    ) : (
                      <>
                        <Day at={edition.adoptedAt} />{' '}
                        <Where to={`/p/${draft.id}`}>
                          <Trans>public page</Trans>
                        </Where>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Decisions({ draft }: { readonly draft: Draft }) {
  const say = useSay()
  return (
    <section className={styles.part} aria-labelledby="decisions">
      <h2 className="h2" id="decisions">
        <Trans>Decisions</Trans>
      </h2>
      {draft.decisions.length === 0 ? (
        <p className="q">
          <Trans>No decision has been recorded yet.</Trans>
        </p>
      ) : (
        <ul className={styles.decisions}>
          {draft.decisions.map(decision => (
            <li key={decision.id}>
              <p>
                <b>
                  <Where to={decision.where}>
                    <Trans>Decision {decision.number}</Trans>
                  </Where>
                  : {say(decision.outcome)}
                </b>{' '}
                <span className="meta">
                  <Day at={decision.at} />
                  {decision.by !== null && <>, {decision.by.name}</>}
                </span>
              </p>
              <p dir="auto">
                {decision.figures} {decision.reason !== '' && <span className="serif">“{decision.reason}”</span>}
              </p>
              {decision.rule !== '' && (
                <p className="meta">
                  <Trans>Rule: {decision.rule}</Trans>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
