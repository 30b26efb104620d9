import { Trans, useLingui } from '@lingui/react/macro'
import { gateNamed, gateNamesOf, stageOf, wayOn, type Rulebook } from '@plenary/process'
import type { ProcessFlowQuery } from '../api/generated.ts'
import { Where } from '../ui/Where.tsx'
import { draftsIn } from './Flow.tsx'

interface GatesProps {
  readonly book: Rulebook
  readonly answer: ProcessFlowQuery['processFlow']
}

/** The picture as a table: every way on with what it asks, how often it was gone, and what holds it up today. */
export function Gates({ book, answer }: GatesProps) {
  const { t } = useLingui()
  const made = new Map((answer?.moves ?? []).map(move => [`${move.from} ${move.to}`, move]))
  // A way that asks nothing and that nobody goes has nothing to tell.
  const ways = book.stages
    .flatMap(stage => wayOn(book, stage.code) ?? [])
    .filter(way => gateNamesOf(book, way).length > 0 || (made.get(`${way.from} ${way.to}`)?.made ?? 0) > 0)
  return (
    <section aria-labelledby="gates">
      <h2 className="h2 after" id="gates">
        <Trans>What the gates ask, and what is missing today</Trans>
      </h2>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="gates">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{t`Move`}</th>
              <th scope="col">{t`The gate asks`}</th>
              <th scope="col" className="r">{t`Moves in 12 months`}</th>
              <th scope="col" className="r">{t`Waiting now`}</th>
              <th scope="col">{t`Most often missing`}</th>
            </tr>
          </thead>
          <tbody>
            {ways.map(way => {
              const figures = made.get(`${way.from} ${way.to}`)
              const asked = gateNamesOf(book, way).map(name => gateNamed(book, name).title.toLowerCase())
              return (
                <tr key={way.from}>
                  <th scope="row">
                    <Trans>
                      {stageOf(book, way.from).title} to {stageOf(book, way.to).title}
                    </Trans>
                  </th>
                  <td>{asked.length === 0 ? <span className="q">{t`nothing`}</span> : asked.join(', ')}</td>
                  <td className="r">{figures?.made ?? 0}</td>
                  <td className="r">
                    {(figures?.waiting ?? 0) === 0 ? 0 : <Where to={draftsIn(book, way.from)}>{figures?.waiting}</Where>}
                  </td>
                  <td>
                    {figures?.missing == null ? (
                      <span className="q">{t`nothing`}</span>
                    ) : (
                      <Trans>
                        {figures.missing.title.toLowerCase()}, {figures.missing.drafts} of {figures.waiting}
                      </Trans>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {answer?.partial === true && (
        <p className="meta">
          <Trans>Moves and gates: of the newest {answer.of} drafts.</Trans>
        </p>
      )}
    </section>
  )
}
