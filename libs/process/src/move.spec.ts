import fc from 'fast-check'
import { entry, sound } from '../cases/facts.ts'
import type { Facts } from './facts.ts'
import { checklist, move, nextStep } from './move.ts'
import { phases } from './phase.ts'
import { roles } from './role.ts'
import { rulebookOf, rulebooks } from './rulebooks/index.ts'

const rulebook = rulebooks.harmonization!
const secretary = { roles: ['secretary'] } as const
const chair = { roles: ['chair'] } as const
const codeOf = (result: ReturnType<typeof move>): string => (result.ok ? 'moved' : result.refusal.code)

test.each(rulebook.moves.map(one => [one.from, one.to] as const))('[process-18] with nothing missing a draft moves from %s to %s', (from, to) => {
  const moved = move(to, rulebook, sound(from), secretary, { reason: 'It is time' })
  expect(moved).toMatchObject({ ok: true, value: { kind: 'stage.moved', from, to, phase: to, overridden: [], freezes: to === 'adoption' } })
})

test('[process-18] no draft moves otherwise than the rulebook permits, whoever asks', () => {
  fc.assert(fc.property(fc.constantFrom(...phases), fc.constantFrom(...phases, 'limbo'), fc.subarray([...roles]), (from, to, own) => {
    const known = rulebook.moves.find(one => one.from === from && one.to === to)
    const code = codeOf(move(to, rulebook, sound(from), { roles: own }, { reason: 'It is time', override: true }))
    expect(code).toBe(known === undefined ? 'not-permitted' : own.some(role => known.by.includes(role)) ? 'moved' : 'not-yours')
  }))
})

const nothing: Partial<Facts> = {
  now: '2027-06-08T12:00:00Z', comments: { total: 9, undecided: 2 }, openObjections: [{ id: 'o', by: 'Kenya', on: '5.1', answered: false }], text: { faults: 1, first: null, empty: false },
  languagesPresent: [], attestations: [], lastSubstantiveChangeAt: '2027-06-08T10:00:00Z',
}

test('[process-19] a refused move lists everything that is missing, each with its place, never just the first', () => {
  const refused = move('adoption', rulebook, sound('negotiation', nothing), secretary)
  if (refused.ok) throw new Error('it moved')
  expect(refused.refusal.code).toBe('gates')
  expect(refused.refusal.message).toBe('7 things are still missing before this draft can move to adoption.')
  expect(refused.refusal.missing.map(one => one.gate)).toEqual([
    'comments-dispositioned', 'no-open-reasoned-objection', 'text-valid', 'languages-present', 'conflicts-of-interest', 'cooling-off', 'minimum-time',
  ])
  for (const one of refused.refusal.missing) expect([one.message, one.where]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/^\//)])
})

test('[process-19] what is missing in the refusal is what the checklist shows unmet', () => {
  const facts = sound('negotiation', nothing)
  const refused = move('adoption', rulebook, facts, secretary)
  const shown = checklist(rulebook, facts, secretary).find(one => one.to === 'adoption')!
  expect(refused.ok ? [] : refused.refusal.missing).toEqual(shown.gates.filter(gate => !gate.met).map(({ gate, message, where }) => ({ gate, message, where })))
  expect(shown).toMatchObject({ missing: 7, allowed: true, decides: ['the chair', 'the secretary'], overridable: false })
})

const early: Partial<Facts> = { now: '2027-07-20T12:00:00Z', lastSubstantiveChangeAt: null }

test.each([
  ['by the chair with a reason', chair, { override: true, reason: 'The Council meets' }, early, 'moved'],
  ['by the chair without a reason', chair, { override: true, reason: '  ' }, early, 'reason-missing'],
  ['by the secretary', secretary, { override: true, reason: 'The Council meets' }, early, 'not-yours'],
  ['without asking for it', chair, { reason: 'The Council meets' }, early, 'gates'],
  ['of a gate that takes no exception', chair, { override: true, reason: 'The Council meets' }, { ...early, languagesPresent: [] }, 'not-overridable'],
] as const)('[process-20] an unmet gate passed over %s', (_, actor, request, facts, code) => {
  expect(codeOf(move('adoption', rulebook, sound('negotiation', facts), actor, request))).toBe(code)
})

test('[process-20] an exception is recorded with its reason and the gates it passed over', () => {
  const moved = move('adoption', rulebook, sound('negotiation', early), chair, { override: true, reason: ' The Council meets ' })
  expect(moved).toMatchObject({ ok: true, value: { overridden: ['minimum-time'], reason: 'The Council meets' } })
  const plain = move('adoption', rulebook, sound('negotiation'), chair, { override: true, reason: 'Just in case' })
  expect(plain).toMatchObject({ ok: true, value: { overridden: [] } })
})

test('[process-21] a move back takes a reason and no gate', () => {
  expect(codeOf(move('drafting', rulebook, sound('negotiation', nothing), secretary))).toBe('reason-missing')
  expect(move('drafting', rulebook, sound('negotiation', nothing), secretary, { reason: 'New evidence' })).toMatchObject({ ok: true, value: { direction: 'back', freezes: false } })
})

test('[process-22] every entry into adoption freezes an edition, and a move back to writing lets the text be written again', () => {
  expect(move('adoption', rulebook, sound('review'), chair, { reason: 'Adopt again' })).toMatchObject({ ok: true, value: { freezes: true, thaws: false } })
  expect(move('negotiation', rulebook, sound('adoption'), chair, { reason: 'Lost' })).toMatchObject({ ok: true, value: { freezes: false, thaws: true } })
  expect(move('implementation', rulebook, sound('adoption'), chair)).toMatchObject({ ok: true, value: { freezes: false, thaws: false } })
})

test('[process-10] a withdrawn draft does not move', () => {
  const facts = sound('drafting')
  expect(codeOf(move('negotiation', rulebook, { ...facts, draft: { ...facts.draft, withdrawn: true } }, chair))).toBe('withdrawn')
})

test('[process-19] the sentence under the rail says what is missing, who decides and what happens if nobody acts', () => {
  expect(nextStep(rulebook, sound('negotiation', nothing))).toEqual({
    sentence: '2 of 9 comments still without a disposition. 6 more things are missing. Then the chair or the secretary decides; until then the draft stays in negotiation.',
    missing: 7,
  })
  expect(nextStep(rulebook, sound('drafting')).sentence).toBe('Nothing is missing: the chair or the secretary may begin negotiation.')
})

test('[process-1] a minimum time runs on from the first day when a later move was taken back', () => {
  const history = [...sound('issue').history, entry('issue', 'engagement', '2027-01-10'), entry('engagement', 'issue', '2027-01-18', 'takenBack')]
  expect(codeOf(move('engagement', rulebook, sound('issue', { history, now: '2027-01-19T00:00:00Z' }), secretary))).toBe('moved')
})

test('[process-214] a ballot freezes the text in any phase, and leaving it lets writing go on', () => {
  const iso = rulebookOf('iso')!
  const at = (code: string) => ({ ...sound('negotiation'), draft: { ...sound('negotiation').draft, stage: code }, history: [entry(null, code, '2027-01-04')] })
  const changed = (from: string, to: string) => {
    const done = move(to, iso, at(from), secretary, { reason: 'It is time' })
    return done.ok ? [done.value.freezes, done.value.thaws, done.value.ends] : done.refusal.code
  }
  expect(changed('10.00', '10.20')).toEqual([true, false, null])
  expect(changed('10.20', '10.60')).toEqual([false, false, null])
  expect(changed('10.60', '10.92')).toEqual([false, true, null])
  expect(changed('30.60', '30.98')).toEqual([false, false, 'abandoned'])
  expect(changed('40.93', '40.92')).toEqual([false, true, null])
})

test('[process-19] the sentence under the rail tells one missing thing from two and from several, and what ended or was withdrawn', () => {
  const open = sound('negotiation')
  const sentence = (facts: Facts, book = rulebook) => nextStep(book, facts).sentence
  expect(sentence({ ...open, comments: { total: 2, undecided: 1 } })).toBe('1 of 2 comments still without a disposition. Then the chair or the secretary decides; until then the draft stays in negotiation.')
  expect(sentence({ ...open, comments: { total: 2, undecided: 1 }, text: { faults: 0, first: null, empty: true } })).toMatch(/ 1 more thing is missing\. /)
  expect(sentence({ ...open, draft: { ...open.draft, withdrawn: true } })).toBe('This draft is withdrawn. It can be restored.')
  const last = { ...rulebook, moves: rulebook.moves.filter(one => one.from !== 'issue') }
  expect(nextStep(last, sound('issue'))).toEqual({ sentence: rulebook.stages[0]!.purpose, missing: 0 })
})

test('[process-20] a move of which the rulebook says nothing is made in spite of an unmet gate by nobody', () => {
  const strict = { ...rulebook, moves: rulebook.moves.map(({ override: _, ...one }) => one) }
  const facts = sound('negotiation', { comments: { total: 2, undecided: 1 } })
  expect(checklist(strict, facts, secretary).map(one => one.overridable)).not.toContain(true)
  expect(codeOf(move('adoption', strict, facts, secretary, { reason: 'It is late.', override: true } as never))).not.toBe('moved')
})

test('[process-18] from a stage without moves a refusal says that there are none', () => {
  const closed = { ...rulebook, moves: rulebook.moves.filter(one => one.from !== 'issue') }
  expect(move('engagement', closed, sound('issue'), secretary)).toMatchObject({ refusal: { code: 'not-permitted', message: 'A draft in issue cannot move to engagement. The rulebook permits no move from here.' } })
})

const refusedWith = (result: ReturnType<typeof move>): string => (result.ok ? 'moved' : result.refusal.message)
const dissent = { openObjections: [{ id: 'o', by: 'Kenya', on: '5.1', answered: false }] }

test.each([
  ['of a withdrawn draft', () => move('negotiation', rulebook, { ...sound('drafting'), draft: { ...sound('drafting').draft, withdrawn: true } }, chair), 'This draft is withdrawn. Restore it first.'],
  ['where one other leads on', () => move('review', rulebook, sound('issue'), chair), 'A draft in issue cannot move to review. From here the rulebook permits engagement.'],
  ['where several others lead on', () => move('review', rulebook, sound('negotiation'), chair), 'A draft in negotiation cannot move to review. From here the rulebook permits adoption or drafting.'],
  ['by a drafter', () => move('negotiation', rulebook, sound('drafting'), { roles: ['drafter'] }), 'Only the chair or the secretary decides this move.'],
  ['with one thing missing', () => move('negotiation', rulebook, sound('drafting', { comments: { total: 2, undecided: 1 } }), chair), 'One thing is still missing before this draft can move to negotiation.'],
  ['of a gate that takes no exception', () => move('adoption', rulebook, sound('negotiation', { languagesPresent: [], text: { faults: 1, first: null, empty: false } }), chair, { override: true, reason: 'Late' }),
    'The rulebook allows no exception from “Text complete and valid” and “Languages present”.'],
  ['by the secretary in spite of a gate', () => move('adoption', rulebook, sound('negotiation', dissent), secretary, { override: true, reason: 'Late' }), 'Only the chair may move on in spite of an unmet gate.'],
  ['in spite of a gate without a reason', () => move('adoption', rulebook, sound('negotiation', dissent), chair, { override: true }), 'Moving on in spite of an unmet gate takes a reason; it stays visible for ever.'],
  ['back without a reason', () => move('drafting', rulebook, sound('negotiation'), chair), 'This move takes a reason.'],
])('[process-18] a move %s is refused in a sentence that says what is possible instead', (_, act, sentence) => {
  expect(refusedWith(act())).toBe(sentence)
})

test('[process-15] the checklist says of each move what it asks, and shows the declarations a gate rests on, where it rests on any', () => {
  const told = [...sound('issue').attestations, { ...sound('issue').attestations[0]!, gate: 'minimum-time' }]
  const on = checklist(rulebook, sound('issue', { attestations: told }), secretary).find(one => one.to === 'engagement')!
  expect(on).toMatchObject({ reasonRequired: false, why: 'Begin stakeholder engagement.', missing: 0 })
  expect(on.gates.map(gate => [gate.gate, gate.attestations.map(one => one.person)])).toStrictEqual([['problem-statement', ['Ana Lima']], ['duplicate-check', ['Ana Lima']], ['minimum-time', []]])
  const [back] = checklist(rulebook, sound('engagement'), { roles: ['delegate'] }).filter(one => one.direction === 'back')
  expect(back).toMatchObject({ reasonRequired: true, why: 'Only the chair or the secretary decides this move.' })
})

test('[process-20] what may be passed over is not offered where something else is missing too', () => {
  const offered = (change: Partial<Facts>) => checklist(rulebook, sound('negotiation', change), chair).find(one => one.to === 'adoption')!.overridable
  expect([offered(dissent), offered({ ...dissent, languagesPresent: [] }), offered({ languagesPresent: [] }), offered({})]).toEqual([true, false, false, false])
})

test('[process-22] within adoption, and from use into review, the text stays the edition it is', () => {
  const iso = rulebookOf('iso')!
  const closing = { ...sound('negotiation'), draft: { ...sound('negotiation').draft, stage: '40.20' }, history: [entry(null, '40.20', '2027-01-04')] }
  expect(move('40.60', iso, closing, secretary)).toMatchObject({ ok: true, value: { phase: 'adoption', freezes: false, thaws: false } })
  expect(move('review', rulebook, sound('implementation'), secretary)).toMatchObject({ ok: true, value: { freezes: false, thaws: false } })
})
