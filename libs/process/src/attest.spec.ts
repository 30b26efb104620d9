import { sound } from '../cases/facts.ts'
import { attest } from './attest.ts'
import { rulebooks } from './rulebooks/index.ts'

const book = rulebooks.harmonization!

const now = '2027-01-05T10:00:00Z'
const { seats } = sound('negotiation')
const secretary = { roles: ['secretary'] } as const
const head = { roles: ['head'] } as const
const said = { person: 'Ana Lima', reason: 'Accepted at the meeting of 5 January.' }

test('[process-16] an attestation names person, role, reason or document, and time', () => {
  expect(attest(book, { ...said, gate: 'problem-statement', seat: 'br', document: ' N 14 ' }, secretary, seats, now)).toEqual({
    ok: true, value: { ...said, gate: 'problem-statement', role: 'secretary', seat: null, document: 'N 14', at: now },
  })
  expect(attest(book, { person: 'Ana Lima', gate: 'problem-statement', document: 'N 14' }, secretary, seats, now)).toMatchObject({ ok: true, value: { reason: '', document: 'N 14' } })
  expect(attest(book, { ...said, gate: 'conflicts-of-interest', seat: 'br' }, head, seats, now)).toMatchObject({ ok: true, value: { role: 'head', seat: 'br' } })
})

test.each([
  ['of a gate that does not exist', { ...said, gate: 'luck' }, secretary, 'unknown-gate'],
  ['of a computed gate', { ...said, gate: 'ballot-passed' }, secretary, 'computed-gate'],
  ['in a role that may not give it', { ...said, gate: 'problem-statement' }, head, 'not-yours'],
  ['for no seat, where each seat speaks', { ...said, gate: 'conflicts-of-interest' }, head, 'not-your-seat'],
  ['for a seat that is not theirs', { ...said, gate: 'conflicts-of-interest', seat: 'us' }, head, 'not-your-seat'],
  ['for an observing seat', { ...said, gate: 'conflicts-of-interest', seat: 'obs' }, head, 'not-your-seat'],
  ['without reason or document', { person: 'Ana Lima', gate: 'problem-statement', reason: ' ' }, secretary, 'reason-missing'],
])('[process-16] an attestation %s is refused', (_, declaration, actor, code) => {
  expect(attest(book, declaration, actor, seats, now)).toMatchObject({ ok: false, refusal: { code } })
})

test.each([
  ['of a gate that does not exist', { ...said, gate: 'luck' }, secretary, 'There is no gate "luck".'],
  ['of a computed gate', { ...said, gate: 'ballot-passed' }, secretary, '“Ballot passed” is computed from what Plenary holds; nobody can attest it.'],
  ['in a role that may not give it', { ...said, gate: 'problem-statement' }, head, 'Only the chair or the secretary attests “Problem statement”.'],
  ['for no seat', { ...said, gate: 'conflicts-of-interest' }, head, 'Each participating seat attests this for itself; choose a seat you act for.'],
  ['without reason or document', { person: 'Ana Lima', gate: 'problem-statement' }, secretary, 'An attestation carries a reason or a document.'],
])('[process-12] an attestation %s is refused in a sentence', (_, declaration, actor, sentence) => {
  expect(attest(book, declaration, actor, seats, now)).toMatchObject({ refusal: { message: sentence } })
})

test('[process-16] an attestation by its reason alone has no document, whether none was named or an empty one', () => {
  const documents = [undefined, null, ' '].map(document => {
    const done = attest(book, { ...said, gate: 'problem-statement', ...(document === undefined ? {} : { document }) }, secretary, seats, now)
    return done.ok ? done.value.document : done.refusal.code
  })
  expect(documents).toEqual([null, null, null])
})
