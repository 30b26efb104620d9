import { Trans } from '@lingui/react/macro'
import { durationInWords, gateNamed, gateNamesOf, type Move, type Rulebook } from '@plenary/process'
import { useSay } from '../ui/use-say.ts'
import styles from './process.module.css'

/** Every stage with its times, and every way out of it with what it asks. */
export function Stages({ book }: { readonly book: Rulebook }) {
  const say = useSay()
  return (
    <section className={styles.part} aria-labelledby="stages">
      <h2 className="h2" id="stages">
        <Trans>Stages and moves</Trans>
      </h2>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="stages">
        <table className="tb tight">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Stage</Trans>
              </th>
              <th scope="col">
                <Trans>Time</Trans>
              </th>
              <th scope="col">
                <Trans>Ways out, and what they ask</Trans>
              </th>
              <th scope="col">
                <Trans>Known from</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {book.stages.map(stage => (
              <tr key={stage.code}>
                <th scope="row">
                  <bdi>{stage.code}</bdi> {stage.title}
                  <span className="meta"> {say(stage.phase)}</span>
                  <br />
                  <span className="meta">{stage.purpose}</span>
                </th>
                <td>
                  {stage.minimum !== undefined && <Trans>at least {durationInWords(stage.minimum)}</Trans>}{' '}
                  {stage.target !== undefined && <Trans>within {durationInWords(stage.target)}</Trans>}
                </td>
                <td>
                  {stage.ends !== undefined ? (
                    <Trans>The work ends here.</Trans>
                  ) : (
                    <ul className={styles.moves}>
                      {book.moves
                        .filter(move => move.from === stage.code)
                        .map(move => (
                          <Way key={move.to} book={book} move={move} />
                        ))}
                    </ul>
                  )}
                </td>
                <td className="meta">{stage.fact ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Way({ book, move }: { readonly book: Rulebook; readonly move: Move }) {
  const say = useSay()
  const asked = gateNamesOf(book, move).map(name => gateNamed(book, name).title.toLowerCase())
  return (
    <li>
      {move.title} → <bdi>{move.to}</bdi>
      <span className="meta">
        {' '}
        <Trans>decided by {move.by.map(say).join(', ')}</Trans>
        {asked.length > 0 && (
          <>
            ; <Trans>asks: {asked.join(', ')}</Trans>
          </>
        )}
        {move.override !== undefined && (
          <>
            ; <Trans>may be passed over with a reason: {move.override.gates.map(name => gateNamed(book, name).title.toLowerCase()).join(', ')}</Trans>
          </>
        )}
      </span>
    </li>
  )
}
