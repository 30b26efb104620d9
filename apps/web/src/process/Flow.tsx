import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import type { Rulebook } from '@plenary/process'
import type { CSSProperties } from 'react'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { boxHeight, boxWidth, drawingOf, type Arrow } from './drawing.ts'
import { nothingFlows, type Figures } from './figures.ts'
import styles from './process.module.css'

interface FlowProps {
  readonly book: Rulebook
  /** How many drafts stand in each stage, by its code. */
  readonly counts: ReadonlyMap<string, number>
  readonly figures?: Figures
}

/** The drafts in one box of one rulebook. */
export const draftsIn = (book: Rulebook, code: string): string =>
  `/drafts?rulebook=${encodeURIComponent(book.id)}&stage=${encodeURIComponent(code)}`

const looks = ['forward', 'back', 'outcome'] as const
const px = (value: number): string => `${value}px`

/** Where something stands in the picture. On a narrow screen the boxes follow each other instead. */
const placed = (x: number, y: number): CSSProperties => ({ '--x': px(x), '--y': px(y) }) as CSSProperties

/** The process as the machine that runs it: every stage a box with the drafts that stand there, every move a line as wide as it is used. */
export function Flow({ book, counts, figures = nothingFlows }: FlowProps) {
  const { t } = useLingui()
  const say = useSay()
  const { width, height, columns, boxes, arrows } = drawingOf(book)
  const most = Math.max(1, ...arrows.map(arrow => figures.madeOf(arrow.from, arrow.to)))
  const widthOf = ({ from, to }: Arrow): number => {
    const made = figures.madeOf(from, to)
    return made === 0 ? 1.2 : 1.6 + (3.4 * made) / most
  }
  return (
    <section className={styles.flow} aria-label={t`Flow of drafts`} tabIndex={0}>
      <div className={styles.sheet} style={{ '--across': px(width), '--down': px(height), '--box-width': px(boxWidth), '--box-height': px(boxHeight) } as CSSProperties}>
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false">
          <defs>
            {looks.map(look => (
              <marker key={look} id={`flow-${look}`} viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
                <path d="M0 0 8 4 0 8Z" className={styles[`${look}Head`]} />
              </marker>
            ))}
          </defs>
          {arrows.map(arrow => (
            <path
              key={`${arrow.from} ${arrow.to}`}
              d={arrow.path}
              strokeWidth={widthOf(arrow)}
              className={`${styles[arrow.look] ?? ''} ${arrow.ends ? (styles.ending ?? '') : ''}`}
              markerEnd={`url(#flow-${arrow.look})`}
            />
          ))}
        </svg>
        {columns.map(({ phase, x }) => (
          <span key={phase} className={styles.phase} style={placed(x, 0)}>
            {say(phase)}
          </span>
        ))}
        {arrows.map(arrow => (
          <LineLabel key={`${arrow.from} ${arrow.to}`} arrow={arrow} made={figures.madeOf(arrow.from, arrow.to)} />
        ))}
        <ul>
          {boxes.map(({ code, title, ends, x, y }) => (
            <li key={code} className={`${styles.box ?? ''} ${ends ? (styles.end ?? '') : ''}`} style={placed(x, y)}>
              <Box book={book} code={code} title={title} count={counts.get(code) ?? 0} figures={figures} />
            </li>
          ))}
        </ul>
      </div>
      <p className={`meta ${styles.legend ?? ''}`}>
        <span>
          <Trans>In a box: the drafts at work that stand there now, and how long one stays (median). It opens them.</Trans>
        </span>
        <span className={styles.lines}>
          <Trans>On a line: moves in 12 months</Trans>
        </span>
        <span className={`c-del ${styles.lines ?? ''}`}>
          <Trans>Broken line: a move back</Trans>
        </span>
        {arrows.some(arrow => arrow.look === 'outcome') && (
          <span className={`c-alt ${styles.lines ?? ''}`}>
            <Trans>Dotted line: the outcome of a review</Trans>
          </span>
        )}
      </p>
    </section>
  )
}

/** How often a move was made; with its title where there is room. The table under the picture says the same. */
function LineLabel({ arrow, made }: { readonly arrow: Arrow; readonly made: number }) {
  const { label, roomy, look, title } = arrow
  if (label === null || (made === 0 && !roomy)) return null
  const tone = look === 'back' ? 'c-del' : look === 'outcome' ? 'c-alt' : ''
  return (
    <span className={`${styles.label ?? ''} ${tone}`} style={{ ...placed(label.x - label.width / 2, label.y), inlineSize: px(label.width) }} aria-hidden="true">
      {made > 0 && <b className="num">{made} </b>}
      {roomy && title}
    </span>
  )
}

interface BoxProps {
  readonly book: Rulebook
  readonly code: string
  readonly title: string
  readonly count: number
  readonly figures: Figures
}

function Box({ book, code, title, count, figures }: BoxProps) {
  const { late, waiting, medianDays } = figures.stageOf(code)
  // A code that spells the title is not said twice.
  const letters = (words: string): string => words.toLowerCase().replace(/[^a-z0-9]/g, '')
  const says = !letters(title).includes(letters(code))
  return (
    <Where to={draftsIn(book, code)} title={title}>
      <span className={styles.code}>
        {says && <bdi>{code}</bdi>}
        <b className="num">
          {count}
          <span className="vh">
            {' '}
            <Plural value={count} one="draft" other="drafts" />
          </span>
        </b>
      </span>
      <span className={styles.title}>{title}</span>
      <span className={styles.figures}>
        {late > 0 && <b className="c-del">{plural(late, { one: '# late', other: '# late' })}</b>}
        {waiting > 0 && <b className="c-due">{plural(waiting, { one: '# waits', other: '# wait' })}</b>}
        {late + waiting === 0 && medianDays !== null && <Plural value={medianDays} one="# day" other="# days" />}
      </span>
    </Where>
  )
}
