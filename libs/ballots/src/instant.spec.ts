import fc from 'fast-check'
import { before, compareInstants, isInstant } from './instant.ts'
import { inUtc } from './utc.ts'

test.each([
  ['2026-11-22T09:30:00Z', true], ['2026-11-22T09:30:00.123456789Z', true], ['2024-02-29T00:00:00Z', true], ['2000-02-29T23:59:59Z', true], ['2026-12-31T23:59:59.9Z', true],
  ['2026-04-30T00:00:00Z', true], ['2026-01-31T00:00:00Z', true], ['2026-02-28T00:00:00Z', true],
  ['2026-02-29T00:00:00Z', false], ['1900-02-29T00:00:00Z', false], ['2026-04-31T00:00:00Z', false], ['2026-01-32T00:00:00Z', false], ['2026-06-31T00:00:00Z', false],
  ['2026-09-31T00:00:00Z', false], ['2026-11-31T00:00:00Z', false], ['2026-00-10T00:00:00Z', false], ['2026-13-10T00:00:00Z', false], ['2026-01-00T00:00:00Z', false],
  ['2026-01-01T24:00:00Z', false], ['2026-01-01T23:60:00Z', false], ['2026-01-01T23:59:60Z', false], ['2026-01-01', false], ['2026-01-01T00:00:00', false], ['2026-01-01T00:00:00+01:00', false],
  [' 2026-01-01T00:00:00Z', false], ['2026-01-01T00:00:00Z ', false], ['2026-01-01T00:00:00.Z', false], ['2026-01-01T00:00:00.1234567890Z', false],
])('[ballots-6] %s is an instant: %s', (text, is) => {
  expect(isInstant(text)).toBe(is)
})

const anyInstant = fc.tuple(fc.integer({ min: 946684800, max: 2208988800 }), fc.nat(999_999_999), fc.nat(9)).map(([second, nano, digits]) => {
  const decimals = `${nano}`.padStart(9, '0').slice(0, digits)
  return { text: `${new Date(second * 1000).toISOString().slice(0, 19)}${digits === 0 ? '' : `.${decimals}`}Z`, value: BigInt(second) * 10n ** 9n + BigInt(decimals.padEnd(9, '0')) }
})

test('[ballots-6] instants compare as time does, to the nanosecond, however many decimals they are written with', () => {
  fc.assert(fc.property(anyInstant, anyInstant, (a, b) => {
    expect(isInstant(a.text)).toBe(true)
    expect(Math.sign(compareInstants(a.text, b.text))).toBe(a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
    expect(before(a.text, b.text)).toBe(a.value < b.value)
  }), { seed: 20261127 })
  expect(compareInstants('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z')).toBe(0)
  expect(compareInstants('2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.49Z')).toBe(1)
})

test('[ballots-2] an offset is taken off exactly, over days, months and leap years', () => {
  fc.assert(fc.property(fc.integer({ min: -2208988800, max: 4102444800 }), fc.integer({ min: -1439, max: 1439 }), (second, offset) => {
    const shown = new Date((second + offset * 60) * 1000).toISOString().slice(0, 19)
    const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map(part => `${part}`.padStart(2, '0'))
    expect(inUtc(`${shown}${offset < 0 ? '-' : '+'}${hours}:${minutes}`)).toBe(new Date(second * 1000).toISOString().replace('.000', ''))
  }), { seed: 20261127, numRuns: 500 })
})

test.each([
  ['2026-06-30T23:59:59.25+02:00', '2026-06-30T21:59:59.25Z'], ['2026-01-01T00:00:00+00:30', '2025-12-31T23:30:00Z'], ['2024-03-01T00:00:00+01:00', '2024-02-29T23:00:00Z'],
  ['2025-01-01T00:30:00+01:00', '2024-12-31T23:30:00Z'], ['2000-02-28T23:30:00-01:00', '2000-02-29T00:30:00Z'], ['2100-02-28T23:30:00-01:00', '2100-03-01T00:30:00Z'],
  ['2101-01-01T00:30:00+01:00', '2100-12-31T23:30:00Z'], ['2400-02-28T23:30:00-01:00', '2400-02-29T00:30:00Z'], ['2401-01-01T00:30:00+01:00', '2400-12-31T23:30:00Z'],
  ['0099-12-31T23:30:00-01:00', '0100-01-01T00:30:00Z'],
  ['2026-06-30T23:59:59Z', '2026-06-30T23:59:59Z'], ['noon', 'noon'], ['2026-13-01T00:00:00+01:00', '2026-13-01T00:00:00+01:00'], ['2026-00-01T00:00:00+01:00', '2026-00-01T00:00:00+01:00'],
  ['2026-01-01T24:00:00+01:00', '2026-01-01T24:00:00+01:00'], ['2026-01-01T00:00:00+24:00', '2026-01-01T00:00:00+24:00'], ['2026-01-01T00:00:00+01:60', '2026-01-01T00:00:00+01:60'],
])('[ballots-2] %s is in UTC %s', (written, utc) => {
  expect(inUtc(written)).toBe(utc)
})
