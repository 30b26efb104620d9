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

test('[process-201] an edition may begin at an instant', () => {
  const [first, second] = [{ ...rulebooks.harmonization!, from: '2020-01-01T00:00:00Z' }, { ...rulebooks.harmonization!, from: '2027-01-01T12:00:00Z' }]
  expect(editionAt([first, second], '2027-01-01T11:59:59Z')).toBe(first)
  expect(editionAt([first, second], '2027-01-01T12:00:00Z')).toBe(second)
})
