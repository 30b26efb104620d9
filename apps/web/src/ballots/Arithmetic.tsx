import { Trans } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import { inWholeNumbers } from './arithmetic.ts'
import type { Ballot } from './ballots.queries.ts'
import styles from './ballots.module.css'

/** The count step by step, in whole numbers. */
export function Arithmetic({ result }: { readonly result: NonNullable<Ballot['result']> }) {
  return (
    <section className={styles.count} aria-labelledby="counted">
      <h2 className="h3" id="counted">
        <Trans>How it was counted</Trans>
      </h2>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="counted">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Step</Trans>
              </th>
              <th scope="col">
                <Trans>What the rule says</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>Arithmetic, in whole numbers</Trans>
              </th>
              <th scope="col">
                <Trans>Met</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {result.criteria.map((criterion, index) => (
              <tr key={criterion.name}>
                <td>{index + 1}</td>
                <td className={styles.step}>{criterion.name}</td>
                <td className="r">{inWholeNumbers(criterion.figures)}</td>
                <td className={`nb b ${criterion.met ? 'c-ins' : 'c-del'}`}>
                  <Icon name={criterion.met ? 'ok' : 'cross'} /> {criterion.met ? <Trans>yes</Trans> : <Trans>no</Trans>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {result.leftOut !== null && <p>{result.leftOut}</p>}
      <p className="meta">
        <Trans>No fraction is rounded.</Trans> {result.turning}
      </p>
    </section>
  )
}
