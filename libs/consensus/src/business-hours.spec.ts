import { businessHoursInWords, businessMinutes } from './business-hours.ts'

test.each([
  // 2027-03-05 is a Friday.
  ['2027-03-05T16:00:00Z', '2027-03-08T16:00:00Z', 'UTC', 8 * 60], ['2027-03-05T18:00:00Z', '2027-03-08T09:00:00Z', 'UTC', 0],
  ['2027-03-01T12:00:00Z', '2027-03-04T12:00:00Z', 'UTC', 24 * 60], ['2027-03-01T12:00:00Z', '2027-03-01T12:30:00Z', 'UTC', 30],
  ['2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z', 'Asia/Tokyo', 8 * 60], ['2027-03-06T00:00:00Z', '2027-03-07T23:00:00Z', 'UTC', 0],
  ['2027-03-02T00:00:00Z', '2027-03-01T00:00:00Z', 'UTC', 0],
  // The clocks of Brussels go forward on Sunday 28 March 2027; the week has its forty hours all the same.
  ['2027-03-26T23:00:00Z', '2027-04-03T00:00:00Z', 'Europe/Brussels', 40 * 60],
])('[consensus-21] from %s to %s in %s are %d working minutes', (from, to, zone, minutes) => {
  expect(businessMinutes(from, to, zone)).toBe(minutes)
})

test.each([[0, '0 working hours'], [60, '1 working hour'], [1441, '24 working hours and 1 minute'], [150, '2 working hours and 30 minutes']])('[consensus-21] %d minutes are %s', (minutes, words) => {
  expect(businessHoursInWords(minutes)).toBe(words)
})
