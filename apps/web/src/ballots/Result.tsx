import { Trans, useLingui } from '@lingui/react/macro'
import { Fragment } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import type { Ballot } from './ballots.queries.ts'
import { ProxyList } from './ByProxy.tsx'
import { Conduct } from './Conduct.tsx'
import { CountedRoll } from './CountedRoll.tsx'
import { Hash } from './Hash.tsx'
import { Irregular } from './Irregular.tsx'
import { Arithmetic } from './Arithmetic.tsx'
import { inWords, thresholdOf, type Threshold } from './arithmetic.ts'
import { Papers } from './Papers.tsx'
import { Recirculate } from './Recirculate.tsx'
import { RoundScope } from './RoundScope.tsx'
import { numbers, type Stand } from './strip.ts'
import { useVerdict } from './use-verdict.ts'
import styles from './ballots.module.css'

interface ResultProps {
  readonly ballot: Ballot
  readonly result: NonNullable<Ballot['result']>
}

/** The verdict with its arithmetic: the strip of votes, the count step by step, and the roll with every reason. */
export function Result({ ballot, result }: ResultProps) {
  const { t } = useLingui()
  const { carries, words } = useVerdict()(ballot, result)
  const { favour, against } = numbers(ballot, result.tallies)
  return (
    <div className={styles.verdict}>
    <Screen title={words} lede={inWords(result.sentence)}>
      <div className={styles.columns}>
        <div>
          <Strip standing={numbers(ballot, result.tallies)} threshold={thresholdOf(result.criteria, favour + against)} />
          <Arithmetic result={result} />
        </div>
        <aside className={styles.aside} aria-label={t`What follows, and how to check it`}>
          <section>
            <h2 className="h3">
              <Trans>What happens now</Trans>
            </h2>
            <p>{carries ? ballot.ifCarries : ballot.ifFails}</p>
          </section>
          {result.missed !== null && result.missed.length > 0 && (
            <section>
              <h2 className="h3">
                <Trans>Had to vote and did not</Trans>
              </h2>
              <p>{result.missed.map(seat => seat.name).join(', ')}</p>
              <p>
                <Where to={`/c/${ballot.draft.committee.id}/turnout`}>
                  <Trans>Missed votes of all seats</Trans>
                </Where>
              </p>
            </section>
          )}
          <section>
            <h2 className="h3">
              <Trans>Check it</Trans>
            </h2>
            <p className="q">{ballot.question}</p>
            <Hash value={ballot.edition.hash} />
            <p className="meta mono">
              <Trans>roll {ballot.rollHash.slice(0, 16)}…</Trans>
            </p>
            <p>
              <a href={`/export/${ballot.draft.id}.zip`} download>
                <Trans>Export the record</Trans>
              </a>{' '}
              <Trans>and count again, without this site.</Trans>
            </p>
            <p>
              <Where to={`/d/${ballot.draft.id}/record`}>
                <Trans>Read the record</Trans>
              </Where>
            </p>
            <p>
              <Where to={`/b/${ballot.id}/report`}>
                <Trans>Report of this ballot, to print</Trans>
              </Where>
            </p>
          </section>
          <ProxyList ballot={ballot} />
          <Irregular ballot={ballot} />
          <Conduct ballot={ballot} />
        </aside>
      </div>
      {result.publication && <Papers ballot={ballot} publication={result.publication} />}
      <Recirculate ballot={ballot} />
      <div className={styles.apart}>
        <RoundScope ballot={ballot} />
      </div>
      <CountedRoll ballot={ballot} />
    </Screen>
    </div>
  )
}

const looks: Readonly<Record<Stand, string | undefined>> = { favour: styles.favour, against: styles.against, abstain: styles.abstain, silent: styles.silent }
const signs = { favour: null, against: 'cross', abstain: 'dash', silent: null } as const

// A square of 42 px and the 3 px to the next; all of them shrink alike where there is less room.
const widthOf = (count: number): number => Math.max(0, count * 45 - 3)

// More squares than this would be thinner than a line, and no eye counts them.
const MOST_SQUARES = 300

interface PartProps {
  readonly stand: Stand
  readonly count: number
  readonly from?: number
  readonly threshold?: Threshold | null
}

function Line({ threshold }: { readonly threshold: Threshold }) {
  return (
    <b className={styles.threshold}>
      <span className="meta b">{threshold.words}</span>
    </b>
  )
}

/** Many votes of one kind as one bar, which the threshold cuts where it falls. */
function Bar({ stand, count, from = 0, threshold = null }: PartProps) {
  const before = threshold === null ? 0 : Math.max(0, threshold.after - from)
  const cut = threshold !== null && before > 0 && before <= count
  return (
    <div className={styles.bar} aria-hidden="true">
      <i className={looks[stand]} style={{ flexGrow: cut ? before : count }} />
      {cut && <Line threshold={threshold} />}
      {cut && before < count && <i className={looks[stand]} style={{ flexGrow: count - before }} />}
    </div>
  )
}

/** Squares of one kind. `from` counts the squares before them; the threshold stands after the square it names. */
function Squares({ stand, count, from = 0, threshold = null }: PartProps) {
  const sign = signs[stand]
  return (
    <div className={styles.cells} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <Fragment key={index}>
          <i className={looks[stand]}>{sign !== null && <Icon name={sign} />}</i>
          {threshold !== null && threshold.after === from + index + 1 && <Line threshold={threshold} />}
        </Fragment>
      ))}
    </div>
  )
}

/** The votes as squares, with the line that those in favour had to reach; the words below and the table say the same. */
function Strip({ standing, threshold }: { readonly standing: Readonly<Record<Stand, number>>; readonly threshold: Threshold | null }) {
  const { t } = useLingui()
  const many = standing.favour + standing.against + standing.abstain + standing.silent > MOST_SQUARES
  const words = (stand: Stand, count: number): string =>
    ({
      favour: t`${count} in favour`,
      against: t`${count} against`,
      abstain: t`${count} abstained`,
      silent: t`${count} not voting`,
    })[stand]
  const part = (stand: Stand, from = 0, line: Threshold | null = null) => {
    const count = standing[stand]
    return count === 0 ? null : (
      <div key={stand} style={{ flex: `0 ${count} ${widthOf(count)}px` }}>
        {many ? <Bar stand={stand} count={count} from={from} threshold={line} /> : <Squares stand={stand} count={count} from={from} threshold={line} />}
        <p className={stand === 'favour' || stand === 'against' ? 'meta b' : 'meta'}>{words(stand, count)}</p>
      </div>
    )
  }
  return (
    <figure className={styles.strip} data-figure="" data-threshold={threshold === null ? undefined : ''}>
      <div className={styles.cast} style={{ flexBasis: `${widthOf(standing.favour + standing.against)}px` }}>
        {part('favour', 0, threshold)}
        {part('against', standing.favour, threshold)}
      </div>
      {part('abstain')}
      {part('silent')}
    </figure>
  )
}
