import { sound } from '../../cases/facts.ts'
import type { BallotFacts } from '../facts.ts'
import { rulebooks } from '../rulebooks/index.ts'
import { ballotLost } from './ballot-lost.ts'

const ballot = sound('adoption').ballot!
const ask = (change: Partial<BallotFacts> | null) =>
  ballotLost.check(sound('adoption', { ballot: change === null ? null : { ...ballot, ...change } }), { rulebook: rulebooks.harmonization!, move: { from: 'adoption', to: 'negotiation' } })

test.each([
  ['none', null, false, 'No ballot was opened on the frozen edition.'],
  ['one that is open', { outcome: null, passed: false }, false, 'The ballot is open.'],
  ['one that passed', {}, false, 'Approved: 3 of 3 eligible seats took part.'],
  ['one that was lost', { outcome: 'rejected', passed: false, sentence: 'Rejected: 7 of 11.' }, true, 'Rejected: 7 of 11.'],
  ['one that was lost without words', { outcome: 'rejected', passed: false, sentence: null }, true, 'The ballot ended: rejected.'],
])('[process-208] of ballots there is %s: lost is %s', (_, change, met, message) => {
  expect(ask(change)).toMatchObject({ met, message })
})

test('[process-208] it says where the ballot is, or where one is opened', () => {
  expect(ask(null).where).toBe(`/d/${sound('adoption').draft.id}/stage#ballot`)
  expect(ask({}).where).toBe('/b/b1')
})
