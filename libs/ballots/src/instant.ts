const form = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?Z$/
const secondsLength = 'yyyy-mm-ddThh:mm:ss'.length

const daysIn = (year: number, month: number): number => {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** Whether a text is a UTC instant of the form `2026-11-22T09:30:00Z`, with up to nine decimals, on a day that the calendar has. */
export function isInstant(text: string): boolean {
  const parts = form.exec(text)
  if (parts === null) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

// What stands between the dot and the Z. Written without decimals, "…59Z" would sort after "…59.5Z".
const decimals = (instant: string): string => instant.slice(secondsLength + 1, -1).padEnd(9, '0')

/** Negative, zero or positive, as one instant comes before, is, or comes after another; exact to the nanosecond. Both are instants, as `isInstant` says. */
export function compareInstants(one: string, other: string): number {
  // A million votes are compared with one close: the first sign that differs decides, and nothing is cut out or copied.
  for (let at = 0; at < secondsLength; at += 1) {
    const difference = one.charCodeAt(at) - other.charCodeAt(at)
    if (difference !== 0) return difference
  }
  const [a, b] = one.length === other.length ? [one, other] : [decimals(one), decimals(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether one instant comes before another. */
export const before = (one: string, other: string): boolean => compareInstants(one, other) < 0
