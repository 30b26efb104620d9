import * as fc from 'fast-check'
import { quietTime, reminderTimes, telling } from './reminders.ts'

const hour = 3_600_000
const day = 24 * hour

test.each([
  ['thirty days', 30 * day, [15 * day, 28 * day, 30 * day - 4 * hour]],
  ['four days: half-way is 48 hours before', 4 * day, [2 * day, 4 * day - 4 * hour]],
  ['one day', day, [12 * hour, 20 * hour]],
  ['three hours', 3 * hour, [1.5 * hour]],
])('of %s, the reminders lie half-way and 48 and 4 hours before the end', (_, length, expected) => {
  expect(reminderTimes(1_000, 1_000 + length)).toEqual(expected.map(time => 1_000 + time))
})

test('reminders lie between asking and the due time, in order, whatever these are', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: -1e9, max: 1e11 }), (asked, length) => {
    const times = reminderTimes(asked, asked + length)
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
    expect(times.every(time => time > asked && time < asked + length)).toBe(true)
    expect(times.length).toBeLessThanOrEqual(3)
  }))
})

test('somebody who never acts gets one letter and each reminder once, never two within the quiet time', () => {
  fc.assert(fc.property(fc.integer({ min: hour, max: 100 * day }), fc.array(fc.integer({ min: 1, max: 3 * day }), { maxLength: 50 }), (length, waits) => {
    const letters: number[] = []
    let now = 0
    let told: number | null = null
    let next: number | null = 0
    for (const wait of [...waits, length]) {
      if (next === null) break
      now = Math.max(now, next) + (wait % 2 === 0 ? 0 : wait)
      const verdict = telling({ asked: 0, told, due: length }, letters.at(-1) ?? null, now)
      if (verdict.now) {
        letters.push(now)
        told = now
      }
      next = verdict.next
    }
    expect(letters.length).toBeLessThanOrEqual(1 + reminderTimes(0, length).length)
    expect(letters[0]).toBeDefined()
    expect(letters.every((time, index) => index === 0 || time - letters[index - 1]! >= quietTime)).toBe(true)
  }))
})

test('a second act about the same draft waits until the quiet time after the first letter is over', () => {
  expect(telling({ asked: 10_000, told: null, due: null }, 5_000, 10_000)).toEqual({ now: false, next: 5_000 + quietTime })
  expect(telling({ asked: 10_000, told: null, due: null }, 5_000, 5_000 + quietTime)).toEqual({ now: true, next: null })
})
