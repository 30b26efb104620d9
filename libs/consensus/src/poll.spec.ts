import fc from 'fast-check'
import type { Answer, PollFacts, WantedPoll } from './instrument.ts'
import { type InstrumentName, instrumentOf, instruments } from './instruments/index.ts'
import { answerPoll, cancelPoll, closePoll, openPoll, type Poll, takeBackAnswer } from './poll.ts'

const now = '2027-03-01T12:00:00Z'
const facts = { now, zone: 'UTC', silenceMinimum: 'PT72H', withdrawn: false, seats: 4, sameOpen: false, openObjections: 0 }
const wanted: WantedPoll = { question: 'Shall we?', closesAt: '2027-03-31T12:00:00Z', options: ['Five years', 'Seven years', 'Ten years'], reviewOn: '2028-03-01T00:00:00Z' }
const names = Object.keys(instruments) as InstrumentName[]
const roll = ['Brazil', 'France', 'Japan', 'Kenya'].map(name => ({ seat: name.slice(0, 2), name }))
const poll = (name: InstrumentName, more: Partial<Poll> = {}): Poll => ({ instrument: instruments[name], options: instruments[name].options(wanted.options), closesAt: wanted.closesAt, state: 'open', ...more })
const answer = (seat: string, choice: string, ranking: Answer['ranking'] = []): Answer => ({ seat, choice, reason: 'Because.', ranking })
const close = (name: InstrumentName, answers: Answer[], more: PollFacts = { openObjections: 0 }) => closePoll(poll(name), roll, answers, more)

test.each(names)('[consensus-13] a %s opens with a question', name => {
  const opened = openPoll(name, wanted, facts)
  expect(opened).toMatchObject({ ok: true, value: { question: 'Shall we?' } })
  expect(opened.ok && opened.value.options.length).toBeGreaterThan(0)
})

test.each<[string, string, Partial<WantedPoll>, object, string]>([
  ['an unknown instrument', 'oracle', {}, {}, 'unknown-instrument'], ['an instrument of the prototype', 'constructor', {}, {}, 'unknown-instrument'],
  ['a withdrawn draft', 'straw-poll', {}, { withdrawn: true }, 'withdrawn'], ['no question', 'straw-poll', { question: ' ' }, {}, 'question-missing'],
  ['nobody to answer', 'straw-poll', {}, { seats: 0 }, 'nobody'], ['one open already', 'straw-poll', {}, { sameOpen: true }, 'same-open'],
  ['a close in the past', 'straw-poll', { closesAt: now }, {}, 'too-short'], ['a last call of six days', 'last-call', { closesAt: '2027-03-07T12:00:00Z' }, {}, 'too-short'],
  ['a last call of seven days', 'last-call', { closesAt: '2027-03-08T12:00:00Z' }, {}, 'opened'],
])('[consensus-13] an opening with %s', (_, name, more, known, outcome) => {
  const opened = openPoll(name, { ...wanted, ...more }, { ...facts, ...known })
  expect(opened.ok ? 'opened' : opened.refusal.code).toBe(outcome)
})

test.each<[string, InstrumentName, Answer, Partial<Poll> & { at?: string }, string]>([
  ['one of the options', 'straw-poll', answer('Br', 'can-live'), {}, 'taken'], ['the negative side without a reason', 'straw-poll', { ...answer('Br', 'cannot-live'), reason: ' ' }, {}, 'reason-missing'],
  ['an unknown choice', 'straw-poll', answer('Br', 'maybe'), {}, 'unknown-choice'], ['a seat that is not on the roll', 'straw-poll', answer('xx', 'can-live'), {}, 'not-on-roll'],
  ['in the closing instant', 'straw-poll', answer('Br', 'can-live'), { at: wanted.closesAt }, 'closed'], ['after a cancelling', 'straw-poll', answer('Br', 'can-live'), { state: 'cancelled' }, 'closed'],
  ['an editorial comment without words', 'last-call', { ...answer('Br', 'editorial'), reason: '' }, {}, 'reason-missing'], ['a break without a reason', 'silence-procedure', { ...answer('Br', 'break'), reason: '' }, {}, 'reason-missing'],
  ['an empty ranking', 'ranked-choice', answer('Br', '', []), {}, 'ranking-missing'], ['an option ranked twice', 'ranked-choice', answer('Br', '', [['1'], ['1']]), {}, 'bad-ranking'],
  ['an empty rank', 'ranked-choice', answer('Br', '', [['1'], []]), {}, 'bad-ranking'], ['an option that is not there', 'ranked-choice', answer('Br', '', [['7']]), {}, 'bad-ranking'],
  ['a ranking with equal ranks', 'ranked-choice', answer('Br', '', [['1', '2'], ['none']]), {}, 'taken'],
])('[consensus-14] an answer: %s', (_, name, given, { at = now, ...more }, outcome) => {
  const taken = answerPoll(poll(name, more), roll, given, at)
  expect(taken.ok ? 'taken' : taken.refusal.code).toBe(outcome)
})

test('[consensus-14] an answer is taken back before the close, and a poll cancelled with a reason', () => {
  expect(takeBackAnswer(poll('silence-procedure'), true, now).ok).toBe(true)
  expect(takeBackAnswer(poll('silence-procedure'), false, now)).toMatchObject({ refusal: { code: 'no-answer' } })
  expect(takeBackAnswer(poll('silence-procedure'), true, wanted.closesAt)).toMatchObject({ refusal: { code: 'closed' } })
  expect(cancelPoll(poll('straw-poll'), ' Wrong question. ', now)).toEqual({ ok: true, value: 'Wrong question.' })
  expect(cancelPoll(poll('straw-poll'), '', now)).toMatchObject({ refusal: { code: 'reason-missing' } })
  expect(cancelPoll(poll('straw-poll', { state: 'closed' }), 'x', now)).toMatchObject({ refusal: { code: 'closed' } })
})

test('[consensus-15] a temperature check shows the distribution and counts strong opposition', () => {
  const result = close('temperature-check', [answer('Br', 'strongly-favour'), answer('Fr', 'neutral'), answer('Ja', 'strongly-against')])
  expect(result).toMatchObject({ outcome: 'heard', carries: null, silent: ['Kenya'] })
  expect(result.sentence).toBe('3 of 4 seats answered. 1 strongly in favour, 1 neutral, 1 strongly against. Strong opposition: 1 seat.')
  expect(result.lines.map(line => line.count)).toEqual([1, 0, 1, 0, 1])
  expect(close('temperature-check', [answer('Br', 'favour')]).sentence).toContain('Nobody is strongly against.')
  expect(close('temperature-check', []).sentence).toBe('0 of 4 seats answered. Nothing can be said.')
})

test('[consensus-16] a straw poll counts who can and who cannot live with it', () => {
  expect(close('straw-poll', [answer('Br', 'can-live'), answer('Fr', 'cannot-live')])).toMatchObject({ outcome: 'issues', sentence: '2 of 4 seats answered. 1 can live with it, 1 cannot, each with a reason.' })
  expect(close('straw-poll', [answer('Br', 'can-live')])).toMatchObject({ outcome: 'all-can-live', sentence: '1 of 4 seats answered. 1 can live with it, 0 cannot.' })
  expect(close('straw-poll', []).outcome).toBe('nobody')
})

test.each<[string, Answer[], string, boolean]>([
  ['all consent', [answer('Br', 'consent'), answer('Fr', 'concern')], 'consent', true], ['one objects', [answer('Br', 'consent'), answer('Fr', 'consent'), answer('Ja', 'object')], 'objected', false],
  ['too few were heard', [answer('Br', 'consent')], 'not-heard', false], ['nobody was heard', [], 'not-heard', false],
])('[consensus-18] a consent round in which %s', (_, answers, outcome, carries) => {
  expect(close('consent-round', answers)).toMatchObject({ outcome, carries })
})

test('[consensus-18] a consent round needs a review date after its close', () => {
  expect(openPoll('consent-round', { ...wanted, reviewOn: null }, facts)).toMatchObject({ refusal: { code: 'review-missing' } })
  expect(openPoll('consent-round', { ...wanted, reviewOn: now }, facts)).toMatchObject({ refusal: { code: 'review-too-early' } })
})

test('[consensus-19] silence and editorial comments leave a last call clear; one comment of substance does not', () => {
  expect(close('last-call', [answer('Br', 'editorial')])).toMatchObject({ outcome: 'clear', carries: true, silent: ['France', 'Japan', 'Kenya'] })
  expect(close('last-call', [answer('Br', 'editorial')]).sentence).toBe('Nothing of substance is left. Substantive: 0; editorial: 1; no comment: 0; silent: 3 seats, which is no objection.')
  expect(close('last-call', [answer('Br', 'substantive'), answer('Fr', 'no-comment')])).toMatchObject({ outcome: 'substantive', carries: false })
})

test.each([['2027-03-04T11:59:59Z', 'too-short'], ['2027-03-04T12:00:00Z', 'opened']])('[consensus-20] a silence procedure until %s: %s', (closesAt, outcome) => {
  const opened = openPoll('silence-procedure', { ...wanted, closesAt }, facts)
  expect(opened.ok ? 'opened' : opened.refusal.code).toBe(outcome)
})

test('[consensus-20] a silence procedure is refused on a text with open objections, and adopts nothing if one comes meanwhile', () => {
  expect(openPoll('silence-procedure', wanted, { ...facts, openObjections: 2 })).toMatchObject({ refusal: { code: 'objections-open', message: expect.stringContaining('2 objections stand') } })
  expect(close('silence-procedure', [])).toMatchObject({ outcome: 'adopted', carries: true, sentence: 'Adopted by silence: none of 4 seats broke it before the deadline.' })
  expect(close('silence-procedure', [answer('Br', 'break'), answer('Ke', 'break')])).toMatchObject({ outcome: 'broken', carries: false, sentence: 'Not adopted: the silence was broken by Brazil and Kenya.' })
  expect(close('silence-procedure', [], { openObjections: 1 })).toMatchObject({ outcome: 'objection', carries: false })
})

test('[consensus-13] an instrument is found by its name and by no other', () => {
  expect(instrumentOf('last-call')).toBe(instruments['last-call'])
  expect(instrumentOf('toString')).toBeNull()
})

test('[consensus-14] whatever is answered and taken back, each seat counts once with its last answer', () => {
  const names = ['temperature-check', 'straw-poll', 'consent-round', 'last-call', 'silence-procedure'] as const
  const seats = [...roll.map(one => one.seat), 'xx']
  const command = fc.record({ seat: fc.constantFrom(...seats), back: fc.boolean(), pick: fc.nat(5), reason: fc.constantFrom('', 'Because.'), late: fc.integer({ min: 0, max: 5 }) })
  fc.assert(fc.property(fc.constantFrom(...names), fc.array(command, { maxLength: 30 }), (name, commands) => {
    const asked = poll(name)
    const held = new Map<string, Answer>()
    const model = new Map<string, string>()
    for (const { seat, back, pick, reason, late } of commands) {
      const at = late === 5 ? wanted.closesAt : now
      const option = asked.options[pick % asked.options.length]!
      if (back) {
        if (takeBackAnswer(asked, held.has(seat), at).ok) held.delete(seat)
        if (late !== 5) model.delete(seat)
      } else {
        const taken = answerPoll(asked, roll, { seat, choice: option.code, reason, ranking: [] }, at)
        if (taken.ok) held.set(seat, taken.value)
        if (late !== 5 && seat !== 'xx' && (option.reason === 'optional' || reason !== '')) model.set(seat, option.code)
      }
    }
    const result = closePoll(asked, roll, [...held.values()], { openObjections: 0 })
    expect(result.lines.map(line => line.count)).toEqual(asked.options.map(({ code }) => [...model.values()].filter(choice => choice === code).length))
    expect(result.silent).toEqual(roll.filter(({ seat }) => !model.has(seat)).map(one => one.name))
  }), { seed: 20270303, numRuns: 1_000 })
})
