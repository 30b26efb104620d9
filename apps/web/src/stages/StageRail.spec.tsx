import { drawn, place } from './StageRail.tsx'

const daily = (count: number, kinds: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, index) => ({ at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(), kind: kinds[index] ?? 'day' }))

describe('the ruler of the current station', () => {
  test('a short stage shows each of its days', () => {
    expect(drawn(daily(30))).toHaveLength(30)
  })

  test('a long stage is thinned, and today and every deadline stay', () => {
    const ticks = drawn(daily(365, { 101: 'today', 299: 'deadline', 364: 'deadline' }))
    expect(ticks.length).toBeLessThan(80)
    expect(ticks.filter(tick => tick.kind !== 'day').map(tick => tick.kind)).toEqual(['today', 'deadline', 'deadline'])
  })

  test.each([
    ['2026-01-01T00:00:00Z', 0],
    ['2026-01-06T00:00:00Z', 0.5],
    ['2026-01-11T00:00:00Z', 1],
    ['2026-02-01T00:00:00Z', 1],
    ['2025-12-01T00:00:00Z', 0],
  ])('%s lies at %p between 1 and 11 January', (at, expected) => {
    expect(place(at, '2026-01-01T00:00:00Z', '2026-01-11T00:00:00Z')).toBe(expected)
  })

  test('a stage without length puts everything at its start', () => {
    expect(place('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBe(0)
  })
})
