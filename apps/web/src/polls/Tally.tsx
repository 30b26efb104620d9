import { Trans } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import type { Outcome, Poll } from './polls.queries.ts'
import styles from './polls.module.css'

const looks: Readonly<Record<string, string | undefined>> = {
  favour: styles.favour,
  half: styles.half,
  against: styles.against,
  abstain: styles.abstain,
}

/** One square for each seat, and the same in words; a seat that said nothing is dotted. */
export function Tally({ result }: { readonly result: Outcome }) {
  const cells = result.lines.flatMap(line => Array.from({ length: line.count }, (_, index) => ({ key: `${line.code} ${index}`, side: line.side })))
  return (
    <>
      <div className={styles.tally} aria-hidden="true">
        {cells.map(({ key, side }) => (
          <i key={key} className={looks[side]}>
            {side === 'against' && <Icon name="cross" />}
            {side === 'abstain' && <Icon name="dash" />}
          </i>
        ))}
        {Array.from({ length: result.silent }, (_, index) => (
          <i key={index} className={styles.silent} />
        ))}
      </div>
      <ul className={styles.lines}>
        {result.lines
          .filter(line => line.count > 0)
          .map(line => (
            <li key={line.code} className={line.side === 'against' ? 'c-del b' : line.side === 'favour' ? 'c-ins b' : 'b'}>
              {line.count} <bdi>{line.name}</bdi>
              {line.seats !== null && line.seats.length > 0 && <span className="q"> ({line.seats.join(', ')})</span>}
            </li>
          ))}
        {result.silent > 0 && (
          <li className="q">
            <Trans>{result.silent} said nothing</Trans>
          </li>
        )}
      </ul>
    </>
  )
}

/** How many seats have answered, while what they said is hidden. */
export function Heard({ poll }: { readonly poll: Poll }) {
  return (
    <>
      <div className={styles.tally} aria-hidden="true">
        {Array.from({ length: poll.seats }, (_, index) => (
          <i key={index} className={index < poll.answered ? styles.heard : styles.silent} />
        ))}
      </div>
      <p>
        <Trans>
          {poll.answered} of {poll.seats} seats have answered. What they say is shown at the close.
        </Trans>
      </p>
    </>
  )
}
