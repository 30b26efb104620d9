import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import type { ReviewsQuery } from '../api/generated.ts'
import { permitted, type Permission } from '../ui/ActButton.tsx'
import { Day, Due, Moment } from '../ui/Due.tsx'
import { AreaField } from '../ui/Field.tsx'
import { day } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { reviewOutcomes } from './outcomes.ts'
import { decideReview, reviewsQuery } from './reviews.queries.ts'
import styles from './reviews.module.css'

type Review = NonNullable<ReviewsQuery['draft']>['reviews'][number]

/** The review of an adopted text: when it opens, who decides it until when, and what came of those before. */
export function ReviewScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(reviewsQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Review`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Review`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const draft = answer.data.draft
  if (draft === null) return null
  const open = draft.reviews.find(review => review.openedAt !== null && review.decidedAt === null)
  const next = draft.reviews.find(review => review.openedAt === null)
  const decided = draft.reviews.filter(review => review.decidedAt !== null)
  const title =
    open !== undefined
      ? t`The review is open, to be decided by ${day(open.decideBy)}`
      : next !== undefined
        ? t`The review opens by itself on ${day(next.due)}`
        : decided[0]?.outcome === 'expired'
          ? t`The last review ended without a decision`
          : t`No review is due`
  return (
    <Screen title={title}>
      {draft.reviews.length === 0 && (
        <Empty>
          <Trans>A text gets its review date when it is adopted. The review then opens by itself on that date.</Trans>
        </Empty>
      )}
      {open !== undefined && <OpenReview key={open.id} review={open} rulebook={draft} permission={permitted(draft.acts, 'review.decide')} />}
      {next !== undefined && open === undefined && (
        <p className="lede">
          <Trans>Until then {next.edition.name} is in force. What is learned in use is written in its comments.</Trans>{' '}
          <Where to={`/d/${draft.id}/comments`}>
            <Trans>Comments</Trans>
          </Where>
        </p>
      )}
      {decided.length > 0 && <Decided reviews={decided} />}
    </Screen>
  )
}

interface OpenReviewProps {
  readonly review: Review
  readonly rulebook: { readonly rulebook: string; readonly rulebookEdition: string }
  readonly permission: Permission
}

function OpenReview({ review, rulebook, permission }: OpenReviewProps) {
  const { t } = useLingui()
  const deciding = useAct(decideReview)
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSaid(outcome === '' ? t`Choose an outcome first.` : '')
    if (outcome !== '') await deciding.act({ input: { reviewId: review.id, outcome, reason } })
  }
  return (
    <section className={styles.part} aria-labelledby="decide">
      <h2 className="h2" id="decide">
        <Trans>The outcome</Trans>
      </h2>
      <dl className="facts">
        <dt>
          <Trans>Text under review</Trans>
        </dt>
        <dd>
          {review.edition.name}
          {review.edition.adoptedAt !== null && (
            <Trans>
              , adopted <Day at={review.edition.adoptedAt} />
            </Trans>
          )}
        </dd>
        {review.openedAt !== null && (
          <>
            <dt>
              <Trans>Opened</Trans>
            </dt>
            <dd>
              <Moment at={review.openedAt} />
            </dd>
          </>
        )}
        <dt>
          <Trans>To be decided by</Trans>
        </dt>
        <dd>
          <Due at={review.decideBy} />
        </dd>
      </dl>
      {!permission.allowed ? (
        <p className="q">{permission.why}</p>
      ) : (
        <form className={styles.form} onSubmit={event => void submit(event)}>
          <fieldset className={styles.outcomes}>
            <legend className="vh">
              <Trans>Outcome</Trans>
            </legend>
            {reviewOutcomes(rulebook.rulebook, rulebook.rulebookEdition).map(({ code, title, leadsTo }) => (
              <label key={code} className="pick">
                <input type="radio" name="outcome" value={code} checked={outcome === code} onChange={() => setOutcome(code)} />
                <span>
                  {title}
                  <span className="q">
                    : {leadsTo === null ? <Trans>it is no longer in force; its record stays</Trans> : <Trans>the draft goes to {leadsTo}</Trans>}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <AreaField
            label={t`Reason, recorded with the decision`}
            required
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          <RefusalNote refusal={deciding.refusal} />
          <p role="status" className="b">
            {said}
          </p>
          <p>
            <button type="submit" className="btn first" aria-disabled={deciding.busy}>
              <Trans>Record the outcome</Trans>
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

function Decided({ reviews }: { readonly reviews: readonly Review[] }) {
  const say = useSay()
  return (
    <section className={styles.part} aria-labelledby="earlier">
      <h2 className="h2" id="earlier">
        <Trans>Decided before</Trans>
      </h2>
      <ul>
        {reviews.map(review => (
          <li key={review.id}>
            <p>
              <b>{say(review.outcome ?? '')}</b>, {review.edition.name}{' '}
              <span className="meta">
                {review.decidedAt !== null && <Day at={review.decidedAt} />}
                {review.decidedBy !== null && <>, {review.decidedBy.name}</>}
              </span>
            </p>
            <p className="serif" dir="auto">
              {review.reason}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
