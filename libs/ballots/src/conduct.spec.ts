import { annulBallot, closeEarly, extendBallot, type Conducted } from './conduct.ts'
import { ballotPolicy } from './policy.ts'

const policy = ballotPolicy({ extension: { most: 'P30D', times: 2 }, closesWhenAllVoted: true })
const open: Conducted = { ballot: { closesAt: '2027-04-01T00:00:00Z', closed: false }, annulled: false, policy, now: '2027-03-20T00:00:00Z' }
const known = { latest: '2027-05-01T00:00:00Z', times: 1 }
const wanted = { closesAt: '2027-04-20T00:00:00Z', reason: ' Holidays. ' }
const strict = ballotPolicy({})

test('[ballots-45] where a rulebook is silent, an end stands and every kind may be held', () => {
  expect(strict).toEqual({ kinds: ['recorded', 'names-only', 'secret'], extension: null, closesWhenAllVoted: false })
  expect(ballotPolicy({ kinds: ['secret', 'shouting'], extension: { most: 'P1M' } }))
    .toEqual({ kinds: ['secret'], extension: null, closesWhenAllVoted: false })
  expect(ballotPolicy({ closesWhenAllVoted: 'yes', kinds: 'all', extension: [] })).toEqual(strict)
})

test.each([
  ['as the rulebook permits', {}, {}, {}, null],
  ['to the very last instant', {}, { closesAt: known.latest }, {}, null],
  ['beyond it', {}, { closesAt: '2027-05-01T00:00:00.000001Z' }, {}, 'too-long'],
  ['to the end it has', {}, { closesAt: '2027-04-01T00:00:00Z' }, {}, 'not-later'],
  ['without a reason', {}, { reason: ' ' }, {}, 'reason-missing'],
  ['a third time', {}, {}, { times: 2 }, 'too-often'],
  ['under a rulebook that says nothing of it', { policy: strict }, {}, {}, 'not-permitted'],
  ['in the last instant', { now: '2027-04-01T00:00:00Z' }, {}, {}, null],
  ['after the end', { now: '2027-04-01T00:00:00.000001Z' }, {}, {}, 'closed'],
  ['after the count', { ballot: { ...open.ballot, closed: true } }, {}, {}, 'closed'],
  ['once it is annulled', { annulled: true }, {}, {}, 'closed'],
])('[ballots-45] an end is put off %s: %#', (_, change, other, facts, code) => {
  const done = extendBallot({ ...open, ...change }, { ...wanted, ...other }, { ...known, ...facts })
  expect(done.ok ? null : done.refusal.code).toBe(code)
  if (done.ok) expect(done.value.reason).toBe('Holidays.')
})

test('[ballots-45] a refusal says how often the end may be put off', () => {
  const saying = (times: number) => extendBallot({ ...open, policy: ballotPolicy({ extension: { most: 'P30D', times } }) }, wanted, { ...known, times })
  expect(saying(1)).toMatchObject({ refusal: { message: 'The rulebook permits to put off the end once, and that was done.' } })
  expect(saying(2)).toMatchObject({ refusal: { message: 'The rulebook permits to put off the end 2 times, and that was done.' } })
})

test.each([
  ['all have voted', {}, { voted: 9, seats: 9 }, null],
  ['one has not', {}, { voted: 8, seats: 9 }, 'not-all-voted'],
  ['several have not', {}, { voted: 1, seats: 9 }, 'not-all-voted'],
  ['the rulebook says nothing of it', { policy: strict }, { voted: 9, seats: 9 }, 'not-permitted'],
  ['it is over', { now: '2027-04-02T00:00:00Z' }, { voted: 9, seats: 9 }, 'closed'],
])('[ballots-46] a ballot ends before its time when %s: %#', (_, change, turnout, code) => {
  const done = closeEarly({ ...open, ...change }, turnout)
  expect(done.ok ? null : done.refusal.code).toBe(code)
})

test.each([
  ['with a reason', false, false, 'Wrong edition.', null],
  ['without one', false, false, '  ', 'reason-missing'],
  ['twice', true, false, 'Wrong edition.', 'annulled'],
  ['after its text was adopted', false, true, 'Wrong edition.', 'adopted'],
])('[ballots-47] a ballot is annulled %s: %#', (_, annulled, adopted, reason, code) => {
  const done = annulBallot({ annulled }, adopted, reason)
  expect(done.ok ? null : done.refusal.code).toBe(code)
})

const words = (done: ReturnType<typeof extendBallot> | ReturnType<typeof closeEarly> | ReturnType<typeof annulBallot>): string => (done.ok ? 'done' : done.refusal.message)

test('[ballots-45] [ballots-46] [ballots-47] each refusal says in a sentence what stands in the way', () => {
  const [late, silent] = [{ ...open, now: '2027-05-01T00:00:00Z' }, { ...open, policy: strict }]
  expect([
    words(extendBallot(late, wanted, known)), words(extendBallot(silent, wanted, known)), words(extendBallot(open, { ...wanted, reason: '' }, known)),
    words(extendBallot(open, { ...wanted, closesAt: open.ballot.closesAt }, known)), words(extendBallot(open, { ...wanted, closesAt: '2028-01-01T00:00:00Z' }, known)),
    words(closeEarly(late, { voted: 9, seats: 9 })), words(closeEarly(silent, { voted: 9, seats: 9 })),
    words(closeEarly(open, { voted: 8, seats: 9 })), words(closeEarly(open, { voted: 7, seats: 9 })),
    words(annulBallot({ annulled: true }, false, 'x')), words(annulBallot({ annulled: false }, true, 'x')), words(annulBallot({ annulled: false }, false, ' ')),
  ]).toEqual([
    'This ballot is over; its end cannot be put off.', 'The rulebook of this ballot does not permit to put off its end.', 'Say why the end is put off: all who vote read it.',
    'The new end is not after the old one.', 'The rulebook permits an end until 2027-05-01T00:00:00Z.',
    'This ballot is over.', 'The rulebook of this ballot does not permit to end it before its time.', 'One seat has not voted. A ballot ends before its time only when all have.',
    '2 seats have not voted. A ballot ends before its time only when all have.',
    'This ballot is annulled already.', 'The text was adopted on this ballot. Withdraw the text, or appeal.',
    'Say what was wrong with the ballot: its votes count for nothing, and those who cast them read why.',
  ])
  expect(closeEarly(open, { voted: 9, seats: 9 })).toEqual({ ok: true, value: true })
  expect(closeEarly({ ...open, policy: { ...open.policy, fromFloor: true } }, { voted: 1, seats: 9 })).toEqual({ ok: true, value: true })
  expect(annulBallot({ annulled: false }, false, ' Wrong roll. ')).toEqual({ ok: true, value: { reason: 'Wrong roll.' } })
})

test.each([
  ['a period that is no text', { most: 30, times: 2 }], ['no number', { most: 'P30D' }], ['less than nothing', { most: 'P30D', times: -1 }], ['half a time', { most: 'P30D', times: 1.5 }],
  ['a list', Object.assign([], { most: 'P30D', times: 1 })], ['nothing', null], ['a text', 'P30D'],
])('[ballots-45] an extension with %s is none', (_, extension) => {
  expect(ballotPolicy({ extension }).extension).toBeNull()
})

test('[ballots-45] an extension may be permitted no time, and an early close only in so many words', () => {
  expect(ballotPolicy({ extension: { most: 'P30D', times: 0 } }).extension).toEqual({ most: 'P30D', times: 0 })
  expect([true, false, 1, undefined].map(said => ballotPolicy({ closesWhenAllVoted: said }).closesWhenAllVoted)).toEqual([true, false, false, false])
})
