/** @jest-environment jsdom */
import { openBallot, openCall, rulebookOf } from '@plenary/process'
import { endOfDay } from '../ui/moment.ts'
import { closingDay } from './closing-day.ts'

const book = rulebookOf('harmonization')!

const opened = ['2026-03-01T00:00:00.000Z', '2026-10-24T12:00:00.000Z', '2026-12-31T23:59:59.000Z']

test.each(opened)('a ballot opened on %s closes when the rulebook allows it, on the day that the form proposes', now => {
  const draft = { id: 'draft', committeeId: 'committee', stage: 'adoption', withdrawn: false, languages: ['en'] }
  const edition = { number: 1, hash: 'a'.repeat(64), frozenAt: now }
  const proposed = closingDay('ballot', 'harmonization', new Date(now))
  expect(openBallot(book, { now, draft, edition }, { rule: book.ballot.rule, closesAt: endOfDay(proposed) }, []).ok).toBe(true)
})

test.each(opened)('a call opened on %s closes when the rulebook allows it, on the day that the form proposes', now => {
  const proposed = closingDay('call', 'harmonization', new Date(now))
  expect(openCall(book, { question: 'Which duties are missing?', closesAt: endOfDay(proposed) }, false, now).ok).toBe(true)
})

test('no day is proposed under a rulebook that is not known', () => {
  expect(closingDay('ballot', 'another', new Date('2026-03-01T00:00:00Z'))).toBe('')
})
