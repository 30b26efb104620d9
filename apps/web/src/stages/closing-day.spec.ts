/** @jest-environment jsdom */
import { openBallot, openCall, rulebookOf } from '@plenary/process'
import { endOfDay } from '../ui/moment.ts'
import { closingDay, rulesHere } from './closing-day.ts'

const book = rulebookOf('harmonization')!

const standing = { rulebook: 'harmonization', rulebookEdition: '1', stage: 'adoption' }
const opened = ['2026-03-01T00:00:00.000Z', '2026-10-24T12:00:00.000Z', '2026-12-31T23:59:59.000Z']

test.each(opened)('a ballot opened on %s closes when the rulebook allows it, on the day that the form proposes', now => {
  const draft = { id: 'draft', committeeId: 'committee', stage: 'adoption', withdrawn: false, languages: ['en'] }
  const edition = { number: 1, hash: 'a'.repeat(64), frozenAt: now }
  const proposed = closingDay('ballot', standing, new Date(now))
  expect(openBallot(book, { now, draft, edition }, { rule: book.ballots[0]!.rule, closesAt: endOfDay(proposed) }, []).ok).toBe(true)
})

test.each(opened)('a call opened on %s closes when the rulebook allows it, on the day that the form proposes', now => {
  const proposed = closingDay('call', standing, new Date(now))
  expect(openCall(book, { question: 'Which duties are missing?', closesAt: endOfDay(proposed) }, false, now).ok).toBe(true)
})

test('no day is proposed under a rulebook that is not known', () => {
  expect(closingDay('ballot', { ...standing, rulebook: 'another' }, new Date('2026-03-01T00:00:00Z'))).toBe('')
})

test('the rules of the stage are offered, and the day follows the rule that is chosen; where no ballot is held there is none', () => {
  const council = { rulebook: 'oecd', rulebookEdition: '1', stage: 'council' }
  expect(rulesHere(council).map(one => one.rule)).toEqual(['oecd.mutual', 'oecd.qmv'])
  const iso = { rulebook: 'iso', rulebookEdition: '2022', stage: '10.20' }
  expect(closingDay('ballot', iso, new Date('2027-03-01T12:00:00Z'), 'iso.np')).toBe('2027-05-25')
  expect([closingDay('ballot', { ...iso, stage: '20.20' }), rulesHere({ ...iso, stage: '20.20' })]).toEqual(['', []])
})
