import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Rulebook } from '@plenary/process'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { boxHeight, boxWidth, drawingOf } from './drawing.ts'
import styles from './process.module.css'

interface FlowProps {
  readonly book: Rulebook
  /** How many drafts stand in each stage, by its code. */
  readonly counts: ReadonlyMap<string, number>
}

/** The drafts in one box of one rulebook. */
export const draftsIn = (book: Rulebook, code: string): string =>
  `/drafts?rulebook=${encodeURIComponent(book.id)}&stage=${encodeURIComponent(code)}`

/** The process as the machine that runs it: every stage a box with the drafts that stand there, every move a line. */
export function Flow({ book, counts }: FlowProps) {
  const { t } = useLingui()
  const say = useSay()
  const { width, height, columns, boxes, arrows } = drawingOf(book)
  return (
    <section className={styles.flow} aria-label={t`Flow of drafts`} tabIndex={0}>
      <div className={styles.sheet} style={{ inlineSize: width, blockSize: height }}>
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false">
          <defs>
            {(['forward', 'back'] as const).map(kind => (
              <marker key={kind} id={`flow-${kind}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                <path d="M0 0 8 4 0 8Z" className={styles[`${kind}Head`]} />
              </marker>
            ))}
          </defs>
          {arrows.map(({ from, to, kind, ends, path }) => (
            <path
              key={`${from} ${to}`}
              d={path}
              className={`${styles[kind] ?? ''} ${ends ? (styles.ending ?? '') : ''}`}
              markerEnd={`url(#flow-${kind})`}
            />
          ))}
        </svg>
        {columns.map(({ phase, x }) => (
          <span key={phase} className={styles.phase} style={{ insetInlineStart: x, inlineSize: boxWidth }}>
            {say(phase)}
          </span>
        ))}
        <ul>
          {boxes.map(({ code, title, ends, x, y }) => (
            <li
              key={code}
              className={`${styles.box ?? ''} ${ends ? (styles.end ?? '') : ''}`}
              style={{ insetInlineStart: x, insetBlockStart: y, inlineSize: boxWidth, blockSize: boxHeight }}
            >
              <Box book={book} code={code} title={title} count={counts.get(code) ?? 0} />
            </li>
          ))}
        </ul>
      </div>
      <p className={`meta ${styles.legend ?? ''}`}>
        <span>
          <Trans>In a box: the drafts at work that stand there now. It opens them.</Trans>
        </span>
        <span>
          <Trans>Plain line: a move on</Trans>
        </span>
        <span className="c-del">
          <Trans>Broken line: a move back</Trans>
        </span>
      </p>
    </section>
  )
}

function Box({ book, code, title, count }: { readonly book: Rulebook; readonly code: string; readonly title: string; readonly count: number }) {
  return (
    <Where to={draftsIn(book, code)} title={title}>
      <span className={styles.code}>
        {code === title.toLowerCase() ? '' : <bdi>{code}</bdi>}
        <b className="num">
          {count}
          <span className="vh">
            {' '}
            <Plural value={count} one="draft" other="drafts" />
          </span>
        </b>
      </span>
      <span className={styles.title}>{title}</span>
    </Where>
  )
}
