const hour = 3_600_000
const shares = [48 * hour, 4 * hour]

/** When somebody who has not acted is reminded: half-way, and 48 and 4 hours before the due time, as far as these lie after the asking. In milliseconds. */
export function reminderTimes(asked: number, due: number): number[] {
  const times = [asked + (due - asked) / 2, ...shares.map(before => due - before)]
  return [...new Set(times.map(Math.round))].filter(time => time > asked && time < due).sort((a, b) => a - b)
}

/** Nobody gets more than one letter in this time about one draft. In milliseconds. */
export const quietTime = hour

/** What is due to be written about one open notice. */
export interface Telling {
  /** Whether a letter is due now. */
  readonly now: boolean
  /** When to look again; null when nothing more is to be told. */
  readonly next: number | null
}

/**
 * Decides about one open notice: the first letter goes out at once, then a reminder at each of its times. `last` is the time of the last letter to
 * this person about this draft, by which a letter may have to wait.
 */
export function telling(notice: { asked: number; told: number | null; due: number | null }, last: number | null, now: number): Telling {
  const reminders = notice.due === null ? [] : reminderTimes(notice.asked, notice.due)
  const since = notice.told
  const wanted = since === null ? [notice.asked] : reminders.filter(time => time > since)
  const first = wanted[0]
  if (first === undefined) return { now: false, next: null }
  const earliest = last === null ? first : Math.max(first, last + quietTime)
  if (earliest > now) return { now: false, next: earliest }
  return { now: true, next: reminders.find(time => time > now) ?? null }
}
