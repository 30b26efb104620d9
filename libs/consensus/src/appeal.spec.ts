import { rulebooks, suspending, appealTerms, type AppealTerms } from '@plenary/process'
import fc from 'fast-check'
import { type Appeal, appealEnds, appealInWords, decideAppeal, fileAppeal, overdueAppeal, raiseAppeal, withdrawAppeal } from './appeal.ts'

const at = (days: number): string => new Date(Date.UTC(2027, 2, 1, 12) + days * 86_400_000).toISOString()
const terms: AppealTerms = { zone: 'UTC', window: 'P21D', levels: [{ body: 'the board', decide: 'P30D' }, { body: 'the council', decide: null }], suspends: ['implementation'] }
const wanted = { grounds: 'The quorum was miscounted.', remedy: 'Count again.' }
const contested = { decidedAt: at(0), decidedBy: 'chair', pending: false }
const filed: Appeal = { status: 'filed', level: 0, decideBy: '2027-04-11T00:00:00Z', decidedAt: null }

test.each([
  [{}, wanted, 10, 'filed'], [{}, { ...wanted, grounds: ' ' }, 10, 'grounds-missing'], [{}, { ...wanted, remedy: '' }, 10, 'remedy-missing'],
  [{ pending: true }, wanted, 10, 'pending'], [{}, wanted, 21.4, 'filed'], [{}, wanted, 21.5, 'too-late'],
] as const)('[consensus-8] an appeal against %j with %j after %d days: %s', (more, words, days, outcome) => {
  const done = fileAppeal(terms, { ...contested, ...more }, words, at(days))
  expect(done.ok ? 'filed' : done.refusal.code).toBe(outcome)
  if (done.ok) expect(done.value).toMatchObject({ level: 0, body: 'the board', decideBy: expect.stringContaining('T00:00:00Z') })
})

test('[consensus-8] the window counts whole days in the zone of the rulebook', () => {
  expect(appealEnds(terms, at(0))).toBe('2027-03-23T00:00:00Z')
  expect(appealEnds({ ...terms, zone: 'Asia/Tokyo' }, at(0))).toBe('2027-03-22T15:00:00Z')
})

test('[consensus-8] without a body to go to there is no appeal', () => {
  expect(fileAppeal({ ...terms, levels: [] }, contested, wanted, at(1))).toMatchObject({ ok: false, refusal: { code: 'no-level' } })
})

test.each([
  ['upheld', 'The figures show it.', 'other', 'upheld'], ['dismissed', 'It was right.', 'other', 'dismissed'], ['settled', 'So be it.', 'other', 'unknown-outcome'],
  ['upheld', ' ', 'other', 'reason-missing'], ['dismissed', 'It was right.', 'chair', 'own-decision'],
])('[consensus-9] an outcome %s with reason “%s” by %s: %s', (outcome, reason, personId, end) => {
  const done = decideAppeal(filed, { outcome, reason }, { personId, contestedBy: 'chair' })
  expect(done.ok ? done.value.outcome : done.refusal.code).toBe(end)
})

test('[consensus-9] a dismissed appeal goes up while there is a body above, within the window', () => {
  const dismissed: Appeal = { ...filed, status: 'dismissed', decidedAt: at(20) }
  expect(raiseAppeal(terms, dismissed, wanted, at(30))).toMatchObject({ ok: true, value: { level: 1, body: 'the council', decideBy: null } })
  expect(raiseAppeal(terms, dismissed, wanted, at(60))).toMatchObject({ refusal: { code: 'too-late' } })
  expect(raiseAppeal(terms, { ...dismissed, level: 1 }, wanted, at(30))).toMatchObject({ refusal: { code: 'no-level' } })
  expect(raiseAppeal(terms, filed, wanted, at(30))).toMatchObject({ refusal: { code: 'not-dismissed' } })
  expect(raiseAppeal(terms, { ...dismissed, status: 'upheld' }, wanted, at(30))).toMatchObject({ refusal: { code: 'not-dismissed' } })
})

test('[consensus-9] what has ended takes no second outcome and is not withdrawn', () => {
  expect(withdrawAppeal(filed).ok).toBe(true)
  for (const status of ['upheld', 'dismissed', 'withdrawn'] as const) {
    expect(withdrawAppeal({ ...filed, status })).toMatchObject({ refusal: { code: 'ended' } })
    expect(decideAppeal({ ...filed, status }, { outcome: 'upheld', reason: 'x' }, { personId: 'a', contestedBy: null })).toMatchObject({ refusal: { code: 'ended' } })
    expect(overdueAppeal(terms, { ...filed, status }, at(100))).toMatchObject({ refusal: { code: 'ended' } })
  }
})

test('[consensus-10] a body that is late loses the appeal to the next, and the last one keeps it', () => {
  expect(overdueAppeal(terms, filed, at(40))).toMatchObject({ refusal: { code: 'too-early' } })
  expect(overdueAppeal(terms, filed, at(41))).toEqual({ ok: true, value: { level: 1, body: 'the council', decideBy: null } })
  expect(overdueAppeal(terms, { ...filed, level: 1 }, at(41))).toEqual({ ok: true, value: null })
  expect(overdueAppeal(terms, { ...filed, decideBy: null }, at(400))).toMatchObject({ refusal: { code: 'too-early' } })
})

test('[consensus-11] a pending appeal keeps the draft out of the phases that the rulebook suspends, and of no others', () => {
  const book = rulebooks['harmonization']!
  const pending = [{ number: 1, against: 'Decision 4', body: 'the board' }]
  const stays = { ...book, appeal: { ...book.appeal, suspends: ['review'] } } as never
  expect(suspending(book, pending, 'implementation')).toEqual(pending)
  expect(suspending(book, pending, 'negotiation')).toEqual([])
  expect(suspending(book, [], 'implementation')).toEqual([])
  expect(suspending(stays, pending, 'implementation')).toEqual([])
  expect(suspending(stays, pending, 'review')).toEqual(pending)
  expect(suspending({ ...book, appeal: { ...book.appeal, suspends: false } } as never, pending, 'implementation')).toEqual([])
  expect(suspending({ ...book, appeal: { ...book.appeal, suspends: true } } as never, pending, 'implementation')).toEqual(pending)
})

test('[consensus-8] a rulebook that says nothing of levels has the parent committee, one that names them has them in order', () => {
  const book = rulebooks['harmonization']!
  const { levels: _, ...silent } = book.appeal
  expect(appealTerms({ ...book, appeal: silent } as never).levels).toEqual([{ body: 'the parent committee', decide: 'P90D' }])
  const named = { ...book, appeal: { ...book.appeal, levels: [{ body: 'board', decide: 'P3M' }, { body: 'The council' }] } } as never
  expect(appealTerms(named).levels).toEqual([{ body: 'the board', decide: 'P3M' }, { body: 'The council', decide: null }])
  expect(appealTerms({ ...book, appeal: { ...book.appeal, levels: 'odd' } } as never).levels).toHaveLength(1)
})

test.each([
  [filed, 'Pending before the board, to be decided by 10 April 2027.'], [{ ...filed, decideBy: null }, 'Pending before the board.'],
  [{ ...filed, status: 'upheld', decidedAt: at(20) }, 'Upheld by the board on 21 March 2027.'], [{ ...filed, status: 'withdrawn' }, 'Withdrawn by who filed it.'],
] as const)('[consensus-10] %j reads: %s', (appeal, sentence) => {
  expect(appealInWords({ ...(appeal as Appeal), body: 'the board' }, 'UTC')).toBe(sentence)
})

test('[consensus-9] whatever is done to an appeal, it ends once and its level never falls', () => {
  const command = fc.constantFrom('uphold', 'dismiss', 'withdraw', 'overdue', 'raise')
  fc.assert(fc.property(fc.array(fc.tuple(command, fc.integer({ min: 0, max: 40 })), { maxLength: 12 }), commands => {
    let appeal: Appeal = filed
    let days = 0
    let ends = 0
    for (const [name, wait] of commands) {
      days += wait
      const now = at(days)
      const before = appeal
      if (name === 'overdue') {
        const late = overdueAppeal(terms, appeal, now)
        if (late.ok && late.value !== null) appeal = { ...appeal, ...late.value }
      } else if (name === 'raise') {
        const up = raiseAppeal(terms, appeal, wanted, now)
        if (up.ok) { appeal = { status: 'filed', level: up.value.level, decideBy: up.value.decideBy, decidedAt: null }; ends = 0 }
      } else if (name === 'withdraw') {
        if (withdrawAppeal(appeal).ok) { appeal = { ...appeal, status: 'withdrawn' }; ends += 1 }
      } else {
        const done = decideAppeal(appeal, { outcome: name === 'uphold' ? 'upheld' : 'dismissed', reason: 'x' }, { personId: 'a', contestedBy: null })
        if (done.ok) { appeal = { ...appeal, status: done.value.outcome, decidedAt: now }; ends += 1 }
      }
      expect(appeal.level).toBeGreaterThanOrEqual(before.level)
      expect(appeal.level).toBeLessThan(terms.levels.length)
      expect(ends).toBeLessThanOrEqual(1)
    }
  }), { seed: 20270302, numRuns: 2_000 })
})
