import { Trans } from '@lingui/react/macro'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

interface PositionsProps {
  readonly choices: Ballot['choices']
  /** Tells the groups of one page apart. */
  readonly group: string
  readonly chosen: string
  readonly onChoose: (code: string) => void
}

/** The positions one may take, each with what it means where that is not plain. */
export function Positions({ choices, group, chosen, onChoose }: PositionsProps) {
  return (
    <fieldset>
      <legend className="vh">
        <Trans>Position</Trans>
      </legend>
      <div className={styles.choices}>
        {choices.map(choice => (
          <label className="pick" key={choice.code}>
            <input type="radio" name={group} required value={choice.code} checked={chosen === choice.code} onChange={() => onChoose(choice.code)} />
            <span>
              {choice.name}
              {choice.meaning !== '' && <span className="q">: {choice.meaning}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
