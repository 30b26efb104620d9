import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import type { RecirculationOfferQuery } from '../api/generated.ts'
import { ActSheet, FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { daysAhead, endOfDay, inDays } from '../ui/moment.ts'
import { Where } from '../ui/Where.tsx'
import type { Ballot } from './ballots.queries.ts'
import { Negatives } from './Negatives.tsx'
import { openRecirculation, recirculationOfferQuery } from './recirculation.queries.ts'
import { useHow } from './use-how.ts'
import styles from './ballots.module.css'

type Offer = NonNullable<NonNullable<RecirculationOfferQuery['ballot']>['recirculationOffer']>

/** On the page of a counted ballot: which ballot recirculates it, or, for its officers, what a recirculation would be about and what it still waits for. */
export function Recirculate({ ballot }: { readonly ballot: Ballot }) {
  const answer = useAnswer(recirculationOfferQuery, { id: ballot.id }, !ballot.takesParts)
  const known = answer.state === 'here' ? answer.data.ballot : null
  const next = known?.recirculatedBy ?? null
  const offer = known?.recirculationOffer ?? null
  if (next === null && offer === null) return null
  return (
    <section className={styles.roll} aria-labelledby="recirculation">
      <h2 className="h2" id="recirculation">
        <Trans>Recirculation</Trans>
      </h2>
      {next !== null && (
        <p>
          <Trans>
            This ballot is recirculated by <Where to={`/b/${next.id}`}>ballot {next.number}</Where>: the votes that stood here were carried over.
          </Trans>
        </p>
      )}
      {offer !== null && <Offered ballot={ballot} offer={offer} />}
    </section>
  )
}

function Offered({ ballot, offer }: { readonly ballot: Ballot; readonly offer: Offer }) {
  return (
    <>
      <p className={styles.said}>
        <Trans>
          Held again on a new edition, about what changed and what is unresolved. The roll stays as it is; the votes that stood stand unless they are changed.
        </Trans>
      </p>
      <div className={styles.pair}>
        <div>
          <h3 className="h3">
            {offer.edition === null ? <Trans>What changed</Trans> : <Trans>What changed, in {offer.edition}</Trans>}
          </h3>
          <Clauses draftId={ballot.draft.id} offer={offer} />
        </div>
        <div>
          <h3 className="h3">
            <Trans>Open negatives</Trans>
          </h3>
          <Negatives negatives={offer.negatives} />
        </div>
      </div>
      {offer.missing.length > 0 && (
        <>
          <h3 className="h3">
            <Trans>Without a disposition</Trans>
          </h3>
          <ul className="missing">
            {offer.missing.map(one => (
              <li key={one.message}>
                <Where to={one.where}>
                  <bdi>{one.message}</bdi>
                </Where>
              </li>
            ))}
          </ul>
        </>
      )}
      <FoldedAct permission={{ act: 'ballot.open', allowed: offer.allowed, why: offer.why }} begin={<Trans>Open a recirculation</Trans>}>
        {end => <Form ballot={ballot} offer={offer} onEnd={end} />}
      </FoldedAct>
    </>
  )
}

function Clauses({ draftId, offer }: { readonly draftId: string; readonly offer: Offer }) {
  const how = useHow()
  if (offer.edition === null)
    return (
      <p className="q">
        <Trans>It is known once the changed text is frozen.</Trans>
      </p>
    )
  if (offer.clauses.length === 0)
    return (
      <p className="q">
        <Trans>No clause changed.</Trans>
      </p>
    )
  return (
    <ul className={styles.scope}>
      {offer.clauses.map(clause => (
        <li key={clause.clauseId}>
          <Where to={`/d/${draftId}#c-${clause.clauseId}`}>
            <bdi>{`${clause.label} ${clause.title}`}</bdi>
          </Where>
          <span className="q">, {how(clause.how)}</span>
        </li>
      ))}
    </ul>
  )
}

function Form({ ballot, offer, onEnd }: { readonly ballot: Ballot; readonly offer: Offer; readonly onEnd: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const opening = useAct(openRecirculation)
  const first = inDays(daysAhead(offer.earliest) + 1)
  const [closes, setCloses] = useState(first)
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const open = async (): Promise<unknown> => {
    const given = Object.entries(answers).map(([seatId, answer]) => ({ seatId, answer }))
    const opened = await opening.act({ input: { ballotId: ballot.id, closesAt: endOfDay(closes), answers: given } })
    if (opened !== null) await navigate({ to: `/b/${opened.id}` })
    return opened
  }
  return (
    <ActSheet act={open} refusal={opening.refusal} busy={opening.busy} submit={<Trans>Open the recirculation</Trans>} onEnd={onEnd}>
      <h3 className="h3">
        <Trans>Open a recirculation</Trans>
      </h3>
      {offer.negatives.flatMap(({ seatId, seatName, reason }) =>
        seatId === null ? (
          []
        ) : (
          <AreaField
            key={seatId}
            label={t`Answer to ${seatName}`}
            required
            hint={<bdi>{reason}</bdi>}
            value={answers[seatId] ?? ''}
            onChange={event => setAnswers({ ...answers, [seatId]: event.target.value })}
          />
        ),
      )}
      <TextField
        label={t`Open until the end of (your time zone)`}
        type="date"
        required
        value={closes}
        min={first}
        onChange={event => setCloses(event.target.value)}
      />
    </ActSheet>
  )
}
