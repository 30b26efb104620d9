import { Temporal as Oracle } from '@js-temporal/polyfill'
import { endOfPeriod, endOfPeriodOnDay, later } from './clock.ts'

const seed = 20_270_104
/** Small and seeded, so that a sample is the same in every run. */
function* chance(from: number): Generator<number> {
  for (let state = from; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/** Every change of the clocks of a zone between two years, by the oracle. */
function transitions(zone: string, from: number, until: number): readonly Oracle.ZonedDateTime[] {
  const found: Oracle.ZonedDateTime[] = []
  const end = Oracle.PlainDate.from({ year: until, month: 1, day: 1 }).toZonedDateTime(zone)
  for (let at: Oracle.ZonedDateTime | null = Oracle.PlainDate.from({ year: from, month: 1, day: 1 }).toZonedDateTime(zone); at !== null;) {
    at = at.getTimeZoneTransition('next')
    if (at === null || Oracle.ZonedDateTime.compare(at, end) >= 0) break
    found.push(at)
  }
  return found
}

const whole = process.env['PLENARY_WHOLE_ZONES'] === '1'
const zones = Intl.supportedValuesOf('timeZone')

/** Starts around a change of the clocks, and durations that end around it. */
const around = (change: Oracle.ZonedDateTime): readonly (readonly [from: string, duration: string])[] => [
  ...['P1D', 'P14D', 'P5M', 'P12W', 'P1Y', 'PT72H'].map(duration => [change.subtract(Oracle.Duration.from(duration)).toInstant().toString(), duration] as const),
  ...[-1, 0, 1].map(minutes => [change.add({ minutes }).toInstant().toString(), 'P1D'] as const),
  ...[-1, 0, 1].map(days => [change.add({ days }).subtract({ days: 28 }).toInstant().toString(), 'P28D'] as const),
]

// Clocks that change at midnight, by half an hour, over the date line, at other dates each year, and not at all.
const odd = ['America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'Asia/Kolkata', 'Europe/Zurich', 'America/New_York']

test(`[process-211] ends of periods agree with another Temporal at the changes of the clocks, in ${whole ? 'all' : 'a sample of'} zones`, () => {
  const random = chance(seed)
  const asked = whole ? zones : [...odd, ...zones.filter(() => (random.next().value as number) < 0.02)]
  let count = 0
  const wrong: string[] = []
  for (const zone of asked) {
    const year = whole ? 2000 : 2000 + Math.floor((random.next().value as number) * 40)
    for (const [from, duration] of transitions(zone, year, whole ? 2041 : year + 1).flatMap(around)) {
      count += 1
      const end = Oracle.Instant.from(from).toZonedDateTimeISO(zone).add(duration)
      const hours = duration.startsWith('PT')
      const expected = [hours ? end : end.add({ days: 1 }).startOfDay(), hours ? end : end.startOfDay(), end].map(at => at.toInstant().toString())
      const said = [endOfPeriod(from, duration, zone), endOfPeriodOnDay(from, duration, zone), later(from, duration, zone)]
      if (said.join() !== expected.join()) wrong.push(`${zone} ${from} ${duration}: ${said.join()} instead of ${expected.join()}`)
    }
  }
  expect(wrong.slice(0, 5)).toEqual([])
  expect(count).toBeGreaterThan(whole ? 100_000 : 100)
  if (whole) process.stdout.write(`${count} ends of periods in ${asked.length} zones\n`)
}, 3_600_000)
