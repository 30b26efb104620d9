import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { usePresent } from '../api/viewer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { Day } from '../ui/Due.tsx'
import { AreaField } from '../ui/Field.tsx'
import { distance, moment } from '../ui/moment.ts'
import { SeatField } from '../ui/SeatField.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { stateMinority, type Decision } from './appeals.queries.ts'

interface DecisionsProps {
  readonly decisions: readonly Decision[]
  readonly permission: Permission
}

/** What was decided about a draft, with the statements of the minority, and until when it can be appealed. */
export function Decisions({ decisions, permission }: DecisionsProps) {
  const say = useSay()
  return (
    <section className="section" aria-labelledby="decided">
      <h2 className="h2" id="decided">
        <Trans>What was decided</Trans>
      </h2>
      {decisions.length === 0 && (
        <p className="q">
          <Trans>Nothing has been decided yet.</Trans>
        </p>
      )}
      <ol className="entries">
        {decisions.map(decision => (
          <li key={decision.id}>
            <div className="entry-head">
              <h3 className="h3">
                <Where to={decision.where}>
                  <Trans>Decision {decision.number}</Trans>
                </Where>
                , {say(decision.outcome).toLowerCase()}
              </h3>
              <p className="q">
                <Day at={decision.at} />
                {!distance(decision.appealUntil).past && (
                  <>
                    , <Trans>can be appealed until {moment(decision.appealUntil)}</Trans>
                  </>
                )}
              </p>
            </div>
            <p dir="auto">{decision.reason}</p>
            {decision.statements.map(statement => (
              <div key={statement.id} className="entry-aside">
                <p className="meta">
                  <Trans>
                    Minority statement of <bdi>{statement.seat.body.name}</bdi>, <Day at={statement.at} />
                  </Trans>
                </p>
                <p className="serif" dir="auto">
                  {statement.words}
                </p>
              </div>
            ))}
            {permission.allowed && <StateMinority decision={decision} permission={permission} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function StateMinority({ decision, permission }: { readonly decision: Decision; readonly permission: Permission }) {
  const { viewer } = usePresent()
  const silent = viewer.seats.filter(seat => !decision.statements.some(statement => statement.seat.id === seat.id))
  if (silent.length === 0) return null
  return (
    <FoldedAct permission={permission} begin={<Trans>Attach a minority statement</Trans>} small>
      {end => <StatementForm decisionId={decision.id} seats={silent} onEnd={end} />}
    </FoldedAct>
  )
}

interface StatementFormProps {
  readonly decisionId: string
  readonly seats: ReturnType<typeof usePresent>['viewer']['seats']
  readonly onEnd: () => void
}

function StatementForm({ decisionId, seats, onEnd }: StatementFormProps) {
  const { t } = useLingui()
  const stating = useAct(stateMinority)
  const [seatId, setSeatId] = useState(seats[0]?.id ?? '')
  const [words, setWords] = useState('')
  return (
    <ActSheet
      act={() => stating.act({ input: { decisionId, seatId, words } })}
      refusal={stating.refusal}
      busy={stating.busy}
      submit={<Trans>Attach it</Trans>}
      onEnd={onEnd}
    >
      <SeatField seats={seats} value={seatId} onSeat={setSeatId} />
      <AreaField
        label={t`Statement`}
        hint={t`Published with the decision. It cannot be changed afterwards.`}
        required
        value={words}
        onChange={event => setWords(event.target.value)}
      />
    </ActSheet>
  )
}
