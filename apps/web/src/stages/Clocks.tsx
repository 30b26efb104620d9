import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { StageQuery } from '../api/generated.ts'
import { permitted } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { Day, Due } from '../ui/Due.tsx'
import { AreaField } from '../ui/Field.tsx'
import { recountClock } from './stages.queries.ts'

type Draft = NonNullable<StageQuery['draft']>
type Clock = Draft['clocks'][number]

/** The clocks of the rulebook that run: when each ends, how that is counted, and whether the calendar of the secretariat now says another day. */
export function Clocks({ draft }: { readonly draft: Draft }) {
  if (draft.clocks.length === 0) return null
  return (
    <section className="section" id="clocks" aria-labelledby="running-clocks">
      <h2 className="h2" id="running-clocks">
        <Trans>Clocks that run</Trans>
      </h2>
      <ol className="entries">
        {draft.clocks.map(clock => (
          <li key={clock.clock}>
            <div className="entry-head">
              <h3 className="h3">{clock.title}</h3>
              <p>
                <Due at={clock.due} zone={clock.zone} />
              </p>
            </div>
            <p className="meta">
              <Trans>
                Since <Day at={clock.since} zone={clock.zone} />.
              </Trans>{' '}
              {clock.words}
            </p>
            {clock.anew !== null && <Recount draft={draft} clock={clock} anew={clock.anew} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Recount({ draft, clock, anew }: { readonly draft: Draft; readonly clock: Clock; readonly anew: NonNullable<Clock['anew']> }) {
  const { t } = useLingui()
  const counting = useAct(recountClock)
  const [reason, setReason] = useState('')
  return (
    <>
      <p className="banner">
        {anew.words} <Trans>It keeps its end until chair or secretary decide to move it.</Trans>
      </p>
      <FoldedAct permission={permitted(draft.acts, 'clock.recount')} begin={<Trans>Move its end</Trans>} small>
        {end => (
          <ActSheet
            act={() => counting.act({ input: { draftId: draft.id, clock: clock.clock, due: anew.due, reason } })}
            refusal={counting.refusal}
            busy={counting.busy}
            submit={<Trans>Move it</Trans>}
            onEnd={end}
          >
            <p className="meta">
              <Trans>It becomes a decision of the committee, and those who follow the draft are told.</Trans>
            </p>
            <AreaField label={t`Reason, kept with the decision`} required value={reason} onChange={event => setReason(event.target.value)} />
          </ActSheet>
        )}
      </FoldedAct>
    </>
  )
}
