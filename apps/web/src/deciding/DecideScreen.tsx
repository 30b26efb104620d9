import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { stageTitle } from '@plenary/process'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { decidingQuery, type Way } from './deciding.queries.ts'
import styles from './deciding.module.css'

const matters = ['hear', 'settle', 'vote', 'move'] as const
type Matter = (typeof matters)[number]

/** What is to be decided, and then how: only what the rulebook permits where the draft stands, and why the rest is not offered. */
export function DecideScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(decidingQuery, { id: id ?? '' })
  const [chosen, setChosen] = useState<Matter | null>(null)
  if (answer.state === 'waiting') return <Waiting title={t`Decide`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Decide`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const stage = stageTitle(draft, draft.stage)
  const words: Readonly<Record<Matter, { readonly title: string; readonly use: string }>> = {
    hear: { title: t`Hear where the seats stand`, use: t`Nothing is decided; you learn what would carry.` },
    settle: { title: t`Settle something without a vote`, use: t`By consent, by silence, by a last call, or by a finding of the chair.` },
    vote: { title: t`Vote on the text`, use: t`By the counting rule of the rulebook, on a frozen text.` },
    move: { title: t`Move the draft on, or back`, use: t`What the gates ask, and who decides.` },
  }
  const of = (matter: Matter): readonly Way[] => draft.waysToDecide.filter(way => way.matter === matter)
  // What the way on asks for is opened first; the person may choose otherwise.
  const first = matters.find(matter => of(matter).some(way => way.asked && way.offered)) ?? 'hear'
  const matter = chosen ?? first
  const offered = draft.waysToDecide.filter(way => way.offered).length
  return (
    <Screen
      title={plural(offered, { 0: `In ${stage} you can open nothing now`, one: `In ${stage} you can decide in one way`, other: `In ${stage} you can decide in # ways` })}
      lede={<Trans>Choose what is to be decided. What the rulebook does not permit here says why.</Trans>}
    >
      {draft.resultLeads !== null && (
        <section className="section" aria-labelledby="result">
          <h2 className="h2" id="result">
            <Trans>What the last ballot made possible</Trans>
          </h2>
          <p className="entry-words">{draft.resultLeads.follows}</p>
          <p className="meta">{draft.resultLeads.sentence}</p>
        </section>
      )}
      <fieldset className={styles.matters}>
        <legend className="h2">
          <Trans>What is to be decided?</Trans>
        </legend>
        {matters.map(one => (
          <label className="pick" key={one}>
            <input type="radio" name="matter" value={one} checked={matter === one} onChange={() => setChosen(one)} />
            <span>
              <b>{words[one].title}</b>
              <span className={`meta ${styles.under ?? ''}`}>{words[one].use}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <section className="section" aria-labelledby="ways">
        <h2 className="h2" id="ways">
          {words[matter].title}
        </h2>
        <ul className={styles.ways}>
          {[...of(matter).filter(way => way.offered), ...of(matter).filter(way => !way.offered)].map(way => (
            <WayEntry key={`${way.name} ${way.title}`} way={way} />
          ))}
        </ul>
      </section>
    </Screen>
  )
}

function WayEntry({ way }: { readonly way: Way }) {
  return (
    <li>
      <h3 className="h3">
        {way.title}
        {way.asked && (
          <span className="c-due">
            {' '}
            {way.matter === 'move' ? <Trans>the way on</Trans> : <Trans>the way on asks for it</Trans>}
          </span>
        )}
      </h3>
      <div>
        <p>{way.question}</p>
        <p className="serif">{way.threshold}</p>
        {way.follows !== '' && <p className="meta">{way.follows}</p>}
      </div>
      <p>
        {way.offered ? (
          <Where to={way.where} className="btn small">
            {way.matter === 'move' ? <Trans>See its checklist</Trans> : <Trans>Go and open it</Trans>}
          </Where>
        ) : (
          <span className="meta">
            <b>
              <Trans>Not now.</Trans>
            </b>{' '}
            {way.why}
          </span>
        )}
      </p>
    </li>
  )
}
