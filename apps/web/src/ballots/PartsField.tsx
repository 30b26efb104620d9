import { Trans, useLingui } from '@lingui/react/macro'
import { useAnswer } from '../api/answer.ts'
import { SelectField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Ballot } from './ballots.queries.ts'
import { ballotPartsQuery } from './recirculation.queries.ts'
import { isOutOfScope } from './scope.ts'
import styles from './ballots.module.css'

interface PartsFieldProps {
  readonly ballot: Ballot
  readonly parts: readonly string[]
  readonly onParts: (parts: readonly string[]) => void
}

interface Part {
  readonly clauseId: string
  readonly label: string
  readonly title: string
}

/** The clauses a reason may name: those of the text, and of a recirculation also those that are gone. Empty until they are here. */
export function useParts(ballot: Ballot): readonly Part[] {
  const answer = useAnswer(ballotPartsQuery, { id: ballot.id }, !ballot.takesParts)
  const text = answer.state === 'here' ? (answer.data.ballot?.parts ?? []) : []
  const gone = (ballot.recirculation?.clauses ?? []).filter(clause => !text.some(part => part.clauseId === clause.clauseId))
  return [...text, ...gone]
}

/** Which clauses a reason is about. None: all of the text. */
export function PartsField({ ballot, parts, onParts }: PartsFieldProps) {
  const { t } = useLingui()
  const known = useParts(ballot)
  const round = ballot.recirculation
  const inRound = new Set(round === null ? [] : [...round.changed, ...round.openNegatives])
  const left = known.filter(part => !parts.includes(part.clauseId))
  const option = ({ clauseId, label, title }: Part) => (
    <option key={clauseId} value={clauseId}>
      {label} {title}
    </option>
  )
  return (
    <div className={styles.position}>
      <SelectField
        label={t`The reason is about`}
        value=""
        onChange={event => event.target.value !== '' && onParts([...parts, event.target.value])}
      >
        <option value="">{parts.length === 0 ? t`all of the text, or choose a clause` : t`choose another clause`}</option>
        {round === null ? (
          left.map(option)
        ) : (
          <>
            <optgroup label={t`What this round is about`}>{left.filter(part => inRound.has(part.clauseId)).map(option)}</optgroup>
            <optgroup label={t`Not in this round`}>{left.filter(part => !inRound.has(part.clauseId)).map(option)}</optgroup>
          </>
        )}
      </SelectField>
      {parts.length > 0 && (
        <ul className={styles.scope} aria-label={t`The reason is about`}>
          {known
            .filter(part => parts.includes(part.clauseId))
            .map(({ clauseId, label, title }) => (
              <li key={clauseId}>
                <bdi>{`${label} ${title}`}</bdi>{' '}
                <button type="button" className="link" onClick={() => onParts(parts.filter(one => one !== clauseId))}>
                  <Trans>not this</Trans>
                  <span className="vh"> {label}</span>
                </button>
              </li>
            ))}
        </ul>
      )}
      <div role="status">{isOutOfScope(ballot, parts) && <OutOfScope ballot={ballot} parts={parts} />}</div>
    </div>
  )
}

/** Tells who votes that the reason does not count, and what that makes of the vote. */
export function OutOfScope({ ballot, parts }: Omit<PartsFieldProps, 'onParts'>) {
  const known = useParts(ballot)
  const named = known.filter(part => parts.includes(part.clauseId)).map(part => part.label)
  return (
    <p className="b">
      <Icon name="dash" />{' '}
      <Trans>
        {named.join(', ')}: this has not changed since the round before, and no negative is open on it. The vote counts; the reason does not, so it counts as a vote
        without a reason.
      </Trans>
    </p>
  )
}
