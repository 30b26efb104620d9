import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import type { Outcome } from './polls.queries.ts'
import styles from './polls.module.css'

/** The rounds of a ranked choice, and the pairwise table beside them. */
export function Runoff({ result }: { readonly result: Outcome }) {
  const rounds = useId()
  const pairs = useId()
  const names = new Map(result.lines.map(line => [line.code, line.name]))
  return (
    <div className={styles.tables}>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby={rounds}>
        <h3 className="h3" id={rounds}>
          <Trans>Rounds</Trans>
        </h3>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Option</Trans>
              </th>
              {result.rounds.map((_, index) => (
                <th key={index} scope="col" className="r">
                  {index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.lines.map(line => (
              <tr key={line.code}>
                <th scope="row">
                  <bdi>{line.name}</bdi>
                </th>
                {result.rounds.map((round, index) => (
                  <td key={index} className="r">
                    {round.counts.find(count => count.code === line.code)?.figure ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row" className="q">
                <Trans>Answers that still count</Trans>
              </th>
              {result.rounds.map((round, index) => (
                <td key={index} className="r q">
                  {round.base}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby={pairs}>
        <h3 className="h3" id={pairs}>
          <Trans>Two by two</Trans>
        </h3>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>One</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>prefer it</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>prefer the other</Trans>
              </th>
              <th scope="col">
                <Trans>The other</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {result.pairs.map(pair => (
              <tr key={`${pair.one} ${pair.other}`}>
                <th scope="row">
                  <bdi>{names.get(pair.one)}</bdi>
                </th>
                <td className={pair.prefer > pair.preferOther ? 'r b' : 'r'}>{pair.prefer}</td>
                <td className={pair.preferOther > pair.prefer ? 'r b' : 'r'}>{pair.preferOther}</td>
                <td>
                  <bdi>{names.get(pair.other)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
