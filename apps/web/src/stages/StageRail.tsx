import { Trans, useLingui } from '@lingui/react/macro'
import type { RailPartsFragment } from '../api/generated.ts'
import { shortDay } from '../ui/moment.ts'
import { useStationWords } from '../ui/use-say.ts'

type Station = RailPartsFragment['stations'][number]
type Tick = Station['ticks'][number]

const MOST_TICKS = 70
const shapes: Readonly<Record<string, string>> = { today: 't', deadline: 'd', fifth: 'f' }

/** Which ticks are drawn: all of them, or, when a stage is long, an even choice that keeps today and every deadline. */
export function drawn(ticks: readonly Tick[], most: number = MOST_TICKS): readonly Tick[] {
  if (ticks.length <= most) return ticks
  const every = Math.ceil(ticks.length / most)
  return ticks.filter((tick, index) => tick.kind === 'today' || tick.kind === 'deadline' || index % every === 0)
}

/** Where an instant lies on the ruler between two others, from 0 at its start to 1 at its end. */
export function place(at: string, since: string, until: string): number {
  const span = Date.parse(until) - Date.parse(since)
  if (span <= 0) return 0
  return Math.min(1, Math.max(0, (Date.parse(at) - Date.parse(since)) / span))
}

function Ruler({ station, now }: { readonly station: Station; readonly now: string }) {
  const ticks = drawn(station.ticks)
  const since = station.since ?? ticks[0]?.at
  const until = station.until ?? ticks.at(-1)?.at
  if (since === undefined || until === undefined) return null
  return (
    <span className="ruler placed" aria-hidden="true">
      {ticks.map(tick => (
        <i
          key={`${tick.kind} ${tick.at}`}
          className={`${shapes[tick.kind] ?? ''} ${Date.parse(tick.at) <= Date.parse(now) ? 'e' : ''}`}
          style={{ insetInlineStart: `${place(tick.at, since, until) * 100}%` }}
        />
      ))}
    </span>
  )
}

function StationItem({ station, now }: { readonly station: Station; readonly now: string }) {
  const say = useStationWords()
  const current = station.state === 'current'
  const look = current ? (station.ticks.length === 0 ? 'now bare' : 'now') : station.state === 'done' ? 'done' : 'todo'
  const closed = station.closedAt
  return (
    <li className={look} aria-current={current ? 'step' : undefined}>
      {current && <Ruler station={station} now={now} />}
      <span className="st" title={station.name}>
        {say(station.code, station.name)}
      </span>
      <span className="sm">
        {station.words !== '' ? station.words : closed !== null ? <Trans>closed {shortDay(closed)}</Trans> : null}
        {station.state === 'waiting' && (
          <span className="vh">
            {' '}
            <Trans>to come</Trans>
          </span>
        )}
      </span>
    </li>
  )
}

/** The signature: seven stations on a rule; the current one is longer and carries a ruler of its days. */
export function StageRail({ rail }: { readonly rail: RailPartsFragment }) {
  const { t } = useLingui()
  return (
    <nav className="rail" aria-label={t`Stages`}>
      <ol>
        {rail.stations.map(station => (
          <StationItem key={station.code} station={station} now={rail.now} />
        ))}
      </ol>
    </nav>
  )
}
