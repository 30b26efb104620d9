const form = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/

/** A text by which UTC instants sort as time does, to the nanosecond. Another form is a fault: instants come from the database or a checked file. */
export function instantKey(instant: string): string {
  const parts = form.exec(instant)
  if (parts === null) throw new RangeError(`${JSON.stringify(instant)} is not an instant in UTC.`)
  // Written without decimals, "…59Z" would sort after "…59.5Z".
  return `${parts[1]}.${(parts[2] ?? '').padEnd(9, '0')}`
}

/** Whether a text is a UTC instant of the form `2026-11-22T09:30:00Z`, with up to nine decimals. */
export const isInstant = (text: string): boolean => form.test(text)

/** Whether one instant comes before another. */
export const before = (one: string, other: string): boolean => instantKey(one) < instantKey(other)
