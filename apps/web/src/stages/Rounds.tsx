import { Trans } from '@lingui/react/macro'
import { isFrozenIn, rulebookOf, stageOf, stageTitle } from '@plenary/process'
import type { StageQuery } from '../api/generated.ts'
import { Day } from '../ui/Due.tsx'
import { Where } from '../ui/Where.tsx'
import { roundsOf } from './rounds.ts'

/** Rounds that were sent back. Nothing of them is lost: the text as it was frozen, the ballot with its votes, the reason. */
export function Rounds({ draft }: { readonly draft: NonNullable<StageQuery['draft']> }) {
  const book = rulebookOf(draft.rulebook, draft.rulebookEdition)
  const rounds = roundsOf(draft, {
    isBack: (from, to) => book?.moves.some(move => move.from === from && move.to === to && move.kind === 'back') === true,
    isFrozen: stage => book !== null && isFrozenIn(book, stage),
    isSetAside: (from, to) => book?.appeal.upheld?.to === to && ['implementation', 'review'].includes(stageOf(book, from).phase),
  })
  if (rounds.length === 0) return null
  return (
    <section className="section" id="rounds" aria-labelledby="rounds-title">
      <h2 className="h2" id="rounds-title">
        <Trans>Rounds that were sent back</Trans>
      </h2>
      <ol className="entries">
        {rounds.map(round => (
          <li key={round.id}>
            <div className="entry-head">
              <h3 className="h3">
                <Trans>
                  From {stageTitle(draft, round.stage)} to {stageTitle(draft, round.to)}
                </Trans>
              </h3>
              <p className="q">
                <Day at={round.began} /> – <Day at={round.ended} />
              </p>
            </div>
            {round.reason !== '' && (
              <p className="entry-words" dir="auto">
                {round.reason}
              </p>
            )}
            <ul>
              {round.ballots.map(ballot => (
                <li key={ballot.id}>
                  <Where to={`/b/${ballot.id}`}>
                    <Trans>Ballot {ballot.number}</Trans>
                  </Where>
                  : {ballot.result?.sentence ?? ballot.question}
                </li>
              ))}
              {round.editions.map(edition => (
                <li key={edition.id}>
                  <Where to={`/d/${draft.id}/past?seq=${edition.seq}`}>
                    <Trans>{edition.name}, as it was frozen</Trans>
                  </Where>
                </li>
              ))}
              <li>
                <Where to={`/d/${draft.id}/comments`}>
                  <Trans>Its comments with their answers</Trans>
                </Where>
              </li>
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}
