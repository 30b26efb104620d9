import { sound } from '../cases/facts.ts'
import { editionAt, moveToEdition } from './editions.ts'
import { editionsOf, rulebookOf, rulebooks } from './rulebooks/index.ts'

const editions = editionsOf('w3c')
const older = rulebookOf('w3c', '2023')!
const facts = (stage: string) => ({ ...sound('negotiation', { ballot: null }), draft: { ...sound('negotiation').draft, stage } })
const open = { ...sound('adoption').ballot!, outcome: null, decidedAt: null }

test.each([
  ['to the newer one', facts('CRS'), '2025', 'chair', 'Decided on 4 March', '2025'],
  ['without a reason', facts('CRS'), '2025', 'chair', ' ', 'reason-missing'],
  ['by a delegate', facts('CRS'), '2025', 'delegate', 'x', 'not-yours'],
  ['to one that does not exist', facts('CRS'), '1999', 'chair', 'x', 'unknown-edition'],
  ['to the one it has', facts('CRS'), '2023', 'chair', 'x', 'same-edition'],
  ['from a stage that the other has not', facts('PR'), '2025', 'chair', 'x', 'no-such-stage'],
  ['while a ballot is open', { ...facts('AC-review-closed'), ballot: open }, '2025', 'chair', 'x', 'ballot-open'],
  ['while it is withdrawn', { ...facts('CRS'), draft: { ...facts('CRS').draft, withdrawn: true } }, '2025', 'chair', 'x', 'withdrawn'],
] as const)('[process-219] a running draft is moved to another edition %s: decided or refused', (...[, known, edition, role, reason, outcome]) => {
  const moved = moveToEdition({ editions, current: older }, { edition, reason }, known, { roles: [role] })
  expect(moved.ok ? moved.value.to : moved.refusal.code).toBe(outcome)
})

test.each([
  ['while it is withdrawn', { ...facts('CRS'), draft: { ...facts('CRS').draft, withdrawn: true } }, '2025', 'x', 'This draft is withdrawn. Restore it first.'],
  ['without a reason', facts('CRS'), '2025', ' ', 'Moving a running draft to another edition of its rulebook takes a reason; it stays in the record.'],
  ['to one that does not exist', facts('CRS'), '1999', 'x', 'There is no edition “1999” of W3C Recommendation track. There are: 2023 and 2025.'],
  ['to the one it has', facts('CRS'), '2023', 'x', 'The draft runs under the edition 2023 already.'],
  ['from a stage that the other has not', facts('PR'), '2025', 'x', 'The edition 2025 has no stage PR. Move the draft to a stage that it has, and then to the edition.'],
  ['while a ballot is open', { ...facts('AC-review-closed'), ballot: open }, '2025', 'x', 'A ballot is open under the present edition. Wait until it closes.'],
])('[process-219] a running draft moved to another edition %s is refused in a sentence', (_, known, edition, reason, sentence) => {
  expect(moveToEdition({ editions, current: older }, { edition, reason }, known, { roles: ['chair'] })).toMatchObject({ refusal: { message: sentence } })
})

test('[process-219] the move to another edition is told with its reason, also once a ballot is over', () => {
  const closed = { ...facts('AC-review-closed'), ballot: sound('adoption').ballot }
  expect(moveToEdition({ editions, current: older }, { edition: '2025', reason: ' Decided on 4 March ' }, closed, { roles: ['chair'] })).toEqual({
    ok: true, value: { kind: 'rulebook.moved', from: '2023', to: '2025', at: closed.now, reason: 'Decided on 4 March' },
  })
})

test('[process-201] an edition may begin at an instant', () => {
  const [first, second] = [{ ...rulebooks.harmonization!, from: '2020-01-01T00:00:00Z' }, { ...rulebooks.harmonization!, from: '2027-01-01T12:00:00Z' }]
  expect(editionAt([first, second], '2027-01-01T11:59:59Z')).toBe(first)
  expect(editionAt([first, second], '2027-01-01T12:00:00Z')).toBe(second)
})
