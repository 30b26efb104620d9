import { Temporal as Oracle } from '@js-temporal/polyfill'
import { simulate } from '../cases/simulation.ts'
import { editionsOf, rulebooks } from './rulebooks/index.ts'

// Short in every run; the five years of two hundred drafts by PLENARY_WHOLE_YEARS=1.
const whole = process.env['PLENARY_WHOLE_YEARS'] === '1'
const books = Object.keys(rulebooks).flatMap(id => editionsOf(id).at(-1)!)
const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const [drafts, days] = whole ? [200, 5 * 366] : [books.length, 200]
const { happened, left } = simulate(books, drafts, '2027-01-04T00:00:00Z', days, seeded(27))

test(`[process-213] in ${days} days of ${drafts} drafts everything that falls due comes once, at its own instant`, () => {
  expect(happened.length).toBeGreaterThan(whole ? 2_000 : 15)
  const seen = happened.map(one => `${one.key} ${one.due}`)
  expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([])
  expect(happened.filter(one => one.at !== one.due).map(one => `${one.key} was due ${one.due} and came ${one.at}`)).toEqual([])
  expect(new Set(happened.map(one => one.rulebook)).size).toBeGreaterThan(whole ? 14 : 5)
  if (whole) {
    const tasks = [...new Set(happened.map(one => one.task))].map(task => `${task} ${happened.filter(one => one.task === task).length}`)
    process.stdout.write(`${happened.length} came due: ${tasks.join(', ')}\n`)
  }
})

test('[process-213] nothing that came due is left undone, and nothing came for a draft that had ended', () => {
  const undone = left.flatMap(({ facts, rows }) => [...rows].filter(([, row]) => !row.done && Date.parse(row.due) <= Date.parse(facts.now)).map(([key]) => key))
  expect(undone).toEqual([])
  for (const { facts: { draft, history } } of left.filter(one => one.facts.draft.withdrawn)) {
    const ended = Date.parse(history.at(-1)!.at)
    expect(happened.filter(one => one.draft === draft.id && Date.parse(one.at) > ended)).toEqual([])
  }
})

test('[process-213] each came on the day the rulebook says, by another implementation of Temporal', () => {
  const wrong = happened.flatMap(({ draft, key, task, due }) => {
    const { book, facts } = left.find(one => one.facts.draft.id === draft)!
    const inZone = (instant: string) => Oracle.Instant.from(instant).toZonedDateTimeISO(book.zone)
    const after = (from: string, duration: string) => {
      const end = inZone(from).add(duration)
      return (book.lastDay === 'whole' ? end.add({ days: 1 }) : end).startOfDay()
    }
    // Whatever entry of the history it was counted from, one of them gives exactly this instant.
    const entries = facts.history.map(one => one.at)
    const stages = book.stages.flatMap(stage => [stage.minimum, stage.target].flatMap(one => one ?? []))
    const said = (froms: readonly string[], durations: readonly string[], exactly = false) =>
      froms.some(from => durations.some(duration => (exactly ? inZone(from).add(duration) : after(from, duration)).toInstant().equals(Oracle.Instant.from(due))))
    const clock = book.clocks?.find(one => key.includes(`:${one.key}`))
    const results = happened.filter(one => one.draft === draft && one.task === 'ballot.close').map(one => one.at)
    switch (task) {
      case 'stage.minimum': case 'stage.target': return said(entries, stages) ? [] : [key]
      case 'review.open': return said(entries, [book.review!.begin], true) ? [] : [key]
      case 'review.decide': return said(entries, [book.review!.decideBy], true) ? [] : [key]
      case 'appeal.end': return said(results, [book.appeal.window]) ? [] : [key]
      case 'clock.end': return clock?.duration === undefined || said([...entries, ...results], [clock.duration]) ? [] : [key]
      case 'clock.reminder': {
        const before = key.split(':').at(-1)!
        const duration = clock?.duration
        if (duration === undefined) return []
        return [...entries, ...results].some(from => after(from, duration).subtract(before).toInstant().equals(Oracle.Instant.from(due))) ? [] : [key]
      }
      default: return []
    }
  })
  expect(wrong).toEqual([])
})

test('[process-213] the run is the same every time', () => {
  const again = simulate(books.slice(0, 3), 6, '2027-01-04T00:00:00Z', 60, seeded(5)).happened
  expect(simulate(books.slice(0, 3), 6, '2027-01-04T00:00:00Z', 60, seeded(5)).happened).toEqual(again)
})
