import { openRecirculation, recirculationUnder, type RoundBefore } from './recirculation.ts'
import { rulebookOf } from './rulebooks/index.ts'

// Whichever rulebook recirculates; none is named in code.
const book = rulebookOf('ieee')!
const held = book.ballots.find(one => one.recirculation !== undefined)!
const [, stage] = held.stages
const now = '2027-01-04T10:00:00Z'
const draft = { id: 'd', committeeId: 'c', stage: stage!, withdrawn: false, languages: ['en'] }
const facts = { now, draft, edition: { number: 2, hash: 'new', frozenAt: '2027-01-03T10:00:00Z' } }
const round: RoundBefore = { rule: held.rule, state: 'closed', byName: true, passed: false, openNegatives: 1, editionHash: 'old', latest: true }
const asked = { round, closesAt: '2027-01-20T22:00:00Z', inputs: [], earlier: [{ editionHash: 'old', closedAt: '2027-01-01T10:00:00Z' }] }
const codeOf = (result: ReturnType<typeof openRecirculation>) => (result.ok ? result.value.editionHash : result.refusal.code)

test.each([
  ['did not pass', {}, 'new'],
  ['did not pass and has no open negative', { openNegatives: 0 }, 'new'],
  ['passed with open negatives', { passed: true }, 'new'],
  ['passed without any', { passed: true, openNegatives: 0 }, 'nothing-open'],
  ['is open', { state: 'open' }, 'ballot-open'],
  ['was annulled', { state: 'annulled' }, 'annulled'],
  ['was held without names', { byName: false }, 'without-names'],
  ['was followed by another', { latest: false }, 'not-the-latest'],
  ['was on the same text', { editionHash: 'new' }, 'same-edition'],
] as const)('[process-246] (D10) a ballot that %s is recirculated or not', (_, is, code) => {
  expect(codeOf(openRecirculation(book, facts, { ...asked, round: { ...round, ...is } }))).toBe(code)
})

test('[process-246] a rulebook that says nothing of it has no recirculation', () => {
  const other = rulebookOf('harmonization')!
  const adoption = { ...facts, draft: { ...draft, stage: 'adoption' } }
  expect(codeOf(openRecirculation(other, adoption, { ...asked, round: { ...round, rule: 'generic.default' } }))).toBe('no-recirculation')
  expect([recirculationUnder(other, 'generic.default', 'adoption'), recirculationUnder(book, 'no such rule', stage!)]).toEqual([null, null])
  expect(recirculationUnder(book, held.rule, stage!)).toMatchObject({ negatives: ['disapprove'] })
})

test('[process-246] it is held on a text that is frozen, for as long as the rulebook says of a recirculation', () => {
  expect(codeOf(openRecirculation(book, { ...facts, edition: null }, asked))).toBe('not-frozen')
  const writing = book.stages.find(one => one.phase === 'drafting')!.code
  expect(codeOf(openRecirculation(book, { ...facts, draft: { ...draft, stage: writing } }, asked))).toBe('not-frozen')
  expect(codeOf(openRecirculation(book, facts, { ...asked, closesAt: '2027-01-18T12:00:00Z' }))).toBe('too-short')
  expect(codeOf(openRecirculation(book, facts, { ...asked, closesAt: '2027-01-19T12:00:00Z' }))).toBe('new')
  expect(codeOf(openRecirculation(book, facts, { ...asked, earlier: [{ editionHash: 'x', closedAt: null }] }))).toBe('ballot-open')
})

test('[process-246] (D11) it waits for a disposition of every input of the round before, and names each', () => {
  const input = { gate: 'comments-dispositioned', message: 'Comment 3 has no disposition.', where: '/d/d/comments' }
  const one = openRecirculation(book, facts, { ...asked, inputs: [input] })
  expect(one).toMatchObject({ refusal: { code: 'undispositioned', message: expect.stringMatching(/^One input/), missing: [input] } })
  const two = openRecirculation(book, facts, { ...asked, inputs: [input, { ...input, message: 'Comment 4 has no disposition.' }] })
  expect(two).toMatchObject({ refusal: { message: expect.stringMatching(/^2 inputs/), missing: { length: 2 } } })
})

test('[process-246] where one of two ballots under a rule may be recirculated, the other keeps its time', () => {
  const first = { ...held, stages: [held.stages[0]!], duration: 'P60D', recirculation: undefined }
  const two = { ...book, ballots: [first, { ...held, stages: [stage!] }] } as typeof book
  expect(codeOf(openRecirculation(two, facts, asked))).toBe('new')
  expect(recirculationUnder(two, held.rule, held.stages[0]!)).toBeNull()
})

test.each([
  ['is open', { state: 'open' }, 'This ballot is open. It can be recirculated once it is counted.'],
  ['was annulled', { state: 'annulled' }, 'This ballot was annulled: its votes count for nothing, so none is carried over.'],
  ['was held without names', { byName: false }, 'Nobody knows how a seat voted in a ballot without names, so no vote can be carried over. Hold a new ballot.'],
  ['was followed by another', { latest: false }, 'A later ballot was held on this draft. Recirculate that one.'],
  ['passed without any negative', { passed: true, openNegatives: 0 }, 'This ballot passed and no negative is open: there is nothing to recirculate.'],
  ['was on the same text', { editionHash: 'new' }, 'A recirculation is held on a new edition, and the text is the one that was voted on. Send the draft back, change the text, and move it on again.'],
  ['is not recirculated', { rule: 'no such rule' }, 'Under this rulebook a ballot is not recirculated. Hold a new one.'],
])('[process-246] that a ballot which %s is not recirculated is said in a sentence', (_, is, sentence) => {
  expect(openRecirculation(book, facts, { ...asked, round: { ...round, ...is } })).toMatchObject({ refusal: { message: sentence } })
})

test('[process-246] without a new edition it says how one comes about', () => {
  expect(openRecirculation(book, { ...facts, edition: null }, asked)).toMatchObject({ refusal: { message: 'A recirculation is held on a new edition. Work the comments in, and move the draft on, so that its text is frozen.' } })
})
