import { sound } from '../cases/facts.ts'
import type { Facts } from './facts.ts'
import { gates } from './gates/index.ts'
import { checklist, move } from './move.ts'
import { rulebookOf, rulebooks } from './rulebooks/index.ts'
import type { Rulebook } from './rulebook.ts'
import { setAside } from './set-aside.ts'
import { suspensionOf } from './suspension.ts'

const book = rulebooks.harmonization!
const withdrawn = (facts: Facts): Facts => ({ ...facts, draft: { ...facts.draft, withdrawn: true } })
const standingAt = (stage: string): Facts => {
  const facts = sound('implementation')
  return { ...facts, draft: { ...facts.draft, stage } }
}

test.each([
  ['in use', sound('implementation'), 'negotiation'], ['under review', sound('review'), 'negotiation'], ['not adopted yet', sound('adoption'), null],
  ['written anew', sound('drafting'), null], ['withdrawn', withdrawn(sound('implementation')), null],
] as const)('[process-261] of a text that is %s, an upheld appeal against the adoption moves the draft to %s', (_, facts, to) => {
  const event = setAside(book, facts, 'A seat was not called.')
  expect(event?.to ?? null).toBe(to)
  if (event !== null) expect(event).toMatchObject({
    kind: 'stage.moved', direction: 'back', from: facts.draft.stage, freezes: false, thaws: true, ends: null, gates: [], overridden: [], at: facts.now,
    reason: 'The text is adopted no longer and goes back to negotiation. A seat was not called.',
  })
})

test('[process-261] where the rulebook says nothing of it, or that people decide, nothing moves by itself', () => {
  const { upheld: _, ...silent } = book.appeal
  expect(setAside({ ...book, appeal: silent }, sound('implementation'), 'So be it.')).toBeNull()
  expect(setAside(rulebookOf('iso')!, standingAt('60.60'), 'So be it.')).toBeNull()
})

test('[process-261] an annulled decision leads to a body that considers the text anew, on an edition of its own', () => {
  expect(setAside(rulebookOf('ietf')!, standingAt('RFC'), 'No notice was given.')).toMatchObject({ to: 'IESG Evaluation', phase: 'adoption', freezes: true, thaws: false })
  expect(setAside(rulebookOf('w3c')!, standingAt('REC'), 'The vote rejected it.')).toMatchObject({ to: 'CRS', phase: 'negotiation' })
})

const pending = [{ number: 2, against: 'decision 7', body: 'the board', ofAdoption: true }, { number: 1, against: 'decision 3', body: 'the board', ofAdoption: false }]

test('[process-262] the adoption is suspended by an appeal against what it rests on, and by no other', () => {
  const held = sound('implementation', { pendingAppeals: pending })
  const sentence = 'The adoption is suspended: appeal 2 against decision 7 is pending before the board.'
  expect(suspensionOf(book, held)).toBe(sentence)
  expect(suspensionOf(book, { ...held, pendingAppeals: pending.slice(1) })).toBeNull()
  const both = pending.map(one => ({ ...one, ofAdoption: true }))
  expect(suspensionOf(book, { ...held, pendingAppeals: both })).toBe('The adoption is suspended: appeal 2 against decision 7 is pending before the board; appeal 1 against decision 3 is pending before the board.')
  expect(suspensionOf(book, sound('implementation'))).toBeNull()
  expect(suspensionOf(book, sound('adoption', { pendingAppeals: pending }))).toBeNull()
  const lenient: Rulebook = { ...book, appeal: { ...book.appeal, upheld: { ...book.appeal.upheld!, suspends: false } } }
  expect(suspensionOf(lenient, held)).toBeNull()
  const { upheld: _, ...silent } = book.appeal
  expect(suspensionOf({ ...book, appeal: silent }, held)).toBeNull()
})

test('[process-262] while the adoption is suspended the review does not begin, with no exception, and the checklist says why', () => {
  const chair = { roles: ['chair'] } as const
  const held = sound('implementation', { pendingAppeals: pending })
  const refused = move('review', book, held, chair)
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'gates', missing: [{ gate: 'adoption-stands', where: `/d/${held.draft.id}/appeals` }] } })
  expect(move('review', book, held, chair, { override: true, reason: 'In a hurry.' })).toMatchObject({ refusal: { code: 'not-overridable' } })
  expect(move('review', book, sound('implementation'), chair).ok).toBe(true)
  expect(checklist(book, held, chair).find(one => one.to === 'review')?.gates.find(gate => gate.gate === 'adoption-stands')).toMatchObject({ met: false })
  expect(gates['adoption-stands'].check(sound('implementation'), { rulebook: book, move: { from: 'implementation', to: 'review' } })).toEqual({
    met: true, message: 'No appeal suspends the adoption.', where: `/d/${held.draft.id}/appeals`,
  })
})
