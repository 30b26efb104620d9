import * as fc from 'fast-check'
import { answerWithin, LineWatch, lookEvery, openWithin, pauseBefore, silence, type WatchedLine } from './line-watch.ts'

const open = (heardAt: number): WatchedLine => ({ state: 'open', opening: false, begunAt: 0, heardAt })

/** Looks again and again, with what was heard by then; resolves to when the line was given up. */
function watched(until: number, heard: (now: number) => number): { asked: number[]; givenUp: number | null } {
  const watch = new LineWatch()
  const asked: number[] = []
  for (let now = 0; now <= until; now += lookEvery) {
    const advice = watch.advise(open(heard(now)), now)
    if (advice === 'ask') asked.push(now)
    if (advice === 'reopen') return { asked, givenUp: now }
  }
  return { asked, givenUp: null }
}

test('a line on which nothing is heard any more is given up within five seconds of the last word', () => {
  fc.assert(fc.property(fc.nat(20_000), last => {
    const { givenUp } = watched(60_000, now => Math.min(now, last))
    expect(givenUp).not.toBeNull()
    expect(givenUp! - last).toBeLessThanOrEqual(5_000)
    expect(givenUp! - last).toBeGreaterThanOrEqual(silence + answerWithin - lookEvery)
  }))
})

test('a quiet line that answers is asked now and then and never given up', () => {
  let heard = 0
  const asked: number[] = []
  const watch = new LineWatch()
  for (let now = 0; now <= 120_000; now += lookEvery) {
    const advice = watch.advise(open(heard), now)
    expect(advice).not.toBe('reopen')
    if (advice === 'ask') {
      asked.push(now)
      // The answer of a slow network.
      heard = now + 1_500
    }
  }
  expect(asked.length).toBeGreaterThan(20)
})

test('a socket that does not open is given up, and one that is closed is left to whoever opens it again', () => {
  const watch = new LineWatch()
  const opening: WatchedLine = { state: 'connecting', opening: true, begunAt: 1_000, heardAt: 0 }
  expect(watch.advise(opening, openWithin)).toBeNull()
  expect(watch.advise(opening, openWithin + 1_001)).toBe('reopen')
  expect(watch.advise({ state: 'closed', opening: false, begunAt: 0, heardAt: 0 }, 100_000)).toBeNull()
})

test('attempts come later and later, at most ten seconds apart, and not at one moment for all', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
    const pause = pauseBefore(attempt, random)
    expect(pause).toBeGreaterThanOrEqual(300)
    expect(pause).toBeLessThanOrEqual(10_000)
  }))
  expect(pauseBefore(1, 1)).toBe(1_000)
  expect(new Set(Array.from({ length: 50 }, (_, at) => pauseBefore(3, at / 50))).size).toBe(50)
})
