import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { commit, commitmentsIn, conceal, openCommitment } from './commitment.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const anySalt = fc.stringMatching(/^[0-9a-f]{64}$/)

test('[ledger-7] salt and value open the commitment; another value or another salt does not', () => {
  fc.assert(fc.property(fc.string(), fc.string(), anySalt, anySalt, (value, other, salt, otherSalt) => {
    const { opening, shown } = conceal(value, salt, sha256)
    expect(openCommitment(opening, sha256)).toBe(true)
    expect(JSON.stringify(shown)).toBe(`{"commitment":"${opening.commitment}"}`)
    if (other !== value) expect(openCommitment({ ...opening, value: other }, sha256)).toBe(false)
    if (otherSalt !== salt) expect(openCommitment({ ...opening, salt: otherSalt }, sha256)).toBe(false)
  }))
})

test.each(['', 'abc', 'z'.repeat(64), 'A'.repeat(32)])('[ledger-7] a salt %j, too short or not hexadecimal, is not taken', salt => {
  expect(() => commit('a name', salt, sha256)).toThrow(TypeError)
  expect(openCommitment({ commitment: sha256('x'), salt, value: 'a name' }, sha256)).toBe(false)
})

test('[ledger-7] commitments are found at any depth of the facts', () => {
  const hidden = (value: string): object => conceal(value, 'ab'.repeat(32), sha256).shown
  const facts = { seat: 'br', reason: hidden('one'), voters: [{ name: hidden('two') }], none: null }
  expect(commitmentsIn(facts)).toEqual([commit('one', 'ab'.repeat(32), sha256), commit('two', 'ab'.repeat(32), sha256)])
})
