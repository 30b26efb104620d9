import type { Facts } from '../facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { consensusFound } from './consensus-found.ts'
import { lastCallClear } from './last-call-clear.ts'

const rulebook = rulebooks['harmonization']!
const at = (day: number): string => `2027-03-${String(day).padStart(2, '0')}T12:00:00Z`
const known = {
  now: at(28), draft: { id: 'd1', committeeId: 'c1', stage: 'negotiation', withdrawn: false, languages: ['en'] }, lastSubstantiveChangeAt: at(5),
  history: [{ id: 'e1', from: null, to: 'issue', at: at(1), by: null, kind: 'opened', reason: null, overridden: [] }],
} as unknown as Facts
const question = { rulebook, move: { from: 'negotiation', to: 'adoption' } }
const call = { openedAt: at(6), clear: true, sentence: 'Nothing of substance is left.' }
const found = { at: at(6), reached: true, sentence: 'Rough consensus: the scope is agreed.' }

test.each([
  [call, true, 'Nothing of substance is left.'], [{ ...call, clear: false, sentence: 'One comment.' }, false, 'One comment.'], [null, false, 'No last call was held in this cycle.'],
  [{ ...call, openedAt: at(4) }, false, 'The text was changed on 5 March 2027, after the last call opened. Hold it again.'],
  [{ ...call, openedAt: at(5) }, true, 'Nothing of substance is left.'],
  [{ ...call, openedAt: '2027-02-01T00:00:00Z' }, false, 'No last call was held in this cycle.'],
])('[process-109] with the last call %j the gate is %s', (lastCall, isMet, message) => {
  expect(lastCallClear.check({ ...known, lastCall }, question)).toEqual({ met: isMet, message, where: '/d/d1/polls' })
})

test.each([
  [found, true, 'Rough consensus: the scope is agreed.'], [{ ...found, reached: false, sentence: 'No consensus.' }, false, 'No consensus.'],
  [{ ...found, at: at(4) }, false, 'The text was changed on 5 March 2027, after consensus was found.'],
  [{ ...found, at: at(5) }, true, 'Rough consensus: the scope is agreed.'],
  [{ ...found, at: '2027-02-01T00:00:00Z' }, false, 'Nobody has found consensus yet: the chair finds it, a consent round decides it, or silence adopts it.'],
  [null, false, 'Nobody has found consensus yet: the chair finds it, a consent round decides it, or silence adopts it.'],
])('[process-109] with the consensus %j the gate is %s', (consensus, isMet, message) => {
  expect(consensusFound.check({ ...known, consensus }, question)).toEqual({ met: isMet, message, where: '/d/d1/polls#findings' })
})

test('[process-109] a text that was never written since its opening needs no look at its changes', () => {
  const { lastCall: _, ...never } = { ...known, lastCall: null, lastSubstantiveChangeAt: null }
  expect(lastCallClear.check({ ...never, lastCall: call }, question).met).toBe(true)
  expect(consensusFound.check({ ...never, consensus: found }, question).met).toBe(true)
  // Also on the day on which the cycle began.
  expect(lastCallClear.check({ ...never, lastCall: { ...call, openedAt: at(1) } }, question).met).toBe(true)
  expect(consensusFound.check({ ...never, consensus: { ...found, at: at(1) } }, question).met).toBe(true)
})
