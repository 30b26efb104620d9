import { Trans } from '@lingui/react/macro'
import { durationInWords, gateNamed, gateNamesOf, phaseWords, stageOf, type Move, type Rulebook, type Stage } from '@plenary/process'
import { useSay } from '../ui/use-say.ts'
import styles from './process.module.css'

/** Every stage with its times, and every way out of it with what it asks. */
export function Stages({ book }: { readonly book: Rulebook }) {
  const known = book.stages.some(stage => stage.fact !== undefined)
  return (
    <section className={styles.part} aria-labelledby="stages">
      <h2 className="h2" id="stages">
        <Trans>Stages and moves</Trans>
      </h2>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="stages">
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
              {known && (
                <th scope="col">
                  <Trans>Known from</Trans>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {book.stages.map(stage => (
              <tr key={stage.code}>
                <th scope="row">
                  <Named stage={stage} />
                  <span className={`meta ${styles.under ?? ''}`}>{stage.purpose}</span>
                </th>
                <td>
                  <Time stage={stage} />
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
                {known && <td className="meta">{stage.fact ?? '–'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What a stage is called: its code where it says more than the phase, its title, and its phase where that is another word. */
function Named({ stage }: { readonly stage: Stage }) {
  const say = useSay()
  return (
    <>
      {stage.code !== stage.phase && (
        <>
          <bdi>{stage.code}</bdi>{' '}
        </>
      )}
      {stage.title}
      {stage.title !== phaseWords[stage.phase] && <span className="meta">, {say(stage.phase).toLowerCase()}</span>}
    </>
  )
}

function Time({ stage: { minimum, target } }: { readonly stage: Stage }) {
  if (minimum === undefined && target === undefined) return <span className="q">–</span>
  return (
    <>
      {minimum !== undefined && <Trans>at least {durationInWords(minimum)}</Trans>}
      {minimum !== undefined && target !== undefined && ', '}
      {target !== undefined && <Trans>within {durationInWords(target)}</Trans>}
    </>
  )
}

function Way({ book, move }: { readonly book: Rulebook; readonly move: Move }) {
  const say = useSay()
  const titleOf = (name: string): string => gateNamed(book, name).title.toLowerCase()
  const asked = gateNamesOf(book, move).map(titleOf)
  return (
    <li>
      {move.title} <span className={styles.onward}>→</span> {stageOf(book, move.to).title}
      <span className={`meta ${styles.under ?? ''}`}>
        <Trans>Decided by {move.by.map(say).join(', ')}.</Trans> {asked.length > 0 && <Trans>Asks: {asked.join(', ')}.</Trans>}{' '}
        {move.override !== undefined && (
          <Trans>
            With a reason the {move.override.by.map(say).join(', ')} may pass over: {move.override.gates.map(titleOf).join(', ')}.
          </Trans>
        )}
      </span>
    </li>
  )
}
