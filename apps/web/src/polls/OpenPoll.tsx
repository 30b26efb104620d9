import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { Permission } from '../ui/ActButton.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { ActSheet } from '../ui/ActSheet.tsx'
import { AreaField, TextField } from '../ui/Field.tsx'
import { endOfDay, inDays, moment } from '../ui/moment.ts'
import { openPoll, type Offer } from './polls.queries.ts'
import styles from './polls.module.css'

interface OpenPollProps {
  readonly draftId: string
  readonly offers: readonly Offer[]
  readonly permission: Permission
  /** The instrument that somebody chose before they came here. */
  readonly first: string | undefined
}

/** For those who may ask: every instrument with when to use it and what it binds; one that cannot be opened now says why. */
export function OpenPoll({ draftId, offers, permission, first }: OpenPollProps) {
  const [chosen, setChosen] = useState<string | null>(first ?? null)
  if (!permission.allowed) return null
  return (
    <section className="section" aria-labelledby="instruments">
      <h2 className="h2" id="instruments">
        <Trans>Ask the seats</Trans>
      </h2>
      <ul className={styles.offers}>
        {offers.map(offer => (
          <li key={offer.name}>
            <h3 className="h3">{offer.title}</h3>
            <div>
              <p>{offer.use}</p>
              <p className="meta">{offer.bindsInWords}</p>
              {chosen === offer.name && offer.refusal === null && <Form draftId={draftId} offer={offer} onEnd={() => setChosen(null)} />}
            </div>
            {(chosen !== offer.name || offer.refusal !== null) && (
              <ActButton
                permission={offer.refusal === null ? permission : { ...permission, allowed: false, why: offer.refusal }}
                small
                onAct={() => setChosen(offer.name)}
              >
                <Trans>Open it</Trans>
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Form({ draftId, offer, onEnd }: { readonly draftId: string; readonly offer: Offer; readonly onEnd: () => void }) {
  const { t } = useLingui()
  const opening = useAct(openPoll)
  const [question, setQuestion] = useState('')
  // A day more than the least, so that the last moment of the chosen day lies behind the earliest close.
  const [closes, setCloses] = useState(inDays(7, new Date(offer.earliestClose)))
  const [options, setOptions] = useState('')
  const [review, setReview] = useState(inDays(365))
  const isRanking = offer.name === 'ranked-choice'
  const isConsent = offer.name === 'consent-round'
  const more = {
    ...(isRanking ? { options: options.split('\n').filter(line => line.trim() !== '') } : {}),
    ...(isConsent ? { reviewOn: endOfDay(review) } : {}),
  }
  return (
    <ActSheet
      act={() => opening.act({ input: { draftId, instrument: offer.name, question, closesAt: endOfDay(closes), ...more } })}
      refusal={opening.refusal}
      busy={opening.busy}
      submit={<Trans>Open it</Trans>}
      onEnd={onEnd}
    >
      <AreaField
        label={offer.binds === 'decides' ? t`What is proposed` : t`What you ask`}
        required
        value={question}
        onChange={event => setQuestion(event.target.value)}
      />
      {isRanking && (
        <AreaField
          label={t`The options, one a line`}
          hint={t`“None of these” is added by itself.`}
          required
          value={options}
          onChange={event => setOptions(event.target.value)}
        />
      )}
      <TextField
        label={t`Closes at the end of`}
        type="date"
        required
        hint={t`Not before ${moment(offer.earliestClose)}.`}
        value={closes}
        onChange={event => setCloses(event.target.value)}
      />
      {isConsent && (
        <TextField
          label={t`Looked at again on`}
          type="date"
          required
          value={review}
          onChange={event => setReview(event.target.value)}
        />
      )}
      <p className="meta">{offer.silence}</p>
    </ActSheet>
  )
}
