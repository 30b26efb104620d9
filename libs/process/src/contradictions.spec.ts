import fc from 'fast-check'
import { contradictions, recordTrack, type Track } from './contradictions.ts'
import { rulebookOf, rulebooks } from './rulebooks/index.ts'

const at = (id: string, stage: string): Track => ({ rulebook: rulebookOf(id)!, stage })

test.each([
  ['the same phase', at('harmonization', 'drafting'), at('iso', '20.20'), []],
  ['two phases in which the text is written', at('harmonization', 'drafting'), at('iso', '30.20'), []],
  ['both adopted', at('harmonization', 'implementation'), at('iso', '60.60'), []],
  ['both ended', at('iso', '40.98'), at('ietf', 'Dead'), []],
  ['both ended, one after its adoption', at('iso', '95.99'), at('iso', '30.98'), []],
  ['one under review and one that drafts', at('iso', '20.20'), at('harmonization', 'review'), ['Default harmonization cycle (Review) has adopted the text, ISO and IEC standards (Working draft) has not.']],
  ['one that votes and one that writes', at('harmonization', 'adoption'), at('iso', '20.20'), ['Default harmonization cycle (Adoption) holds the text frozen, ISO and IEC standards (Working draft) still writes it.']],
  ['one that adopted and one that drafts', at('iso', '20.20'), at('harmonization', 'implementation'), ['Default harmonization cycle (Implementation) has adopted the text, ISO and IEC standards (Working draft) has not.']],
  ['one that ended and one that goes on', at('harmonization', 'negotiation'), at('iso', '30.98'), ['ISO and IEC standards (Project deleted) has ended, Default harmonization cycle (Negotiation) goes on.']],
  ['a ballot on the proposal and one that drafts', at('iso', '10.20'), at('harmonization', 'drafting'), ['ISO and IEC standards (Ballot on the proposal) holds the text frozen, Default harmonization cycle (Drafting) still writes it.']],
])('[process-212] of %s: told is %j (A4, K26)', (_, one, other, expected) => {
  expect(contradictions([one, other])).toEqual(expected)
  expect(contradictions([other, one])).toEqual(expected)
})

test('[process-212] one track alone, and a track beside itself, contradict nothing', () => {
  const tracks = fc.constantFrom(...Object.values(rulebooks).flatMap(book => book.stages.map(stage => at(book.id, stage.code))))
  fc.assert(fc.property(tracks, track => {
    expect(contradictions([track])).toEqual([])
    expect(contradictions([track, track])).toEqual([])
  }))
  expect(contradictions([at('iso', '30.98'), at('harmonization', 'drafting'), at('w3c', 'WD')])).toHaveLength(2)
})

test.each([
  ['a new track', 'iso', '20.20', 'Their minutes', null, '20.20'],
  ['a stage reached by moves', 'iso', '40.20', 'Their minutes', '20.20', '40.20'],
  ['a stage no move leads to', 'iso', '10.20', 'Their minutes', '40.98', 'not-permitted'],
  ['a stage nobody knows', 'iso', '40.21', 'Their minutes', null, 'unknown-stage'],
  ['a rulebook nobody knows', 'other', '40.20', 'Their minutes', null, 'unknown-rulebook'],
  ['its own rulebook', 'harmonization', 'drafting', 'Their minutes', null, 'own-rulebook'],
  ['no source', 'iso', '20.20', ' ', null, 'reason-missing'],
])('[process-212] a second track with %s is recorded or refused (K26)', (...[, id, stage, reason, before, outcome]) => {
  const done = recordTrack(rulebookOf(id), 'harmonization', { stage, reason }, before)
  expect(done.ok ? done.value.stage : done.refusal.code).toBe(outcome)
})

test.each([
  ['other', '40.20', 'Their minutes', null, 'There is no such rulebook. Choose one from the list.'],
  ['harmonization', 'drafting', 'Their minutes', null, 'The draft itself runs under Default harmonization cycle: move it instead.'],
  ['iso', '40.21', 'Their minutes', null, 'ISO and IEC standards has no stage 40.21.'],
  ['iso', '10.20', 'Their minutes', '40.98', 'Under ISO and IEC standards no moves lead from 40.98 to 10.20.'],
  ['iso', '20.20', ' ', null, 'Say whence it is known where the draft stands there.'],
])('[process-212] that a track under %s at %s with “%s” after %s is not recorded is said in a sentence', (id, stage, reason, before, sentence) => {
  expect(recordTrack(rulebookOf(id), 'harmonization', { stage, reason }, before)).toMatchObject({ ok: false, refusal: { message: sentence } })
})

test('[process-212] a track keeps whence it is known', () => {
  expect(recordTrack(rulebookOf('iso'), 'harmonization', { stage: '20.20', reason: ' Their minutes ' }, null)).toEqual({ ok: true, value: { stage: '20.20', reason: 'Their minutes' } })
})
